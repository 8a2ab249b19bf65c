def resource(name):
    try:
        yield name
        yield "more"
    finally:
        print("closing", name)

g = resource("a")
next(g)
print(g.close())
print(g.close(), next(g, "finished"))
unstarted = resource("b")
print(unstarted.close(), list(unstarted))

def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2

g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)
def gives_value():
    try:
        yield
    except GeneratorExit:
        return "final value"
g = gives_value()
next(g)
print(g.close())
def raises():
    try:
        yield
    finally:
        raise KeyError("in finally")
g = raises()
next(g)
try:
    g.close()
except KeyError as error:
    print(error, type(error.__context__).__name__)
