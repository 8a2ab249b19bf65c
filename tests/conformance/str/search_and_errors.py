def show(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)

class Index:
    def __init__(self, value):
        self.value = value
    def __index__(self):
        print("index", self.value)
        return self.value

show(lambda: "abcabc".find("c", Index(1), Index(-1)))
show(lambda: "abcabc".rfind("c", Index(-10), None))
show(lambda: "abcabc".count("", 2**80))
show(lambda: "abcabc".index("x"))
show(lambda: "abc".startswith(("x", "b"), Index(1)))
show(lambda: "abc".startswith((1,)))
show(lambda: "abc".endswith(b"c"))
show(lambda: "abc".find(b"c"))
show(lambda: "abc".find("c", "0"))
show(lambda: "abc".replace("b", "xyz", Index(1)))
show(lambda: "aaaa".replace("a", "b", Index(2)))
show(lambda: "a,b,c".split(",", Index(1)))
show(lambda: "a b c".rsplit(maxsplit=Index(1)))
show(lambda: "a,b".split(""))
show(lambda: "a,b".split(1, Index(3)))
show(lambda: "abc".center(Index(7), "*"))
show(lambda: "abc".center(5, "**"))
show(lambda: "-7".zfill(Index(5)))
show(lambda: "a\tb".expandtabs(Index(4)))
show(lambda: "ab" * Index(3))
show(lambda: Index(2) * "ab")
show(lambda: "abc"[Index(1)])
show(lambda: "abcdef"[Index(1):Index(5):Index(2)])
word = "abc"
show(lambda: word["a"])
show(lambda: "abc"[7])
show(lambda: 3 in "abc")
show(lambda: "abc" + 1)
show(lambda: "abc" * 1.5)
show(lambda: "abc" < 3)

class Right:
    def __radd__(self, other):
        return "radd", other
    def __rmul__(self, other):
        return "rmul", other
show(lambda: "a" + Right())
show(lambda: "a" * Right())
class Truth:
    def __bool__(self):
        print("bool")
        return True
show(lambda: "a\nb".splitlines(Truth()))
show(lambda: "a\nb".splitlines(keepends=Truth()))
