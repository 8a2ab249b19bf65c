class Sub:
    def __iter__(self):
        return self
    def __next__(self):
        return "next"
    def send(self, value):
        return "send", value
    def throw(self, *args):
        print("throw", [type(a).__name__ for a in args])
        return "thrown"
    def close(self):
        print("close")

def delegate():
    yield from Sub()

g = delegate()
print(next(g), g.send(5), g.throw(KeyError("x")))
g.close()

class Plain:
    def __iter__(self):
        return self
    def __next__(self):
        return 1

def plain():
    yield from Plain()

g = plain()
next(g)
try:
    g.send(5)
except AttributeError as error:
    print(error)
g = plain()
next(g)
try:
    g.throw(KeyError("through"))
except KeyError as error:
    print(error)
g = plain()
next(g)
g.close()
print("closed")
