def f(a, b=2, *rest, key=None, **more):
    c = a + b
    d = locals()
    print(sorted(d))
    d["c"] = "written"
    print(c, locals() is d, locals()["c"])
    del b
    print("b" in locals())

f(1, 2, 3, key=4, x=5)

def with_cells():
    x = 1
    def g():
        y = x
        return sorted(locals().items())
    return g(), sorted(name for name in locals())

print(with_cells())
class C:
    a = 1
    seen = sorted(name for name in locals() if not name.startswith("__"))
print(C.seen)
print(locals() is globals())
