# Dicts with int keys: building, reading, counting, deleting.
def run(n):
    squares = {}
    for i in range(n):
        squares[i] = i * i
    total = 0
    for i in range(0, n, 3):
        total += squares[i]
    counts = {}
    for i in range(n * 2):
        k = i * 7919 % 1009
        counts[k] = counts.get(k, 0) + 1
    for i in range(0, n, 2):
        del squares[i]
    for k in squares:
        total += k
    return len(squares), total, max(counts.values()), sum(1 for k, v in counts.items() if k < v)


print(run(400000))
