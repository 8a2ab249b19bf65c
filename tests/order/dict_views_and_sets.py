# Which of a dict view and a set is walked, and of what type the result is.
f = frozenset({2}); d = {1: 2}; d3 = {1: 1, 2: 2, 3: 3}; s = {2}
for a, b in ((f, d.keys()), (d.keys(), f), (f, d3.keys()), (d3.keys(), f), (s, d.keys()), (d.keys(), s), (s, d3.keys()), (d3.keys(), s)):
    print(a & b, a | b, a - b, a ^ b, a == b, a <= b)
class F2(frozenset): pass
class S2(set): pass
class K:
    def __init__(s, v): s.v = v
    def __hash__(s): print('h', s.v, end=' '); return s.v
    def __eq__(s, o): print('eq', s.v, end=' '); return s.v == o.v
d = {K(1): 1}; d2 = {K(1): 1, K(2): 2, K(3): 3}
print()
for t in (frozenset, set, F2, S2):
    o = t([K(2), K(1)]); print()
    for x in (d, d2):
        r = o & x.keys(); print(type(r).__name__)
        r = x.keys() & o; print(type(r).__name__)
