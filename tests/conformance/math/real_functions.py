"""Functions of real numbers: values that every libm gives, and what is refused."""
import math

inf, nan = math.inf, math.nan
print(math.pi, math.e, math.tau, inf, nan, nan is math.nan, math.sqrt(2), math.sqrt(1e-320), math.exp(0), math.exp(1), math.log(math.e), math.hypot(3, 4))
for name in "acos acosh asin asinh atan atanh cos cosh erf erfc exp exp2 expm1 fabs gamma lgamma log10 log1p log2 log sin sinh sqrt tan tanh ulp degrees radians isnan isinf isfinite floor ceil trunc frexp modf".split():
    for x in (0, -0.0, 0.5, 1, -1, -0.25, 2, 10.5, 171, 200, -171.5, 1e3, -1e3, 1e308, 1e-310, inf, -inf, nan, True, 10**400, -10**400, "1", None):
        try:
            y = getattr(math, name)(x)
            print(name, x if len(str(x)) < 9 else "large", f"{y:.12g}" if isinstance(y, float) else y if len(str(y)) < 60 else hash(y))
        except Exception as error:
            print(name, x if len(str(x)) < 9 else "large", type(error).__name__, error)

for name in "atan2 copysign fmod remainder pow ldexp nextafter isclose hypot".split():
    for x in (0.0, -0.0, 1, -2.5, 3, 1e300, inf, -inf, nan):
        row = []
        for y in (0, -0.0, 1, -1, 2.5, 1000, -1074, inf, -inf, nan):
            try:
                row.append(f"{getattr(math, name)(x, y):.10g}")
            except Exception as error:
                row.append(f"{type(error).__name__}: {error}")
        print(name, x, row)
print([math.fma(x, y, z) for x, y, z in [(1, 2, 3), (0.1, 10, -1), (1e200, 1e200, -inf), (2.0**-1074, 0.5, 2.0**-1074), (nan, 1, 2)]])
print([math.nextafter(1.0, 2.0, steps=n) for n in (0, 1, 3, 2**60, 2**70)], [math.nextafter(-5e-324, 1.0, steps=n) for n in (1, 2, 3)], math.nextafter(0.0, -0.0, steps=1))
print(math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-12), math.isclose(0, 1e-12, abs_tol=1e-9), math.isclose(inf, inf), math.isclose(inf, 1e308))
print(math.log(8, 2), math.log(2**2000), math.log(10**500, 10) > 499, math.log2(2**5000), math.log10(10**300), math.log2(2**3000 + 1))


class Half:
    def __float__(self):
        print("float asked")
        return 0.5


class Index:
    def __index__(self):
        print("index asked")
        return 4


class Rounds:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"


class WrongFloat:
    def __float__(self):
        return 1


class Failing:
    def __float__(self):
        raise LookupError("no number here")


class Text(str):
    def __float__(self):
        return 2.0


print(math.sqrt(Index()), math.floor(Half()), math.ceil(Half()), math.floor(Rounds()), math.ceil(Rounds()), math.trunc(Rounds()), math.sqrt(Text("x")))
print(math.atan2(Half(), Index()) > 0, math.log(Index(), Half()), math.isclose(Half(), 0.5, rel_tol=Half()), math.nextafter(Half(), 1, steps=Index()), math.ldexp(Half(), 3))
for text in """sqrt(Failing())|sqrt(WrongFloat())|log(Failing(), Half())|log(Half(), Failing())|trunc(Half())|ldexp(1, 1.0)|ldexp(1, Index())|atan2(1)|fma(1, 2)|fma(inf, 0, 1)
fma(1e308, 10, 0)|nextafter(1, 2, steps=-1)|nextafter(1, 2, steps=1.0)|isclose(1, 2, rel_tol=-1)|isclose(1, 2, abs_tol='a')|log(10, 1)|log(10, 0)|log(0, 10)|log(10, -1.5)|log()
log(1, 2, 3)|sqrt()|sqrt(1, 2)|sqrt(x=1)|ldexp(1, 10**30)|ldexp(1, -10**30)|floor(nan)|ceil(inf)|pow('a', 1)|copysign(1, None)""".replace("\n", "|").split("|"):
    try:
        print(text, eval("math." + text))
    except Exception as error:
        print(text, type(error).__name__, error)
