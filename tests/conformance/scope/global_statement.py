x = "module"

def set_global():
    global x, made_here
    x = "changed"
    made_here = 1

def shadow():
    x = "local"
    def inner():
        global x
        return x
    return inner(), x

set_global()
print(x, made_here)
print(shadow())
print("made_here" in globals(), globals()["x"])

class C:
    global x
    x = "from the class body"

print(x, hasattr(C, "x"))
