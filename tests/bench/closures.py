# Closures over cells, written and read, and functions made in a loop.
def accumulator():
    total = 0
    calls = 0

    def add(n):
        nonlocal total, calls
        total += n
        calls += 1
        return total

    def read():
        return total, calls

    return add, read


def compose(f, g):
    return lambda x: f(g(x))


def run(n):
    add, read = accumulator()
    step = compose(lambda x: x + 1, compose(lambda x: x * 2, lambda x: x & 255))
    for i in range(n):
        add(step(i))
        if i % 100 == 0:
            inner, _ = accumulator()
            inner(i)
    return read()


print(run(350000))
