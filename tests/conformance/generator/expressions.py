squares = (x * x for x in range(5))
print(next(squares), list(squares), type(squares).__name__)
n = 2
late = (x * n for x in [1, 2])
n = 10
print(list(late))
print(sum(i for i in range(10) if i % 2), max((len(w), w) for w in "a bbb cc".split()))
pairs = ((a, b) for a in range(3) for b in range(a))
print(list(pairs))
try:
    (x for x in 5)
except TypeError as error:
    print(error)
nested = (list(y for y in range(x)) for x in range(3))
print(list(nested))
print(dict((k, v) for k, v in zip("ab", [1, 2])), set(c for c in "aab") == {"a", "b"}, "".join(c for c in "xyz"))
g = (print("evaluated", x) or x for x in (1, 2))
print("lazily")
print(list(g))
