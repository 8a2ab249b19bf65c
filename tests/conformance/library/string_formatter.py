import string
F = string.Formatter()
class O: a = 5; b = [1, {'k': 'v'}]
o = O()
for f in ('{} {}', '{0} {1}', '{a:>5}|{b!r:^7}|', '{0.a} {0.b[0]} {0.b[1][k]}', '{{}} {0}', '{:{}}', '{0:{1}}', '{a:{w}.{p}}', '', 'plain', '}', '{', '{0', '{}}', '{!r}', '{!x}', '{!r:>4}', '{0!rr}', '{a[x:y]}', '{} {0}', '{0} {}', '{nope}', '{5}', '{:{:{}}}', '{a.zz}', '{.a}', '{[0]}', 'é{a}', '{{a}}', '{{{a}}}', '{a!s}{a!a}', '{0[-1]}'):
    for m in ('fmt', 'parse', 'str'):
        try:
            print(repr(f), m, F.format(f, o if '0.' in f or '.a' in f else [7, 8], 12, a=3.5, b='x', w=8, p=3) if m == 'fmt' else list(F.parse(f)) if m == 'parse' else '')
        except Exception as e: print(repr(f), m, type(e).__name__, e)
class G(string.Formatter):
    def get_value(self, k, a, kw): print('get', k); return kw.get(k, f'<{k}>') if isinstance(k, str) else super().get_value(k, a, kw)
    def format_field(self, v, s): print('ff', v, s); return super().format_field(v, s)
    def convert_field(self, v, c): print('cf', v, c); return v.upper() if c == 'u' else super().convert_field(v, c)
    def check_unused_args(self, used, a, kw): print('used', sorted(map(str, used)), a, kw)
print(G().format('{x!u} {y:>5} {0} {z:{0}}', '9', y='q', z='zz')); print(G().vformat('{0}', (1,), {}))
