print([x for x in range(20) if x % 2 if x % 3])
print([(x, y) for x in range(3) for y in "ab" if x])
print([x + y for x in [1, 2] for y in [10 * x, 20 * x]])
print([a for a, *b in [(1, 2, 3), (4,)]], [b for a, *b in [(1, 2, 3), (4,)]])
print({k: v for d in ({"a": 1}, {"b": 2, "a": 3}) for k, v in d.items()})
print(["even" if x % 2 == 0 else "odd" for x in range(3)])
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [cell for row in matrix for cell in row])
print([x for x in [1, 2, 3] if (lambda v: v > 1)(x)], [i for i in range(5) if i not in {1, 3}])
table = {}
[table.setdefault(len(w), []).append(w) for w in "a bb cc d".split()]
print(table)
class Target: pass
t = Target()
print([t.x for t.x in range(2)], t.x, [0 for table["key"] in "z"], table["key"])
