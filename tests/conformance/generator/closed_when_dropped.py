def watched(name):
    try:
        yield 1
    finally:
        print("finally", name)

g = watched("dropped")
next(g)
del g
print("after del")
g = watched("never started")
del g
for x in watched("broken out of"):
    break
print("after break")
def user():
    h = watched("local")
    next(h)
    return "returned"
print(user())
g = watched("replaced")
next(g)
g = None
print("end")
