# Big integers: factorials, exact powers, digits of e and pi, perfect numbers, modular arithmetic.
import math


def factorial(n):
    def product(a, b):
        if b - a < 8:
            result = a
            for k in range(a + 1, b + 1):
                result *= k
            return result
        middle = (a + b) // 2
        return product(a, middle) * product(middle + 1, b)
    return product(1, n) if n > 1 else 1


for n in (0, 1, 5, 20, 21, 25, 30, 50):
    print(f"{n}! = {factorial(n):,}")
big = factorial(300)
digits = str(big)
print(len(digits), digits[:20], digits[-80:].count("0"), sum(map(int, digits)), big.bit_length(), hash(big))
print(big == math.factorial(300), big // math.factorial(298), big % 307, math.isqrt(big) ** 2 <= big)


def e_digits(n):
    total = term = 10 ** (n + 10)
    k = 1
    while term:
        term //= k
        total += term
        k += 1
    return str(total // 10 ** 10)


def pi_digits(n):
    "Machin's formula in integers."
    def arctan(x, unity):
        total = term = unity // x
        n, sign = 3, -1
        while term:
            term //= x * x
            total += sign * (term // n)
            n, sign = n + 2, -sign
        return total
    unity = 10 ** (n + 10)
    return str(4 * (4 * arctan(5, unity) - arctan(239, unity)) // 10 ** 10)


print(e_digits(60))
print(pi_digits(100))


def is_prime(n):
    if n < 2 or n % 2 == 0:
        return n == 2
    d, r = n - 1, 0
    while d % 2 == 0:
        d, r = d // 2, r + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if a % n == 0:
            continue
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(r - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


mersenne = [p for p in range(2, 62) if is_prime(p) and is_prime(2 ** p - 1)]
print(mersenne, [2 ** (p - 1) * (2 ** p - 1) for p in mersenne[:6]])
p, q, e = 2 ** 61 - 1, 2 ** 89 - 1, 65537
d = pow(e, -1, (p - 1) * (q - 1))
message = int.from_bytes(b"krait", "big")
secret = pow(message, e, p * q)
print(secret, pow(secret, d, p * q).to_bytes(5, "big"))
a, b = 3 ** 200, 7 ** 90
print(math.gcd(a * 12, b * 18), a // b, a % b == a - a // b * b, divmod(-a, b)[1] + a % b == b, a ^ b, a & b, ~a >> 250, a << 3)
print(f"{a:e} {a:x} {b:#o}" [:120], float(a), a / b, round(a, -90), int(float(2 ** 80)) == 2 ** 80)
x, y = 1, 1
for _ in range(200):
    x, y = y, x + y
print(x, f"{x / y:.15f}", bin(x)[-20:])
