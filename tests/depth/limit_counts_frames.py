# A plain function gets to exactly the depth that the limit says.
import sys


def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


print(sys.getrecursionlimit(), depth(1))
for limit in (100, 500, 3000):
    sys.setrecursionlimit(limit)
    print(limit, depth(1))
for bad in (0, -5, 2 ** 31, "x", 1.5):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)


def too_low():
    try:
        sys.setrecursionlimit(3)
    except RecursionError as error:
        print(error)


too_low()
