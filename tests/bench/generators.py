# Generators: plain, nested with yield from, expressions, send.
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def running():
    total = 0
    while True:
        total += yield total


def run(n):
    total = sum(x * x for x in count(n) if x & 1)
    total += sum(tree(15))
    g = running()
    next(g)
    for i in range(n):
        g.send(i)
    pairs = zip(count(n), (x + 1 for x in count(n)))
    for a, b in pairs:
        total += b - a
    return total, g.send(0)


print(run(250000))
