from _spy import *
def make(*values):
    return {Key(f"{prefix}{v}", v) for v in values}
prefix = "l"
left = make(1, 2, 3)
prefix = "r"
right = make(2, 3, 4, 5)
def names(s):
    return sorted(map(show, s))
for name in "and or sub xor".split():
    print("--", name)
    print(names(getattr(left, f"__{name}__")(right)))
for name in "intersection union difference symmetric_difference".split():
    print("--", name)
    print(names(getattr(left, name)(Source("src", [Key("s2", 2), Key("s9", 9)]))))
print("--", "several")
print(names(left.union(right, [Key("t", 1)])), names(left.intersection(right, [Key("t", 3)])))
print(names(left.difference(right, [Key("t", 1)])))
