# The traceback comes before what is told of finalizers at the script's end, and those have no source lines then.
class Loud:
    def __init__(self, name): self.name = name
    def __del__(self):
        raise ValueError(self.name)
early = Loud("early")
import sys
def ignored(unraisable):
    sys.__unraisablehook__(unraisable) if early is None else print("hook", unraisable.exc_value)
sys.unraisablehook = ignored
del early
early = 1
kept = Loud("kept")
sys.unraisablehook = lambda u, write=sys.stderr.write: write(f"told {u.exc_value}\n")
1 / 0
