# Dicts and sets whose keys are instances with __hash__ and __eq__.
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __hash__(self):
        return self.x * 1009 + self.y

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y


def run(n):
    table = {}
    for i in range(n):
        p = Point(i % 97, i % 89)
        table[p] = table.get(p, 0) + i
    seen = set()
    for i in range(n):
        seen.add(Point(i % 53, i % 11))
    total = 0
    for p in table:
        if p in seen:
            total += table[p]
    return len(table), len(seen), total


print(run(80000))
