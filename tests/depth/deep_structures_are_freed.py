# modes: native web slice: too many objects for modes that copy or collect all the time
# Chains of every kind of link go without recursion, and their finalizers run in order.
import gc


def free(kind, link, n=100_000):
    chain = None
    for _ in range(n):
        chain = link(chain)
    del chain
    print(kind)


class Node:
    __slots__ = ("next",)

    def __init__(self, next):
        self.next = next


class Plain:
    def __init__(self, next):
        self.next = next


def generator(next):
    def gen():
        yield next
    g = gen()
    return g


free("tuples", lambda x: (x,))
free("dict values", lambda x: {1: x})
free("sets", lambda x: frozenset([x]))
free("slots", Node)
free("instances", Plain)
free("closures", lambda x: lambda: x)
free("bound methods", lambda x: [x].append)
free("generators", generator)
free("iterators", lambda x: iter([x]))
free("exceptions", lambda x: ValueError(x))
free("partials of cells", lambda x: (lambda *, key=x: key))


def context_chain():
    error = None
    for _ in range(20_000):
        new = ValueError()
        new.__context__ = error
        error = new


context_chain()
cyclic = []
level = cyclic
for _ in range(100_000):
    level.append([])
    level = level[0]
level.append(cyclic)
del cyclic, level
print(gc.collect() > 0)


class Counted:
    live = 0

    def __init__(self, next):
        self.next = next
        Counted.live += 1

    def __del__(self):
        Counted.live -= 1


free("finalizers", Counted, 20_000)
print(Counted.live)
