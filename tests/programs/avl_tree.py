# A self-balancing tree as a mapping: insert, delete, ranges, iteration both ways, invariants checked.
class Node:
    __slots__ = ("key", "value", "left", "right", "height", "size")

    def __init__(self, key, value):
        self.key, self.value, self.left, self.right = key, value, None, None
        self.height = self.size = 1


def height(node):
    return node.height if node else 0


def update(node):
    node.height = 1 + max(height(node.left), height(node.right))
    node.size = 1 + (node.left.size if node.left else 0) + (node.right.size if node.right else 0)
    return node


def rotate_right(node):
    up = node.left
    node.left, up.right = up.right, node
    update(node)
    return update(up)


def rotate_left(node):
    up = node.right
    node.right, up.left = up.left, node
    update(node)
    return update(up)


def balance(node):
    update(node)
    tilt = height(node.left) - height(node.right)
    if tilt > 1:
        if height(node.left.left) < height(node.left.right):
            node.left = rotate_left(node.left)
        return rotate_right(node)
    if tilt < -1:
        if height(node.right.right) < height(node.right.left):
            node.right = rotate_right(node.right)
        return rotate_left(node)
    return node


class Tree:
    def __init__(self, items=()):
        self.root = None
        for key, value in items:
            self[key] = value

    def __setitem__(self, key, value):
        def insert(node):
            if node is None:
                return Node(key, value)
            if key < node.key:
                node.left = insert(node.left)
            elif node.key < key:
                node.right = insert(node.right)
            else:
                node.value = value
            return balance(node)
        self.root = insert(self.root)

    def __getitem__(self, key):
        if isinstance(key, slice):
            return [(n.key, n.value) for n in self._nodes(self.root) if (key.start is None or n.key >= key.start)
                    and (key.stop is None or n.key < key.stop)][::key.step]
        node = self.root
        while node:
            if key < node.key:
                node = node.left
            elif node.key < key:
                node = node.right
            else:
                return node.value
        raise KeyError(key)

    def __delitem__(self, key):
        def least(node):
            return least(node.left) if node.left else node

        def remove(node, key):
            if node is None:
                raise KeyError(key)
            if key < node.key:
                node.left = remove(node.left, key)
            elif node.key < key:
                node.right = remove(node.right, key)
            elif node.left and node.right:
                heir = least(node.right)
                node.key, node.value = heir.key, heir.value
                node.right = remove(node.right, heir.key)
            else:
                return node.left or node.right
            return balance(node)
        self.root = remove(self.root, key)

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def _nodes(self, node):
        if node:
            yield from self._nodes(node.left)
            yield node
            yield from self._nodes(node.right)

    def __iter__(self):
        return (node.key for node in self._nodes(self.root))

    def __reversed__(self):
        stack, node = [], self.root
        while stack or node:
            while node:
                stack.append(node)
                node = node.right
            node = stack.pop()
            yield node.key
            node = node.left

    def __len__(self):
        return self.root.size if self.root else 0

    def nth(self, n):
        node = self.root
        while node:
            left = node.left.size if node.left else 0
            if n == left:
                return node.key
            node, n = (node.left, n) if n < left else (node.right, n - left - 1)
        raise IndexError("tree index out of range")

    def check(self, node="root"):
        node = self.root if node == "root" else node
        if node is None:
            return 0
        l, r = self.check(node.left), self.check(node.right)
        assert abs(l - r) <= 1 and node.height == 1 + max(l, r), f"unbalanced at {node.key}"
        return node.height


def shuffled(n, seed=1):
    items = list(range(n))
    for i in range(n - 1, 0, -1):
        seed = (seed * 1103515245 + 12345) % 2 ** 31
        j = (seed >> 8) % (i + 1)
        items[i], items[j] = items[j], items[i]
    return items


tree = Tree((k, f"v{k}") for k in shuffled(100))
print(len(tree), tree.check(), list(tree) == list(range(100)), list(reversed(tree))[:5], tree[42], 100 in tree, tree[10:15])
for k in shuffled(100, 7)[:70]:
    del tree[k]
    tree.check()
print(len(tree), tree.check(), list(tree))
print(tree.nth(0), tree.nth(10), tree[20:60:4])
for run in (lambda: tree[1000], lambda: tree.nth(99), lambda: tree.__delitem__(-1)):
    try:
        run()
    except LookupError as error:
        print(type(error).__name__, error)
words = Tree((w, len(w)) for w in "the quick brown fox jumps over the lazy dog".split())
print(list(words), words["quick"], words["a":"k"])
ordered = Tree((k, None) for k in range(64))
print(ordered.check(), ordered.root.key)
