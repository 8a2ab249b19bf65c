# All ways to put n queens, by three methods that must agree.
from itertools import permutations


def backtrack(n):
    columns, rising, falling = set(), set(), set()
    placed = []

    def place(row):
        if row == n:
            yield tuple(placed)
            return
        for column in range(n):
            if column in columns or row + column in rising or row - column in falling:
                continue
            columns.add(column), rising.add(row + column), falling.add(row - column)
            placed.append(column)
            yield from place(row + 1)
            placed.pop()
            columns.remove(column), rising.remove(row + column), falling.remove(row - column)

    return place(0)


def bits(n):
    full = (1 << n) - 1

    def count(columns, left, right):
        if columns == full:
            return 1
        total, free = 0, full & ~(columns | left | right)
        while free:
            bit = free & -free
            free ^= bit
            total += count(columns | bit, (left | bit) << 1, (right | bit) >> 1)
        return total

    return count(0, 0, 0)


def brute(n):
    return [p for p in permutations(range(n))
            if len({r + c for r, c in enumerate(p)}) == n == len({r - c for r, c in enumerate(p)})]


def draw(solution):
    for column in solution:
        print(" ".join("Q" if c == column else "." for c in range(len(solution))))


def symmetric(solution):
    n = len(solution)
    flips = {solution, solution[::-1], tuple(n - 1 - c for c in solution), tuple(n - 1 - c for c in solution[::-1])}
    return min(flips)


for n in range(1, 7):
    found = list(backtrack(n))
    assert len(found) == bits(n)
    if n < 6:
        assert sorted(found) == sorted(brute(n))
    print(n, len(found), len({symmetric(s) for s in found}))
draw(next(backtrack(6)))
print(sum(1 for _ in backtrack(5)), list(backtrack(4)), bits(7))
