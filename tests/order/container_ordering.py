from _spy import *
def values(prefix, *numbers):
    return [Ordered(f"{prefix}{n}", n) for n in numbers]
for a, b in (((1, 2), (1, 3)), ((1, 2), (1, 2)), ((1,), (1, 2)), ((3,), (1, 2)), ((), (1,))):
    print("--", a, b)
    print(values("a", *a) < values("b", *b))
    print(values("a", *a) <= values("b", *b))
    print(values("a", *a) > values("b", *b))
    print(tuple(values("a", *a)) >= tuple(values("b", *b)))
print([(1, Ordered("x", 2))] < [(1, Ordered("y", 3))])
print(sorted([(Ordered("p", 2), 1), (Ordered("q", 1), 2), (Ordered("r", 1), 1)]))
print(max([[Ordered("p", 2)], [Ordered("q", 3)]]))
