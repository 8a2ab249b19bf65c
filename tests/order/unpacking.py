from _spy import *
def run(f):
    attempt(f)
def two(source):
    a, b = source
    return a, b
def star(source):
    a, *b, c = source
    return a, b, c
run(lambda: two(Source("s", [1, 2])))
run(lambda: two(Source("s", [1, 2, 3, 4])))
run(lambda: two(Source("s", [1])))
run(lambda: star(Source("s", [1, 2, 3, 4])))
run(lambda: star(Source("s", [1])))
run(lambda: star(Sized("s", [1, 2])))
run(lambda: [*Source("a", [1]), *Sized("b", [2])])
run(lambda: {*Source("a", [Key("k", 1)]), Key("l", 1)})
run(lambda: (*Source("a", []), 5))
class Fails(Steps):
    def __next__(self):
        if len(self.items) == 1:
            raise KeyError("in the middle")
        return super().__next__()
run(lambda: two(Fails("f", [1, 2])))
run(lambda: [*Fails("f", [1, 2])])
def nested(source):
    (a, b), [c, *d] = source
    return a, b, c, d
run(lambda: nested(Source("o", [Source("i", [1, 2]), Source("j", [3, 4])])))
