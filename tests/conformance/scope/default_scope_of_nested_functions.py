x = 1

def f(a=x, b=lambda: x):
    x = "local"
    return a, b(), x

x = 2
print(f())

def deep():
    a = 1
    def one():
        b = 2
        def two():
            c = 3
            def three():
                return a + b + c
            return three
        return two
    return one()()()

print(deep())
print(f.__closure__, deep.__code__.co_cellvars)

def make():
    a, b = 1, 2
    def g():
        return b, a
    return g

g = make()
print(g.__code__.co_freevars, [cell.cell_contents for cell in g.__closure__])
