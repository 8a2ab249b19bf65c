x = "module"

def f():
    x = "function"
    class C:
        first = x
        x = "class"
        second = x
        def method(self):
            return x
        third = [x for _ in range(1)]
        fourth = (lambda: x)()
    return C

C = f()
print(C.first, C.second, C().method(), C.third, C.fourth)

class D:
    x = x
    y = x + "!"
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
    del items

print(D.x, D.y, D.doubled, hasattr(D, "items"))
