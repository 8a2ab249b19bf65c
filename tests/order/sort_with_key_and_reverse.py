from _spy import *
def key(x):
    log("key", x)
    return Ordered("k" + x.name, x.value)
items = [Ordered(n, v) for n, v in zip("abcde", [3, 1, 2, 1, 3])]
print(sorted(items))
print(sorted(items, reverse=True))
print(sorted(items, key=key))
print(sorted(items, key=key, reverse=True))
items.sort(key=lambda x: -x.value)
print(items)
