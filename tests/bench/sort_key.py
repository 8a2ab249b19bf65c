# Sorting with key functions, of tuples, of strings and numbers.
def run(n):
    seed = 7
    rows = []
    for i in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        rows.append((seed >> 12, "item%d" % (seed % 1000), i))
    check = 0
    for _ in range(4):
        check += sorted(rows, key=lambda row: row[0])[n // 2][0]
        check += sorted(rows, key=lambda row: (row[1], -row[2]))[n // 3][2]
        check += sorted(rows, key=lambda row: row[2] % 100, reverse=True)[5][2] % 100
        check += sorted(rows)[10][2]
        check += sorted([row[0] for row in rows])[n // 4] + len(sorted([row[1] for row in rows])[7])
    return check


print(run(25000))
