# Dicts with str keys: building, reading, updating.
def run(n):
    names = ["name%d" % i for i in range(2000)]
    table = {}
    for round_ in range(n):
        for name in names:
            if name in table:
                table[name] += 1
            else:
                table[name] = round_
    total = 0
    for _ in range(n):
        for name in names:
            total += table[name]
    record = {"id": 1, "left": 2, "right": 3, "sum": 0}
    for i in range(n * 2000):
        record["sum"] = record["left"] + record["right"] + i % 5
        record["id"] += 1
    return total, record["id"], record["sum"], len(table)


print(run(200))
