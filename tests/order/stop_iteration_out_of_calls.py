# A StopIteration out of what a builtin iterator calls ends the iterator, whoever asks it.
def stop(*a): raise StopIteration('s')
import itertools as it, functools
class K:
    def __eq__(s, o): raise StopIteration
    def __bool__(s): raise StopIteration
    def __add__(s, o): raise StopIteration
def t(n, f):
    try: print(n, f())
    except BaseException as e: print(n, repr(e))
def loop(i):
    r = []
    for x in i: r.append(x)
    else: r.append('else')
    return r
def unp(i): a, = i; return a
def unp0(i): [] = i; return 'ok'
def gen(i): yield from i
def at(n): return lambda x: stop() if x == n else x
mk = {'map': lambda: map(at(2), range(4)), 'filter': lambda: filter(at(2), range(4)), 'filter bool': lambda: filter(None, [1, K(), 3]), 'starmap': lambda: it.starmap(at(2), [(0,), (2,), (3,)]), 'takewhile': lambda: it.takewhile(at(2), [1, 2, 3]), 'dropwhile': lambda: it.dropwhile(at(2), [1, 2, 3]), 'filterfalse': lambda: it.filterfalse(at(2), [0, 2, 3]), 'accumulate': lambda: it.accumulate([1, 2, 3], lambda a, b: stop() if b == 3 else a + b), 'groupby': lambda: map(lambda pair: pair[0], it.groupby([1, 2, 3], at(2))), 'chain': lambda: it.chain([1], map(at(2), range(4)), [9]), 'zip': lambda: zip([1, 2, 3, 4], map(at(2), range(4))), 'enum': lambda: enumerate(map(at(2), range(4))), 'iter': lambda: iter(stop, 1), 'islice': lambda: it.islice(map(at(2), range(4)), 5), 'compress': lambda: it.compress([1, 2, 3], [1, K(), 1]), 'pairwise': lambda: it.pairwise(map(at(2), range(4))), 'batched': lambda: it.batched(map(at(2), range(4)), 3), 'zl': lambda: it.zip_longest(map(at(2), range(4)), [1, 2, 3]), 'cycle': lambda: it.islice(it.cycle(map(at(2), range(4))), 5), 'tee': lambda: it.tee(map(at(2), range(4)))[1], 'fi': lambda: it.chain.from_iterable(map(lambda x: at(2)(x) or [x], range(4))), 'mapmap': lambda: map(str, map(at(2), range(4))), 'rev': lambda: reversed(type('R', (), {'__len__': lambda s: 3, '__getitem__': lambda s, i: stop()})()), 'seq': lambda: iter(type('R', (), {'__getitem__': lambda s, i: stop() if i == 2 else i})()), 'gen': lambda: gen(map(at(2), range(4))), 'genexp': lambda: (at(2)(x) for x in range(4)), 'comp': lambda: [at(2)(x) for x in range(4)], 'product': lambda: it.product(map(at(2), range(4)))}
for n, m in mk.items():
    t(n + ' list', lambda: list(m())); t(n + ' for', lambda: loop(m())); t(n + ' star', lambda: [*m()]); t(n + ' sum', lambda: len(tuple(m()))); t(n + ' next', lambda: (lambda i: [next(i, 'd') for _ in range(5)])(m())); t(n + ' gen', lambda: list(gen(m()))); t(n + ' sorted', lambda: sorted(m(), key=str)); t(n + ' in', lambda: 'zz' in m()); t(n + ' unp', lambda: unp(m())); t(n + ' any', lambda: any(x == 'q' for x in m())); t(n + ' set', lambda: len(set(m()))); t(n + ' dict', lambda: dict.fromkeys(m(), 1)); t(n + ' join', lambda: ','.join(map(str, m()))); t(n + ' call', lambda: (lambda *a: len(a))(*m())); t(n + ' max', lambda: max(m(), default='none', key=str)); t(n + ' ext', lambda: (lambda l: l.extend(m()) or l)([])); t(n + ' reduce', lambda: functools.reduce(lambda a, b: str(a) + str(b), m(), ''))
for f in (lambda: sorted([1, 2], key=stop), lambda: max([1, 2], key=stop), lambda: [x for x in [1] if K()], lambda: list(x for x in [1] if K()), lambda: sum([K(), 1]), lambda: 1 in [K()], lambda: [K()].index(1), lambda: functools.reduce(stop, [1, 2]), lambda: any([K()]), lambda: all(x for x in [K()]), lambda: list(iter(stop, 1)), lambda: dict([(1, 2), (K(), 3)]) and 1, lambda: {1: 2} == {1: K()}, lambda: [1, 2].sort(key=stop), lambda: {k: stop() for k in 'a'}, lambda: '{}'.format(type('F', (), {'__format__': stop})()), lambda: print(*map(stop, [1])), lambda: list(map(lambda x: x, type('I', (), {'__iter__': stop})()))): t('x', f)
