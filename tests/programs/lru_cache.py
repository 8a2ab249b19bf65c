# A cache that forgets what was used longest ago: a dict over a doubly linked ring, and a decorator around it.
class Link:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.before = self.after = self


class LRU:
    def __init__(self, size):
        if size < 1:
            raise ValueError("size must be at least 1")
        self.size, self.ring, self.links = size, Link(), {}
        self.hits = self.misses = 0

    def _unlink(self, link):
        link.before.after, link.after.before = link.after, link.before

    def _to_front(self, link):
        link.before, link.after = self.ring, self.ring.after
        link.before.after = link.after.before = link

    def get(self, key, default=None):
        link = self.links.get(key)
        if link is None:
            self.misses += 1
            return default
        self.hits += 1
        self._unlink(link)
        self._to_front(link)
        return link.value

    def __setitem__(self, key, value):
        if key in self.links:
            self._unlink(self.links.pop(key))
        elif len(self.links) == self.size:
            oldest = self.ring.before
            self._unlink(oldest)
            del self.links[oldest.key]
        self.links[key] = link = Link(key, value)
        self._to_front(link)

    def __len__(self):
        return len(self.links)

    def __contains__(self, key):
        return key in self.links

    def __iter__(self):
        link = self.ring.after
        while link is not self.ring:
            yield link.key
            link = link.after

    def __repr__(self):
        return f"LRU({', '.join(f'{k!r}: {self.links[k].value!r}' for k in self)})"


MISSING = object()


def cached(size):
    def decorator(f):
        cache = LRU(size)

        def wrapper(*args, **kwargs):
            key = args, tuple(sorted(kwargs.items()))
            result = cache.get(key, MISSING)
            if result is MISSING:
                result = cache[key] = f(*args, **kwargs)
            return result

        wrapper.cache = cache
        wrapper.__wrapped__ = f
        return wrapper
    return decorator


cache = LRU(3)
for n, word in enumerate("a b c a d e a f".split()):
    cache[word] = n
    print(cache, len(cache))
print(cache.get("a"), cache.get("b"), "e" in cache, list(cache))


@cached(4)
def slow(x, power=2):
    calls.append(x)
    return x ** power


calls = []
print([slow(x) for x in (1, 2, 1, 3, 4, 5, 1, 2)], calls, slow(2, power=3), slow.cache.hits, slow.cache.misses)


@cached(100)
def ways(amount, coins):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    return ways(amount - coins[0], coins) + ways(amount, coins[1:])


print(ways(30, (25, 10, 5, 1)), len(ways.cache))
try:
    LRU(0)
except ValueError as error:
    print(error)
try:
    slow([])
except TypeError as error:
    print(error)
