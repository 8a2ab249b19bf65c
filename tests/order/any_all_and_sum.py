from _spy import *
class Truth(Spy):
    def __bool__(self):
        log("bool", self)
        return self.name.isupper()
print(any(Source("s", [Truth("a"), Truth("B"), Truth("C")])))
print(all(Source("s", [Truth("A"), Truth("b"), Truth("C")])))
print(any([]), all([]), any([Truth("x")]), all([Truth("X")]))
class Add(Spy):
    def __add__(self, other):
        log("add", self, other)
        return Add(f"({self.name}+{show(other)})")
    def __radd__(self, other):
        log("radd", self, other)
        return Add(f"({show(other)}+{self.name})")
print(sum([Add("a"), Add("b")]), sum(Source("s", [1, Add("c"), 2.5, 3])), sum([], Add("start")), sum([[1], [2]], []))
attempt(lambda: sum([1, "x"]))
attempt(lambda: sum(["a"], ""))
print(sum([1, 2.5, True, 3]), sum([0.1] * 10), sum([10 ** 20, 1]))
