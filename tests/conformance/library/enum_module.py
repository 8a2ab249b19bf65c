"""enum: members, aliases, auto, mixed-in types, flags, lookups, and what is refused."""
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, nonmember, member, unique


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def describe(self):
        return f"{self.name} is {self.value}"

    @classmethod
    def favourite(cls):
        return cls.BLUE

    @property
    def lower(self):
        return self.name.lower()


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], list(Color), len(Color), Color.CRIMSON, Color.CRIMSON is Color.RED)
print(Color.RED == Color.RED, Color.RED == 1, Color.RED != Color.BLUE, Color.RED in Color, 2 in Color, 9 in Color, isinstance(Color.RED, Color), type(Color.RED), Color, type(Color).__name__)
print(Color.GREEN.describe(), Color.favourite(), Color.RED.lower, {Color.RED: 1}[Color.RED], hash(Color.RED) == hash("RED"), f"{Color.RED}", f"{Color.RED:>12}", list(Color.__members__.items()), list(reversed(Color)))
for f in (lambda: Color(9), lambda: Color["NONE"], lambda: setattr(Color, "RED", 5), lambda: Color.RED < Color.BLUE, lambda: setattr(Color.RED, "value", 5), lambda: Color.PURPLE, lambda: delattr(Color, "RED"), lambda: Color(), lambda: Color("RED")):
    attempt(f)
match Color(1):
    case Color.RED:
        print("matched")


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


class Named(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() + str(count)

    X = auto()
    Y = auto()


print([(m.name, m.value) for m in Auto], [m.value for m in Named])


class Priority(IntEnum):
    LOW = 1
    HIGH = 10


print(Priority.LOW < Priority.HIGH, Priority.LOW + 1, Priority.HIGH, repr(Priority.HIGH), f"{Priority.LOW}", Priority(10) == 10, sorted([Priority.HIGH, Priority.LOW]), max(Priority), isinstance(Priority.LOW, int), [10, 20][Priority.LOW], "%d" % Priority.HIGH)


class Kind(StrEnum):
    CAT = auto()
    DOG = "dog!"


print(Kind.CAT, repr(Kind.CAT), Kind.DOG == "dog!", Kind("cat"), Kind.CAT.upper(), f"{Kind.DOG}", "-".join(Kind))


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def density(self):
        return round(self.mass / self.radius ** 3, 4)


print(Planet.EARTH.mass, Planet.MARS.density, Planet.EARTH.value, Planet((0.64, 3.39)))


class Coordinate(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj

    PX = (0, "P.X")
    PY = (1, "P.Y")


print(Coordinate.PX, Coordinate.PY.label, Coordinate(1), Coordinate.PY == b"\x01")


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Perm.R, repr(Perm.R | Perm.X), Perm.RW, Perm.R in Perm.RW, Perm.X in Perm.RW, list(Perm), list(Perm.RW), len(Perm.RW), bool(Perm(0)), Perm(0), repr(Perm(7)), ~Perm.R, Perm.RW & Perm.W, Perm.RW ^ Perm.R, Perm(5), Perm.R | Perm.W is Perm.RW, (Perm.R | Perm.W) is Perm.RW, Perm["RW"].value)
attempt(lambda: Perm(8))
attempt(lambda: Perm.R | 1)
attempt(lambda: 1 in Perm.R)


class Mode(IntFlag):
    READ = 4
    WRITE = 2
    EXEC = 1


print(Mode.READ | Mode.WRITE, repr(Mode.READ | Mode.WRITE), Mode.READ | 1, Mode(7) & 3, repr(Mode(6)), repr(Mode(0)), repr(Mode(8)), Mode.READ + 1, isinstance(Mode.READ, int), ~Mode.READ & Mode(7), Mode.READ == 4)


class Missing(Enum):
    A = 1

    @classmethod
    def _missing_(cls, value):
        if value == "a":
            return cls.A
        return None


print(Missing("a"))
attempt(lambda: Missing("b"))


class Mixed(Enum):
    A = 1
    helper = nonmember(5)
    func = member(len)

    def method(self):
        return self.helper


print(Mixed.A.method(), Mixed.helper, Mixed.func.value([1, 2]), [m.name for m in Mixed][:2])
Made = Enum("Made", "ONE TWO")
print(Made.ONE, list(Made), Enum("Pairs", [("A", 5), ("B", 6)]).B.value, Enum("Dict", {"X": "x"})["X"], IntEnum("Ints", ["A", "B"], start=0).A + 0)


def duplicate_name():
    class E(Enum):
        A = 1
        A = 2


def extends():
    class E(Color):
        WHITE = 4


def not_unique():
    @unique
    class E(Enum):
        A = 1
        B = 1


def unknown_sunder():
    class E(Enum):
        _bad_ = 1


for f in (duplicate_name, extends, not_unique, unknown_sunder):
    attempt(f)


class Unhashable(Enum):
    A = [1]
    B = {"k": 2}
    C = [1]


print(Unhashable([1]), Unhashable.C is Unhashable.A, [2] in Unhashable, [1] in Unhashable)


class Base(Enum):
    def shout(self):
        return self.name.upper() + "!"


class Derived(Base):
    word = 1


print(Derived.word.shout(), Derived.word, isinstance(Derived.word, Base))
