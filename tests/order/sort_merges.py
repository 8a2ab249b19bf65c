# Comparisons of sorts of many lengths and shapes, ascending, descending, random, with runs.
from _spy import *
class N(Spy):
    def __lt__(self, other):
        calls.append((self.value, other.value))
        return self.value < other.value
def shapes(n):
    yield "up", list(range(n))
    yield "down", list(range(n, 0, -1))
    yield "equal", [1] * n
    yield "saw", [i * 7 % 11 for i in range(n)]
    yield "runs", [i % 8 for i in range(n)]
    x, mixed = 12345, []
    for i in range(n):
        x = (x * 1103515245 + 12345) % 2147483648
        mixed.append(x >> 8 & 63)
    yield "mixed", mixed
for n in (0, 1, 2, 3, 5, 8, 13, 30, 64, 65, 100, 150):
    for shape, values in shapes(n):
        calls = []
        items = [N(str(v), v) for v in values]
        items.sort()
        digest = 0
        for a, b in calls:
            digest = (digest * 31 + a * 7 + b) % 1000000007
        print(n, shape, len(calls), digest, [x.value for x in items] == sorted(values))
        if n in (5, 8):
            print(calls)
