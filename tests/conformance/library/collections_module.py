"""collections: namedtuple, deque, Counter, defaultdict, OrderedDict, ChainMap and those to inherit from."""
import collections
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._asdict(), p._replace(x=5), Point._make([3, 4]), Point._fields, len(p), tuple(p), hash(p) == hash((1, 2)), Point.__doc__, Point.__match_args__)
x, y = p
print(x, y, isinstance(p, tuple), p + (3,), sorted([Point(2, 1), Point(1, 5)]), Point.x.__doc__, {p: 1}[1, 2], Point.__name__, Point.__module__)
for f in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, z=2), lambda: Point._make([1]), lambda: p._replace(z=1), lambda: setattr(p, "x", 3), lambda: p.z,
          lambda: namedtuple("A", "a a"), lambda: namedtuple("A", "1a"), lambda: namedtuple("A", "class"), lambda: namedtuple("A", "_a"), lambda: namedtuple("1A", "a"), lambda: namedtuple("A", "a", defaults=(1, 2))):
    attempt(f)
Q = namedtuple("Q", ["a", "b", "c"], defaults=[2, 3])
print(Q(1), Q(1, 5), Q._field_defaults, namedtuple("R", "a class a", rename=True)._fields, namedtuple("E", "")(), namedtuple("One", "only")(1))


class Sub(Point):
    @property
    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __str__(self):
        return "sub"


print(repr(Sub(3, 4)), str(Sub(3, 4)), Sub(3, 4).length, Sub(3, 4)._replace(x=0))
match p:
    case Point(x=1, y=b):
        print("matched", b)

d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, d.pop(), d.popleft(), len(d), d[0], d[-1], list(d), list(reversed(d)), 2 in d, d.count(2), d.index(3), bool(deque()))
d.extend([5, 6])
d.extendleft([7, 8])
d.rotate(2)
print(d)
d.rotate(-3)
print(d, d == deque(list(d)), d < deque([9]), d + deque([1]), deque([1]) * 3)
d[1] = "x"
del d[0]
d.insert(1, "i")
d.remove("x")
d.reverse()
print(d, d.copy(), d.maxlen)
m = deque(range(5), maxlen=3)
m.append(9)
m.appendleft(8)
print(m, m.maxlen, deque("abc", 2))
m += [1, 2]
print(m)
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: d[99], lambda: d.remove("none"), lambda: deque([], -1), lambda: d.index("none"), lambda: deque(5), lambda: m.insert(0, 1), lambda: d + [1]):
    attempt(f)
q = deque()
for i in range(1000):
    q.append(i)
    if i % 3 == 0:
        q.popleft()
for i in range(500):
    q.appendleft(-i)
print(len(q), q[0], q[500], sum(q), q[-1])
try:
    for item in d:
        d.append(1)
except RuntimeError as error:
    print(error)
r = deque([1])
r.append(r)
print(r)

c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], c.total(), sorted(c.elements()), Counter(a=3, b=1), Counter({"x": 2}))
c.update("aaa")
c.subtract({"b": 5})
print(c, c + Counter("bbbbbb"), c - Counter("a"), Counter("aab") & Counter("ab"), Counter("aab") | Counter("bb"), +c, -c)
print(Counter("ab") == Counter("ba"), Counter("a") <= Counter("aa"), Counter("a") < Counter("aa"), Counter(), dict(Counter("aa")), Counter("a") == Counter(a=1, b=0), list(Counter("hello")))
del c["nothing"]
c += Counter("q")
print(c["q"], Counter("aab").most_common(), "z" in c)
words = "the cat and the hat and the bat".split()
print(Counter(words).most_common(3))

dd = defaultdict(list)
for key, value in [("a", 1), ("b", 2), ("a", 3)]:
    dd[key].append(value)
print(dd, dict(dd), dd.get("z"), "z" in dd, dd.default_factory, defaultdict(int, a=1), dd.copy())
attempt(lambda: defaultdict(None)["x"])
attempt(lambda: defaultdict(5))
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 1
print(nested["a"]["b"], len(nested), defaultdict(int) | {"a": 1}, isinstance(dd, dict))

od = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
od.move_to_end("a")
print(od, list(od), od.popitem(), od.popitem(last=False), od)
od = OrderedDict(a=1, b=2, c=3)
od.move_to_end("c", last=False)
print(od, od == OrderedDict(a=1, b=2, c=3), od == {"a": 1, "b": 2, "c": 3}, list(reversed(od)), OrderedDict.fromkeys("ab", 0), od | {"z": 1})
attempt(lambda: OrderedDict().popitem())
attempt(lambda: od.move_to_end("none"))

cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(cm["a"], cm["b"], dict(cm), len(cm), cm, list(cm), cm.new_child({"c": 1})["c"], cm.parents, "b" in cm, cm.get("z", 0))
cm["b"] = 9
print(cm.maps, sorted(cm.items()))
attempt(lambda: cm["none"])
attempt(lambda: cm.pop("none"))


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


u = Upper(a=1)
u["b"] = 2
u.update(c=3)
print(u, u["A"], len(u), list(u.items()), "B" in u, u.get("z"), u.pop("A"), u == {"B": 2, "C": 3})
ul = UserList([3, 1, 2])
ul.sort()
ul.append(5)
print(ul, ul[0], ul + [1], ul == [1, 2, 3, 5], len(ul), ul[1:], 3 in ul, ul.index(5))
us = UserString("abc")
print(us.upper(), us + "d", us == "abc", len(us), us[1], "b" in us, us.replace("a", "z"), hash(us) == hash("abc"), us.split("b"))
