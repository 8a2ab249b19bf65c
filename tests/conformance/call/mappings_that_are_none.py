# What follows ** and is no mapping is named by its type.
def f(**names): return names
for given in ("ab", 1, None, [1], 2.5, {1: 2}, {"a": 1}, b"x", object):
    for call in ("f(**given)", "f(**{'a': 1}, **given)", "dict(**given)", "dict(b=1, **given)", "{**given}", "f(*given)", "f(b=1, *given)"):
        try: print(call, given, "->", eval(call))
        except TypeError as e: print(call, given, "!!", e)
