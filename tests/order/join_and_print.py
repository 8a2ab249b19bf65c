from _spy import *
import sys
class Text(Spy):
    def __str__(self):
        log("str", self)
        return f"<{self.name}>"
    def __repr__(self):
        log("repr", self)
        return f"repr {self.name}"
a, b = Text("a"), Text("b")
print(a, b, sep="-", end="!\n")
print([a, b], (a,), {1: a}, {a.name: b})
print("-".join(Source("s", ["x", "y"])), ",".join(str(x) for x in (a, b)))
attempt(lambda: "".join(Source("s", ["x", 5, "y"])))
attempt(lambda: "".join([a]))
print(str(a), repr(b), "%s %r %a" % (a, b, a), f"{a} {b!r} {a!s:>5}", "{} {!r}".format(a, b))
class File:
    def write(self, text):
        sys.stdout.write(f"write {text!r}\n")
    def flush(self):
        sys.stdout.write("flush\n")
print(a, 5, "x", sep=", ", file=File())
print(file=File(), flush=True)
class Fails(Text):
    def __str__(self):
        raise ValueError("no text")
attempt(lambda: print("before", Fails("f"), "after", file=File()))
