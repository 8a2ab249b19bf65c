# Calls with keywords, defaults, *args and **kwargs.
def plain(a, b=2, c=3, d=4):
    return a + b - c + d


def only(*, left, right, scale=1):
    return (left - right) * scale


def pack(*args, **kwargs):
    return len(args) + kwargs.get("extra", 0)


def run(n):
    total = 0
    for i in range(n):
        total += plain(i, c=1)
        total += plain(a=i, d=2, b=1)
        total += only(right=i, left=1)
        total += only(left=i, right=2, scale=3)
        if i % 4 == 0:
            total += pack(i, 1, extra=2) + pack(*(1, 2, 3), **{"extra": i})
    return total


print(run(200000))
