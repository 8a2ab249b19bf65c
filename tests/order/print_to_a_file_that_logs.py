# print asks for `write` before each piece, then the piece for its text.
class Piece:
    def __init__(self, name): self.name = name
    def __str__(self): print("str", self.name); return self.name
class File:
    def __getattr__(self, name): print("get", name); return lambda text="": print(name, repr(text))
print(Piece("a"), Piece("b"), sep=", ", end="!\n", file=File(), flush=True)
print(file=File())
class NoFile: pass
try: print(Piece("c"), file=NoFile())
except AttributeError as e: print(e)
class Once:
    def __init__(self): self.left = 2
    @property
    def write(self):
        self.left -= 1
        if not self.left: raise KeyError("gone")
        return lambda text: print("written", repr(text))
try: print(Piece("d"), Piece("e"), file=Once())
except KeyError as e: print("KeyError", e)
