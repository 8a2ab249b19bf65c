"""dataclasses: the methods made, defaults, order, frozen, inheritance, keyword-only, slots, and what is refused."""
from dataclasses import KW_ONLY, Field, FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


@dataclass
class Point:
    x: int
    y: int = 0

    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5


p = Point(3, y=4)
print(p, p.norm(), p == Point(3, 4), p == (3, 4), p != Point(1), Point.__doc__, Point.__match_args__, Point.y, Point.__hash__, Point.__annotations__)
for f in (lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(z=1), lambda: p < Point(1), lambda: hash(p), lambda: fields(5), lambda: asdict(5), lambda: replace(p, z=1)):
    attempt(f)
match p:
    case Point(x, 4):
        print("matched", x)


@dataclass(order=True, frozen=True)
class Card:
    rank: int
    suit: str = field(compare=False, default="spades")
    tags: list = field(default_factory=list, repr=False, hash=False, compare=False)


a, b = Card(1), Card(2, "hearts")
print(a, a < b, a <= a, sorted([b, a]), hash(a) == hash(Card(1, "x")), a == Card(1, "y"), {a: 1}[Card(1)], a.tags is not b.tags)
attempt(lambda: setattr(a, "rank", 5))
attempt(lambda: delattr(a, "rank"))
attempt(lambda: a < 5)


@dataclass
class Base:
    a: int
    b: list = field(default_factory=list)


@dataclass
class Derived(Base):
    c: str = "c"
    a: int = 9

    def __post_init__(self):
        self.d = (self.a, self.c)


d = Derived()
print(d, d.d, Derived(1, [2], "x"), [f.name for f in fields(Derived)], isinstance(d, Base), d.b is Derived().b)


@dataclass
class Init:
    width: int
    scale: InitVar[int] = 2
    area: int = field(init=False)
    secret: str = field(default="s", repr=False)

    def __post_init__(self, scale):
        self.area = self.width * scale


print(Init(3), Init(3, 5).area, [f.name for f in fields(Init)])


@dataclass
class Keywords:
    a: int
    _: KW_ONLY
    b: int = 1
    c: int = field(default=2)


@dataclass(kw_only=True)
class AllKeywords:
    x: int = 1
    y: int


print(Keywords(1, b=5), AllKeywords(y=3), Keywords.__match_args__)
attempt(lambda: Keywords(1, 2))


@dataclass
class Tree:
    value: int
    children: list["Tree"] = field(default_factory=list)
    extra: dict = field(default_factory=dict)


t = Tree(1, [Tree(2), Tree(3, [Tree(4)])], {"k": (Tree(5),)})
print(t)
print(asdict(t))
print(astuple(t))
print(replace(t, value=9, children=[]), is_dataclass(t), is_dataclass(Tree), is_dataclass(5))
loop = Tree(1)
loop.children.append(loop)
print(loop)


@dataclass(slots=True)
class Slotted:
    x: int
    y: int = 2

    def describe(self):
        return __class__ is type(self)


s = Slotted(1)
print(s, Slotted.__slots__, hasattr(s, "__dict__"), s.describe(), s == Slotted(1, 2))
attempt(lambda: setattr(s, "z", 1))


@dataclass(eq=False, repr=False)
class Plain:
    x: int


print(Plain(1) == Plain(1), Plain(1).__repr__ is not None, hash(Plain(1)) is not None)


@dataclass(unsafe_hash=True)
class Hashed:
    x: int
    y: list = field(default_factory=list, hash=False)


print(hash(Hashed(1)) == hash(Hashed(1)))


@dataclass
class Own:
    x: int

    def __repr__(self):
        return "own repr"

    def __eq__(self, other):
        return True


print(Own(1), Own(1) == 5)
Made = make_dataclass("Made", ["a", ("b", int), ("c", int, field(default=5))], namespace={"double": lambda self: self.b * 2})
print(Made(1, 2), Made(1, 2).double(), Made.__name__)


def mutable():
    @dataclass
    class C:
        x: list = []


def order_of_defaults():
    @dataclass
    class C:
        x: int = 1
        y: int


def both():
    field(default=1, default_factory=int)


def unannotated():
    @dataclass
    class C:
        x = field()


def order_without_eq():
    @dataclass(order=True, eq=False)
    class C:
        x: int


def frozen_from_not():
    @dataclass(frozen=True)
    class C(Point):
        z: int = 1


def thaw():
    @dataclass
    class C(Card):
        z: int = 1


for f in (mutable, order_of_defaults, both, unannotated, order_without_eq, frozen_from_not, thaw):
    attempt(f)
f = fields(Point)[1]
print(f.name, f.type, f.default, f.init, f.repr, f.compare, f.kw_only, isinstance(f, Field), f.metadata)
print(issubclass(FrozenInstanceError, AttributeError), field(metadata={"u": 1}).metadata["u"])
