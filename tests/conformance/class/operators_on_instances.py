class V:
    def __init__(self, *items):
        self.items = items
    def __repr__(self):
        return f"V{self.items}"
    def __add__(self, other):
        if not isinstance(other, V):
            return NotImplemented
        return V(*(a + b for a, b in zip(self.items, other.items)))
    def __mul__(self, k):
        return V(*(a * k for a in self.items))
    __rmul__ = __mul__
    def __neg__(self):
        return self * -1
    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self.items, other.items))
    def __eq__(self, other):
        return isinstance(other, V) and self.items == other.items
    def __getitem__(self, i):
        return self.items[i]
    def __len__(self):
        return len(self.items)
    def __bool__(self):
        return any(self.items)
    def __iadd__(self, other):
        self.items += other.items
        return self
    def __call__(self, i):
        return self.items[i]
    def __contains__(self, x):
        return x in self.items

a, b = V(1, 2), V(3, 4)
print(a + b, 3 * a, a * 3, -a, a @ b, a == V(1, 2), a != b, a[1], len(a), bool(V(0)), a(0), 2 in a)
c = a
c += b
print(a, c is a, list(a))
for run in (lambda: a + 1, lambda: 1 + a, lambda: a - b, lambda: a < b, lambda: ~a, lambda: a @ 1, lambda: {a: 1}):
    try:
        run()
    except (TypeError, AttributeError) as error:
        print(error)
