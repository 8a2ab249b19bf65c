# Sets, lists and recursion with generators.
def place(n, row, columns, rising, falling):
    if row == n:
        yield 1
        return
    for column in range(n):
        if column in columns or row + column in rising or row - column in falling:
            continue
        columns.add(column)
        rising.add(row + column)
        falling.add(row - column)
        for solution in place(n, row + 1, columns, rising, falling):
            yield solution
        columns.remove(column)
        rising.remove(row + column)
        falling.remove(row - column)


def with_lists(n):
    found = 0
    stack = [[]]
    while stack:
        placed = stack.pop()
        row = len(placed)
        if row == n:
            found += 1
            continue
        for column in range(n):
            if all([c != column and abs(c - column) != row - r for r, c in enumerate(placed)]):
                stack.append(placed + [column])
    return found


print(sum(place(9, 0, set(), set(), set())), with_lists(9))
