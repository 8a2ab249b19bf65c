# Units and conversions with operator overloading, formatting by __format__, and errors.
class UnitError(TypeError):
    pass


class Unit:
    known = {}

    def __init__(self, name, factor, **powers):
        self.name, self.factor, self.powers = name, factor, powers
        Unit.known[name] = self

    def __rmul__(self, number):
        return Quantity(number * self.factor, self.powers, self)

    def __repr__(self):
        return self.name


class Quantity:
    __slots__ = ("base", "powers", "unit")

    def __init__(self, base, powers, unit=None):
        self.base, self.unit = base, unit
        self.powers = {k: v for k, v in sorted(powers.items()) if v}

    def _same(self, other, what):
        if not isinstance(other, Quantity) or other.powers != self.powers:
            raise UnitError(f"cannot {what} {self.dimension} and {other.dimension if isinstance(other, Quantity) else 'a number'}")
        return other.base

    @property
    def dimension(self):
        return "*".join(k if v == 1 else f"{k}^{v}" for k, v in self.powers.items()) or "a number"

    def __add__(self, other):
        return Quantity(self.base + self._same(other, "add"), self.powers, self.unit)

    def __sub__(self, other):
        return Quantity(self.base - self._same(other, "subtract"), self.powers, self.unit)

    def __lt__(self, other):
        return self.base < self._same(other, "compare")

    def __eq__(self, other):
        return isinstance(other, Quantity) and (self.powers, self.base) == (other.powers, other.base)

    def __mul__(self, other):
        if isinstance(other, (int, float)):
            return Quantity(self.base * other, self.powers, self.unit)
        powers = {k: self.powers.get(k, 0) + other.powers.get(k, 0) for k in self.powers | other.powers}
        return Quantity(self.base * other.base, powers)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self * other ** -1 if isinstance(other, Quantity) else self * (1 / other)

    def __pow__(self, n):
        return Quantity(self.base ** n, {k: v * n for k, v in self.powers.items()})

    def __format__(self, spec):
        number, _, name = spec.partition("@")
        unit = Unit.known[name] if name else self.unit
        if unit is None:
            return f"{format(self.base, number)} {self.dimension}"
        if unit.powers != self.powers:
            raise UnitError(f"{self.dimension} is not measured in {unit.name}")
        return f"{format(self.base / unit.factor, number)} {unit.name}"

    def __str__(self):
        return format(self, ".6g")

    def __repr__(self):
        return f"<{self}>"


m, km, mile = Unit("m", 1, m=1), Unit("km", 1000, m=1), Unit("mile", 1609.344, m=1)
s, h = Unit("s", 1, s=1), Unit("h", 3600, s=1)
kg, g = Unit("kg", 1, kg=1), Unit("g", 0.001, kg=1)
N, J = Unit("N", 1, kg=1, m=1, s=-2), Unit("J", 1, kg=1, m=2, s=-2)
distance = 42.195 * km
time = 2.5 * h
speed = distance / time
print(distance, time, speed, f"{distance:.2f@mile} {time:@s} {distance:>12.1f@m}|")
print(f"{distance + 5 * m} {distance - 1 * mile:.3f@km} {3 * (2 * kg)} {(9 * m) / 2}")
work = 10 * N * (3 * m)
print(work, f"{work:.0f@J}", work == 30 * J, (5 * m) ** 2, (2 * s) ** -1, sorted([1 * km, 1 * mile, 5 * m]))
print(max(3 * h, 10000 * s), 1 * km == 1000 * m, [1 * g, 2 * kg], {"d": distance})
for run in (lambda: distance + time, lambda: distance + 5, lambda: distance < time, lambda: f"{work:@m}", lambda: f"{time:@day}",
            lambda: 5 + distance, lambda: distance / (0 * s)):
    try:
        print(run())
    except (TypeError, KeyError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
