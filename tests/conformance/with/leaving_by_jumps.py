class M:
    def __enter__(self):
        return self
    def __exit__(self, *args):
        print("exit", args[0])

def returns():
    with M():
        return "value"

def loops():
    for i in range(3):
        with M():
            if i == 0:
                continue
            if i == 1:
                break
    return i

def generator():
    with M():
        yield 1
        yield 2

print(returns(), loops(), list(generator()))
g = generator()
next(g)
g.close()
def nested():
    with M():
        try:
            with M():
                return "deep"
        finally:
            print("finally")
print(nested())
