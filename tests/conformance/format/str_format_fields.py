class Spy:
    def __init__(self, name):
        self.name = name
    def __getattr__(self, name):
        print("getattr", self.name, name)
        return Spy(self.name + "." + name)
    def __getitem__(self, key):
        print("getitem", self.name, repr(key))
        return Spy(f"{self.name}[{key!r}]")
    def __format__(self, spec):
        print("format", self.name, repr(spec))
        return f"<{self.name}:{spec}>"
    def __str__(self):
        print("str", self.name)
        return "s-" + self.name
    def __repr__(self):
        print("repr", self.name)
        return "r-é" + self.name

print("{0.a[b].c[3]:x} {0} {0!s:>8} {0!r} {0!a}".format(Spy("s")))
print("{} {:{}} {:{w}.{p}f}".format(1, 2, 3, 4.5678, w=8, p=2))
print("{a} {b:>{c}}".format_map({"a": 1, "b": 2, "c": 4}))
print("{{}} {0[0]} {0[-1]} {1.real}".format({0: "zero", "-1": "minus"}, 7))

class Map:
    def __getitem__(self, key):
        print("map", key)
        return key * 2
print("{x}{y!r}".format_map(Map()))
for text, args, kwargs in [("{", (), {}), ("}", (), {}), ("{}", (), {}), ("{a}", (), {}), ("{0}{}", (1, 2), {}), ("{}{0}", (1, 2), {}), ("{0.}", (1,), {}),
                           ("{0[}", ([],), {}), ("{0[]}", ([],), {}), ("{0[0]x}", ([1],), {}), ("{!x}", (1,), {}), ("{!}", (1,), {}), ("{!rr}", (1,), {}),
                           ("{:{:{}}}", (1, 2, 3), {}), ("{0.nope}", (1,), {}), ("{0[5]}", ([],), {}), ("{0[k]}", ({},), {}), ("{99999999999999999999}", (), {}),
                           ("{:d}", ("x",), {}), ("{0!r", (1,), {}), ("{a{b}}", (), {})]:
    try:
        print(text.format(*args, **kwargs))
    except Exception as error:
        print(text, type(error).__name__, error)

class Bad:
    def __format__(self, spec):
        return 5
try:
    "{}".format(Bad())
except TypeError as error:
    print(error)
