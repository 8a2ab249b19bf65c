# modes: native web slice: a million frames at a few bytes each are too many for modes that copy or collect all the time
import sys

sys.setrecursionlimit(1_100_000)


def count(n):
    return 0 if n == 0 else 1 + count(n - 1)


print(count(1_000_000))


class Node:
    def __init__(self, n):
        self.next = Node(n - 1) if n else None


node = Node(200_000)
length = 0
while node:
    node, length = node.next, length + 1
print(length)
