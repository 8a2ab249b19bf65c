# Nested lists: multiplication of matrices, transposing, sums of rows.
def make(n, seed):
    rows = []
    for i in range(n):
        row = []
        for j in range(n):
            seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
            row.append(seed % 100)
        rows.append(row)
    return rows


def multiply(a, b):
    n, m, k = len(a), len(b[0]), len(b)
    result = [[0] * m for _ in range(n)]
    for i in range(n):
        row = a[i]
        for j in range(m):
            total = 0
            for t in range(k):
                total += row[t] * b[t][j]
            result[i][j] = total
    return result


def by_comprehension(a, b):
    columns = list(zip(*b))
    return [[sum([x * y for x, y in zip(row, column)]) for column in columns] for row in a]


def run(n):
    a, b = make(n, 1), make(n, 2)
    c = multiply(a, b)
    d = by_comprehension(a, b)
    return c == d, sum([sum(row) for row in c]), c[3][5]


print(run(110))
