from _spy import *
class Answer(Spy):
    def __bool__(self):
        log("bool", self)
        return bool(self.value)
class V(Spy):
    def __lt__(self, other):
        log("lt", self, other)
        return Answer(f"({self.name}<{show(other)})", self.value < plain(other))
    def __eq__(self, other):
        log("eq", self, other)
        return Answer("eq", self.value == plain(other))
    __hash__ = None
def get(name, value):
    print("get", name)
    return V(name, value)
class False_(Answer):
    def __bool__(self):
        log("bool", self)
        return False
print(get("a", 1) < get("b", 2) < get("c", 3))
class W(V):
    def __lt__(self, other):
        log("lt", self, other)
        return (Answer if self.value < plain(other) else False_)(f"{self.name}<{show(other)}")
def make(name, value):
    print("make", name)
    return W(name, value)
print(make("a", 1) < make("b", 2) < make("c", 3))
print(make("a", 5) < make("b", 2) < make("c", 3))
print(make("a", 1) < make("b", 2) < make("c", 1) == make("d", 4))
if make("p", 1) < make("q", 2):
    print("if")
print(not make("p", 1) < make("q", 2))
print(make("p", 1) < make("q", 2) and make("r", 2) < make("s", 1) or "or")
print(make("m", 3) in [1] not in [2])
