"""gcd, lcm, isqrt, factorial, comb and perm are exact for ints of any size."""
import math


class Seven:
    def __index__(self):
        return 7


state = 12345


def number(bits):
    global state
    made = 0
    while made.bit_length() < bits:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        made = made << 32 | state >> 32
    return made >> made.bit_length() - bits


for bits in (1, 20, 47, 48, 49, 62, 63, 64, 65, 100, 500, 2000):
    a, b, c = number(bits), number(bits), number(bits // 2 + 1)
    print(bits, math.gcd(a * c, b * c) % 1000003, math.gcd(-a, b, c), math.lcm(a, c) % 1000003, math.isqrt(a), math.isqrt(a * a), math.isqrt(a * a - 1))
    assert math.isqrt(a * a) == a and math.lcm(a, b) * math.gcd(a, b) == a * b

print([math.factorial(n) for n in range(25)])
print(math.factorial(100), math.factorial(1000) % (10**9 + 7), len(str(math.factorial(3000))), math.factorial(Seven()), math.factorial(True))
print([math.comb(n, k) for n in range(12) for k in range(n + 2)])
print([math.perm(n, k) for n in range(8) for k in range(n + 2)], math.perm(6), math.perm(6, None))
print(math.comb(67, 33), math.comb(68, 34), math.comb(200, 100), math.comb(2**70, 5), math.comb(2**63 - 1, 3), math.comb(2**63, 2**63 - 3))
print(math.perm(2**40, 4), math.perm(2**70, 3), math.perm(100, 50), math.comb(1000, 500) % (10**9 + 7), math.comb(Seven(), 3))
print(math.gcd(), math.gcd(-5), math.gcd(0, 0), math.gcd(6, Seven()), math.gcd(True, 8), math.lcm(), math.lcm(-5), math.lcm(0, 3), math.lcm(4, 6, Seven()))

for text in """gcd(1.5)|gcd(2, 'a')|gcd(1, 1, None)|lcm('a')|lcm(0, 'a')|isqrt(-1)|isqrt(1.0)|isqrt()|factorial(-1)|factorial(-10**30)
factorial(10**30)|factorial(2.0)|factorial('3')|comb(-1, 1)|comb(1, -1)|comb(1.0, 1)|comb(1, 'a')|comb(10**30, 10**20)|comb(3)|perm(-1)|perm(-1, 2)|perm(2, -1)
perm(10**30)|perm(10**30, 10**20)|perm(3, 1.0)|perm()|gcd(a=1)""".replace("\n", "|").split("|"):
    try:
        print(text, eval("math." + text))
    except Exception as error:
        print(text, type(error).__name__, error)
