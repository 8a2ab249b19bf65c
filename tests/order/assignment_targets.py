from _spy import *
class Target(Spy):
    def __setitem__(self, key, value):
        log("setitem", self, key, value)
    def __setattr__(self, name, value):
        if name in ("name", "value"):
            return super().__setattr__(name, value)
        log("setattr", self, name, value)
    def __delitem__(self, key):
        log("delitem", self, key)
    def __delattr__(self, name):
        log("delattr", self, name)
def t(name):
    print("target", name)
    return Target(name)
def v(x):
    print("value", x)
    return x
t("a")[v(1)] = v(2)
t("a").x, t("b")[v("k")] = v(1), v(2)
x = t("a").y = t("b")[v(0)] = v("shared")
[t("c").p, *t("d").rest, (t("e")[v(5)], z)] = Source("s", [1, 2, 3, (4, 5)])
print(z)
for t("loop").i in Source("s", [1, 2]):
    print("body")
del t("a").x, t("b")[v(1)], t("c")[v(1):v(2)]
class Manager:
    def __enter__(self):
        print("enter")
        return 5
    def __exit__(self, *args):
        print("exit")
with Manager() as t("w").x, Manager() as t("v")[v(0)]:
    pass
t("ann").z: v("annotation") = v("annotated")
def defaults(a=v("default 1"), *, b=v("default 2")) -> v("return"):
    pass
