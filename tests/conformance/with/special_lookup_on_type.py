class M:
    def __enter__(self):
        return "class enter"
    def __exit__(self, *args):
        print("class exit")

m = M()
m.__enter__ = lambda: "instance enter"
m.__exit__ = lambda *args: print("instance exit")
with m as value:
    print(value)
holder = {}
class Target: pass
t = Target()
with M() as holder["key"], M() as t.attribute, M() as [*letters]:
    print(holder, t.attribute, len(letters))
class BoolExit:
    def __enter__(self): pass
    def __exit__(self, *a):
        class Truth:
            def __bool__(self):
                print("asked for truth")
                return True
        return Truth()
with BoolExit():
    1 / 0
with BoolExit():
    pass
print("end")
