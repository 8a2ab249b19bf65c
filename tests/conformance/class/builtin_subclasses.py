class Stack(list):
    def push(self, x):
        self.append(x)
        return self
    def __getitem__(self, i):
        return "item", super().__getitem__(i)

s = Stack([1]).push(2)
print(s, s[0], len(s), s + [3], type(s + [3]).__name__, s == [1, 2])

class Default(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]

d = Default(a=1)
print(d["a"], d["b"], d, d.get("zz"), "q" in d)

class Text(str):
    def shout(self):
        return self.upper() + "!"
t = Text("hi")
print(t.shout(), t + "x", type(t + "x").__name__, {t: 1}["hi"], t == "hi", isinstance(t, str))

class Number(int):
    def __add__(self, other):
        return Number(super().__add__(other) + 100)
    def __repr__(self):
        return f"Number({int(self)})"
n = Number(1)
print(n + 1, 1 + n, n * 2, type(n * 2).__name__, sum([n, n]))
class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))
print(Pair(1, 2), Pair(1, 2)[0], Pair(1, 2) == (1, 2), hash(Pair(1, 2)) == hash((1, 2)))
class E(Exception):
    def __init__(self, code):
        super().__init__("code", code)
        self.code = code
print(repr(E(5)), E(5).args, E(5).code)
