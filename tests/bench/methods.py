# Attribute reads and writes, method calls, inheritance and super().
class Counter:
    def __init__(self, step):
        self.step = step
        self.total = 0

    def add(self, n):
        self.total += n * self.step
        return self

    def read(self):
        return self.total


class Limited(Counter):
    def __init__(self, step, limit):
        super().__init__(step)
        self.limit = limit

    def add(self, n):
        if self.total > self.limit:
            self.total -= self.limit
        return super().add(n)


def run(n):
    plain, limited = Counter(3), Limited(2, 1000)
    for i in range(n):
        plain.add(i & 7).add(1)
        limited.add(i & 15)
        if plain.read() > 1000000:
            plain.total = 0
    return plain.read(), limited.read()


print(run(300000))
