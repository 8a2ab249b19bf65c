def attempt(run):
    try:
        run()
    except BaseException as error:
        print(type(error).__name__, error.args)

def raise_it(x):
    raise x

attempt(lambda: raise_it(ValueError))
attempt(lambda: raise_it(ValueError("a", 1)))
attempt(lambda: raise_it(5))
attempt(lambda: raise_it("text"))
attempt(lambda: raise_it(int))
attempt(lambda: raise_it(None))
class Strange(Exception):
    def __new__(cls, *args):
        return 5
attempt(lambda: raise_it(Strange))
class Needs(Exception):
    def __init__(self, x): self.x = x
attempt(lambda: raise_it(Needs))
attempt(lambda: raise_it(Needs(3)))
attempt(lambda: raise_it(StopIteration(5)))
attempt(lambda: raise_it(KeyboardInterrupt))
attempt(lambda: raise_it(SystemExit(3)))
