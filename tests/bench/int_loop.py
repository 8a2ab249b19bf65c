# Integer arithmetic in nested loops: below 48 bits, above, and bit operations.
def run(n):
    total = 0
    seed = 12345
    for i in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        total += seed >> 16
        total ^= i
        if total % 3 == 0:
            total //= 2
    j = 0
    while j < n:
        total += j * 3 - (j // 7) % 5
        j += 1
    return total


print(run(1000000))
