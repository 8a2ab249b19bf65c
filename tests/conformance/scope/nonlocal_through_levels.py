def outer():
    x = "outer"
    def middle():
        def inner():
            nonlocal x
            x += "+inner"
            return x
        x_before = inner()
        return x_before, inner()
    result = middle()
    return result, x

print(outer())

def counter():
    n = 0
    class Step:
        def up(self):
            nonlocal n
            n += 1
            return n
    return Step(), lambda: n

step, read = counter()
print(step.up(), step.up(), read())
