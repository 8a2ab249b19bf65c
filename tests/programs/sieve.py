# Primes by four sieves, and what can be counted with them.
def eratosthenes(n):
    flags = [True] * (n + 1)
    flags[0:2] = [False, False]
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = [False] * len(range(i * i, n + 1, i))
    return [i for i, prime in enumerate(flags) if prime]


def sundaram(n):
    half = (n - 1) // 2
    marked = {i + j + 2 * i * j for i in range(1, half + 1) for j in range(i, (half - i) // (2 * i + 1) + 1)}
    return [2] + [2 * k + 1 for k in range(1, half + 1) if k not in marked]


def incremental():
    yield 2
    composites, n = {}, 3
    while True:
        step = composites.pop(n, None)
        if step is None:
            composites[n * n] = 2 * n
            yield n
        else:
            following = n + step
            while following in composites:
                following += step
            composites[following] = step
        n += 2


def filters(limit):
    def numbers(n):
        while n <= limit:
            yield n
            n += 1

    def without(p, source):
        return (n for n in source if n % p)

    source = numbers(2)
    for p in iter(lambda: next(source, None), None):
        yield p
        if p * p <= limit:
            source = without(p, source)


def until(limit, source):
    for p in source:
        if p > limit:
            return
        yield p


N = 500
primes = eratosthenes(N)
print(len(primes), primes[-5:], sum(primes))
print(sundaram(N) == primes, list(until(N, incremental())) == primes, list(filters(N)) == primes)
print([(p, p + 2) for p in primes if p + 2 in set(primes[:30])])
gaps = {}
for a, b in zip(primes, primes[1:]):
    gaps.setdefault(b - a, []).append(a)
for gap, starts in sorted(gaps.items()):
    print(f"gap {gap:2}: {len(starts):3} times, first after {starts[0]}")


def factors(n):
    for p in primes:
        while n % p == 0:
            yield p
            n //= p
        if p * p > n:
            break
    if n > 1:
        yield n


for n in (60, 97, 360, 1001, 65536, 123456):
    print(n, "=", " * ".join(map(str, factors(n))))
totients = {n: sum(1 for k in range(1, n + 1) if all(k % p for p in set(factors(n)))) for n in (1, 9, 10, 36, 97)}
print(totients)
for even in range(4, 31, 2):
    a = next(p for p in primes if even - p in primes)
    print(f"{even} = {a} + {even - a}", end="; " if even < 30 else "\n")
