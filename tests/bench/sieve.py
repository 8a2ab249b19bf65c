# The sieve of Eratosthenes, twice: over ranges of a list of flags, and counting.
def over_range(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return sum(flags)


def counting(n):
    flags = [0] * (n + 1)
    count = 0
    for i in range(2, n + 1):
        if flags[i] == 0:
            count += 1
            for j in range(i + i, n + 1, i):
                flags[j] = 1
    return count


print(over_range(1000000), counting(400000))
