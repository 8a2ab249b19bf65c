def attempt(run):
    try:
        run()
    except AssertionError as error:
        print(repr(error), error.args)

def plain(x): assert x
def text(x): assert x, "must be true"
def value(x): assert x, (1, 2)
def expensive(x): assert x, print("message evaluated") or "m"

for f in (plain, text, value, expensive):
    attempt(lambda: f(0))
    attempt(lambda: f(1))
attempt(lambda: value([]))
print(__debug__)
