# Error texts name deque, defaultdict and OrderedDict with their module, as classes written in C; and not what derives from them.
import collections
class Own(collections.OrderedDict): pass
for o in (collections.deque(), collections.defaultdict(), collections.OrderedDict(), collections.Counter(), Own()):
    for f in (lambda: o + 1, lambda: o.zzz, lambda: o < 1, lambda: -o, lambda: hash(o), lambda: o(), lambda: "a" + o, lambda: [1][o], lambda: int(o), lambda: "".join([o]), lambda: next(o)):
        try: f()
        except Exception as e: print(type(e).__name__, e)
    try:
        with o: pass
    except TypeError as e: print(e)
    print(type(o).__name__, type(o).__qualname__, type(o))
