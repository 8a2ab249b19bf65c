from _spy import *
class Value(Spy):
    def __eq__(self, other):
        log("eq", self, other)
        return self.value == plain(other)
    __hash__ = None
values = [Value("a", 1), Value("b", 2), Value("c", 3)]
def get():
    print("get")
    return values.pop(0)
print(list(iter(get, Value("end", 3))))
it = iter(Source("s", [1]))
print(next(it), next(it, "default"), next(it, "again"))
attempt(lambda: next(it))
class Wrong:
    def __iter__(self):
        return 5
attempt(lambda: iter(Wrong()))
attempt(lambda: next(Source("s", [])))
print(list(iter([1, 2].pop, 1)))
