# Sorting instances by __lt__.
class Version:
    def __init__(self, major, minor):
        self.major = major
        self.minor = minor

    def __lt__(self, other):
        if self.major != other.major:
            return self.major < other.major
        return self.minor < other.minor


def run(n):
    seed = 42
    items = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        items.append(Version(seed >> 20, seed >> 10 & 1023))
    check = 0
    for _ in range(2):
        ordered = sorted(items)
        check += ordered[0].major + ordered[-1].major + ordered[n // 2].minor
        items = items[n // 3:] + items[:n // 3]
    return check


print(run(40000))
