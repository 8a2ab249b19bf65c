# Comparisons of heapq.nsmallest, nlargest and bisect with their bounds.
import bisect, heapq
from collections import deque
class K:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"K{self.v}"
    def __lt__(self, other): print(f"{self.v}<{other.v}", end=" "); return self.v < other.v
class I:
    def __init__(self, n): self.n = n
    def __index__(self): print("index", self.n); return self.n
values = [K(v) for v in (5, 3, 8, 1, 9, 2, 7, 5)]
for n in (0, 1, 2, 3, 7, 8, 20, -1):
    print(n, heapq.nsmallest(n, values), heapq.nlargest(n, values))
    print(n, heapq.nsmallest(n, iter(values)), heapq.nlargest(n, iter(values)))
print(heapq.nsmallest(3, "the quick brown fox".split(), key=len), heapq.nlargest(3, "the quick brown fox".split(), key=len))
ordered = sorted(values)
print(bisect.bisect_left(ordered, K(5), I(1), I(6)), bisect.bisect(ordered, K(5), I(2)))
d = deque("abcd"); d.rotate(I(1)); print(d)
