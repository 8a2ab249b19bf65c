def numbers(limit):
    n = 1
    while n <= limit:
        yield n
        n += 1

def only(test, items):
    for item in items:
        if test(item):
            yield item

def window(items, size):
    held = []
    for item in items:
        held.append(item)
        if len(held) == size:
            yield tuple(held)
            held.pop(0)

odd = only(lambda n: n % 2, numbers(20))
print(list(window(odd, 3)))
def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1
p = primes()
print([next(p) for _ in range(12)])
def walk(tree):
    if isinstance(tree, list):
        for t in tree:
            yield from walk(t)
    else:
        yield tree
print(list(walk([1, [2, [3, [4]], 5], [[6]]])))
