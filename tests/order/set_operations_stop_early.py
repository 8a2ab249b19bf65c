# How far set operations read an iterable: an intersection ends as soon as every key has been found.
class K:
    def __init__(self, value):
        self.value = value
    def __hash__(self):
        print("hash", self.value)
        return self.value
    def __eq__(self, other):
        print("eq", self.value, other.value)
        return self.value == other.value
    def __repr__(self):
        return f"K{self.value}"
def numbers(*values):
    for value in values:
        print("yield", value)
        yield K(value)
s = {K(1), K(2)}
for method in (s.issubset, s.intersection, s.issuperset, s.isdisjoint, s.difference, frozenset(s).issubset, s.union,
               s.symmetric_difference, s.difference_update, s.intersection_update):
    print("--", method.__name__)
    answer = method(numbers(2, 1, 3, 4))
    print(answer if answer in (None, True, False) else sorted(k.value for k in answer))
print("-- views")
print({K(1): 1}.keys() & numbers(1, 2, 3))
print({K(1): 1}.keys().isdisjoint(numbers(4, 1, 3)))
print("-- empty")
for method in (set().intersection, set().issubset, set().difference, set().isdisjoint, set().issuperset):
    print(method.__name__, method(numbers(1, 2)))
