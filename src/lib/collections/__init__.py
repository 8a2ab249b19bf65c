"""Containers beside the builtin ones."""

import sys
from _functools import told_with_module
from _collections_abc import MutableMapping, MutableSequence, Sequence
from functools import reduce
from itertools import chain, repeat, starmap
from operator import index, itemgetter

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque", "namedtuple"]

GenericAlias = type(list[int])


# ---- namedtuple ----

_KEYWORDS = frozenset("False None True and as assert async await break class continue def del elif else except finally for from "
                      "global if import in is lambda nonlocal not or pass raise return try while with yield".split())


def _check_names(typename, fields):
    for name in [typename, *fields]:
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in _KEYWORDS:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in fields:
        if name.startswith("_"):
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)


class _Field:  # an attribute of a named tuple: its item at a place
    __slots__ = ("_place", "__doc__")

    def __init__(self, place):
        self._place = place
        self.__doc__ = f"Alias for field number {place}"

    def __get__(self, instance, owner=None):
        return self if instance is None else tuple.__getitem__(instance, self._place)

    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        raise AttributeError("can't delete attribute")

    def __repr__(self):
        return f"_tuplegetter({self._place}, {self.__doc__!r})"


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """A subclass of tuple whose items have names."""
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    fields = list(map(str, field_names))
    typename = sys.intern(str(typename))
    if rename:
        seen = set()
        for i, name in enumerate(fields):
            if not name.isidentifier() or name in _KEYWORDS or name.startswith("_") or name in seen:
                fields[i] = f"_{i}"
            seen.add(name)
        _check_names(typename, [])
    else:
        _check_names(typename, fields)
    fields = tuple(map(sys.intern, fields))
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(fields):
            raise TypeError("Got more default values than field names")
        field_defaults = dict(zip(fields[len(fields) - len(defaults):], defaults))
    arguments = ", ".join(fields)
    items = arguments + "," if len(fields) == 1 else arguments
    # A function with these very parameters: wrong calls are told as such.
    new = eval(f"lambda _cls, {arguments}: _new(_cls, ({items}))",
               {"_new": tuple.__new__, "__builtins__": {}, "__name__": f"namedtuple_{typename}"})
    new.__name__ = "__new__"
    new.__qualname__ = f"{typename}.__new__"
    new.__doc__ = f"Create new instance of {typename}({arguments})"
    if defaults is not None:
        new.__defaults__ = defaults
    shown = "(" + ", ".join(f"{name}=%r" for name in fields) + ")"

    def _make(cls, iterable):
        result = tuple.__new__(cls, iterable)
        if len(result) != len(fields):
            raise TypeError(f"Expected {len(fields)} arguments, got {len(result)}")
        return result

    def _replace(self, /, **kwds):
        result = self._make(map(kwds.pop, fields, self))
        if kwds:
            raise TypeError(f"Got unexpected field names: {list(kwds)!r}")
        return result

    def __repr__(self):
        return self.__class__.__name__ + shown % self._values()

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        return self._values()

    def _values(self):
        return tuple(self)

    _make.__doc__ = f"Make a new {typename} object from a sequence or iterable"
    _replace.__doc__ = f"Return a new {typename} object replacing specified fields with new values"
    __repr__.__doc__ = "Return a nicely formatted representation string"
    _asdict.__doc__ = "Return a new dict which maps field names to their values."
    __getnewargs__.__doc__ = "Return self as a plain tuple.  Used by copy and pickle."
    for method in (_make, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = f"{typename}.{method.__name__}"
    namespace = {
        "__doc__": f"{typename}({arguments})", "__slots__": (), "_fields": fields, "_field_defaults": field_defaults,
        "__new__": new, "_make": classmethod(_make), "__replace__": _replace, "_replace": _replace, "__repr__": __repr__,
        "_asdict": _asdict, "__getnewargs__": __getnewargs__, "_values": _values, "__match_args__": fields,
    }
    for i, name in enumerate(fields):
        namespace[name] = _Field(i)
    if module is None:
        try:
            module = sys._getframe(1).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            pass
    if module is not None:
        namespace["__module__"] = module
    return type(typename, (tuple,), namespace)


# ---- deque: a list whose first items may be free places ----

@told_with_module
class deque(MutableSequence):
    """A list-like container that is quick at both ends."""
    __slots__ = ("_list", "_first", "_maxlen", "_state", "__weakref__")
    __hash__ = None

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._list, self._first, self._maxlen, self._state = [], 0, maxlen, 0
        self.extend(iterable)

    maxlen = property(lambda self: self._maxlen, doc="maximum size of a deque or None if unbounded")

    def __len__(self):
        return len(self._list) - self._first

    def append(self, item, /):
        """Add an element to the right side of the deque."""
        self._state += 1
        self._list.append(item)
        if self._maxlen is not None and len(self) > self._maxlen:
            self.popleft()

    def appendleft(self, item, /):
        """Add an element to the left side of the deque."""
        self._state += 1
        if not self._first:
            room = len(self._list) + 8
            self._list[:0] = [None] * room
            self._first = room
        self._first -= 1
        self._list[self._first] = item
        if self._maxlen is not None and len(self) > self._maxlen:
            self.pop()

    def pop(self):
        """Remove and return the rightmost element."""
        if len(self._list) == self._first:
            raise IndexError("pop from an empty deque")
        self._state += 1
        return self._list.pop()

    def popleft(self):
        """Remove and return the leftmost element."""
        items, first = self._list, self._first
        if len(items) == first:
            raise IndexError("pop from an empty deque")
        self._state += 1
        item, items[first] = items[first], None
        self._first = first = first + 1
        if first > 32 and first * 2 > len(items):
            del items[:first]
            self._first = 0
        return item

    def extend(self, iterable, /):
        """Extend the right side of the deque with elements from the iterable."""
        if iterable is self:
            iterable = list(iterable)
        for item in iterable:
            self.append(item)

    def extendleft(self, iterable, /):
        """Extend the left side of the deque with elements from the iterable."""
        if iterable is self:
            iterable = list(iterable)
        for item in iterable:
            self.appendleft(item)

    def clear(self):
        """Remove all elements from the deque."""
        self._state += 1
        self._list, self._first = [], 0

    def copy(self):
        """Return a shallow copy of a deque."""
        return type(self)(self) if self._maxlen is None else type(self)(self, self._maxlen)

    __copy__ = copy

    def _items(self):
        return self._list[self._first:]

    def _walk(self, backward):
        state, i = self._state, len(self) - 1 if backward else 0
        while 0 <= i < len(self):
            item = self._list[self._first + i]
            yield item
            if self._state != state:
                raise RuntimeError("deque mutated during iteration")
            i += -1 if backward else 1

    def __iter__(self):
        return self._walk(False)

    def __reversed__(self):
        return self._walk(True)

    def _place(self, index, what="deque index out of range"):
        if not hasattr(index, "__index__"):
            raise TypeError(f"sequence index must be integer, not '{type(index).__name__}'")
        i = index.__index__()
        if i < 0:
            i += len(self)
        if not 0 <= i < len(self):
            raise IndexError(what)
        return self._first + i

    def __getitem__(self, index):
        return self._list[self._place(index)]

    def __setitem__(self, index, value):
        self._list[self._place(index)] = value

    def __delitem__(self, index):
        self._state += 1
        del self._list[self._place(index)]

    def insert(self, index, value, /):
        """Insert value before index."""
        if self._maxlen is not None and len(self) >= self._maxlen:
            raise IndexError("deque already at its maximum size")
        self._state += 1
        items = self._items()
        items.insert(index, value)
        self._list, self._first = items, 0

    def remove(self, value, /):
        """Remove first occurrence of value."""
        for i, item in enumerate(self):
            if item is value or item == value:
                del self[i]
                return
        raise ValueError("deque.remove(x): x not in deque")

    def index(self, value, start=0, stop=sys.maxsize, /):
        """Return first index of value."""
        try:
            return self._items().index(value, start, stop)
        except ValueError:
            raise ValueError("deque.index(x): x not in deque") from None

    def count(self, value, /):
        """Return number of occurrences of value."""
        return sum(1 for item in self if item is value or item == value)

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def reverse(self):
        """Reverse *IN PLACE*."""
        self._state += 1
        self._list, self._first = self._items()[::-1], 0

    def rotate(self, n=1, /):
        """Rotate the deque n steps to the right.  If n is negative, rotates left."""
        n = index(n)
        if len(self) > 1:
            self._state += 1
            items = self._items()
            n %= len(items)
            self._list, self._first = items[len(items) - n:] + items[:len(items) - n], 0

    def __repr__(self):
        if repr_running(self):
            return "[...]"
        _running.append(id(self))
        try:
            shown = repr(self._items())
        finally:
            _running.pop()
        name = type(self).__name__
        return f"{name}({shown})" if self._maxlen is None else f"{name}({shown}, maxlen={self._maxlen})"

    def _compare(self, other, compare):
        return compare(self._items(), other._items()) if isinstance(other, deque) else NotImplemented

    def __eq__(self, other):
        return self._compare(other, list.__eq__)

    def __lt__(self, other):
        return self._compare(other, list.__lt__)

    def __le__(self, other):
        return self._compare(other, list.__le__)

    def __gt__(self, other):
        return self._compare(other, list.__gt__)

    def __ge__(self, other):
        return self._compare(other, list.__ge__)

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        made = self.copy()
        made.extend(other)
        return made

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        made = self.copy()
        made *= n
        return made

    __rmul__ = __mul__

    def __imul__(self, n):
        items = self._items() * n
        self.clear()
        self.extend(items)
        return self

    def __reduce__(self):
        return type(self), ((list(self),) if self._maxlen is None else (list(self), self._maxlen))

    __class_getitem__ = classmethod(GenericAlias)


_running = []


def repr_running(container):
    return id(container) in _running


# ---- dicts with something more ----

@told_with_module
class defaultdict(dict):
    """A dict that makes the values it lacks by calling a function."""
    __slots__ = ("default_factory",)

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        super().__init__(*args, **kwargs)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = value = self.default_factory()
        return value

    def __repr__(self):
        if repr_running(self):
            return f"{type(self).__name__}(..., {{...}})"
        _running.append(id(self))
        try:
            return f"{type(self).__name__}({self.default_factory!r}, {dict.__repr__(self)})"
        finally:
            _running.pop()

    def copy(self):
        """A shallow copy of it."""
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        return type(self), (() if self.default_factory is None else (self.default_factory,)), None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self.default_factory, other)
        made.update(self)
        return made


@told_with_module
class OrderedDict(dict):
    """A dict that knows of its order: it can be compared by it, and changed at both ends."""

    def popitem(self, last=True):
        """Remove and return a (key, value) pair: the newest, or the oldest."""
        if not self:
            raise KeyError("dictionary is empty")
        if last:
            return super().popitem()
        key = next(iter(self))
        return key, super().pop(key)

    def move_to_end(self, key, last=True):
        """Move an existing element to the end (or beginning if last is false)."""
        value = super().pop(key)
        if last:
            self[key] = value
            return
        rest = list(self.items())
        dict.clear(self)
        self[key] = value
        for pair in rest:
            dict.__setitem__(self, *pair)

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and all(map(_same, self, other))
        return dict.__eq__(self, other)

    def __ne__(self, other):
        answer = self.__eq__(other)
        return answer if answer is NotImplemented else not answer

    __hash__ = None

    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        if repr_running(self):
            return "..."
        _running.append(id(self))
        try:
            return f"{type(self).__name__}({dict(self.items())!r})"
        finally:
            _running.pop()

    def copy(self):
        """A shallow copy of it."""
        return type(self)(self)

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """Create a new ordered dictionary with keys from iterable and values set to value."""
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self)
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(other)
        made.update(self)
        return made


def _same(a, b):
    return a is b or a == b


class Counter(dict):
    """A dict from things to how often they were counted."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        """Sum of the counts."""
        return sum(self.values())

    def most_common(self, n=None):
        """(thing, count) pairs, the most common first."""
        pairs = sorted(self.items(), key=itemgetter(1), reverse=True)
        return pairs if n is None else pairs[:max(n, 0)]

    def elements(self):
        """Each thing as often as it was counted."""
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def _count(self, iterable, kwds, sign):
        if iterable is not None:
            if hasattr(iterable, "items"):
                for key, count in iterable.items():
                    self[key] = self.get(key, 0) + count * sign if sign < 0 or self else count
            else:
                get = self.get
                for key in iterable:
                    self[key] = get(key, 0) + sign
        if kwds:
            self._count(kwds, None, sign)

    def update(self, iterable=None, /, **kwds):
        """Like dict.update() but add counts instead of replacing them."""
        self._count(iterable, kwds, 1)

    def subtract(self, iterable=None, /, **kwds):
        """Like update(), but takes the counts off."""
        self._count(iterable, kwds, -1)

    def copy(self):
        """Return a shallow copy."""
        return type(self)(self)

    __copy__ = copy

    def __reduce__(self):
        return type(self), (dict(self),)

    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)

    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f"{type(self).__name__}({shown!r})"

    def _over(self, other, compare):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(compare(self[key], other[key]) for both in (self, other) for key in both)

    def __eq__(self, other):
        return self._over(other, lambda a, b: a == b)

    def __ne__(self, other):
        return self._over(other, lambda a, b: a == b) is False if isinstance(other, Counter) else NotImplemented

    def __le__(self, other):
        return self._over(other, lambda a, b: a <= b)

    def __lt__(self, other):
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __ge__(self, other):
        return self._over(other, lambda a, b: a >= b)

    def __gt__(self, other):
        return self >= other and self != other if isinstance(other, Counter) else NotImplemented

    __hash__ = None

    def _joined(self, other, join):
        if not isinstance(other, Counter):
            return NotImplemented
        made = Counter()
        for key in chain(self, (key for key in other if key not in self)):
            count = join(self[key], other[key])
            if count > 0:
                made[key] = count
        return made

    def __add__(self, other):
        return self._joined(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._joined(other, lambda a, b: a - b)

    def __or__(self, other):
        return self._joined(other, max)

    def __and__(self, other):
        return self._joined(other, min)

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self

    def _set(self, made):
        for key in list(self):
            if key not in made:
                del self[key]
        for key, count in made.items():
            self[key] = count
        return self

    def __iadd__(self, other):
        return self._set(self + other)

    def __isub__(self, other):
        return self._set(self - other)

    def __ior__(self, other):
        return self._set(self | other)

    def __iand__(self, other):
        return self._set(self & other)


class ChainMap(MutableMapping):
    """Several mappings as one: the first that has a key answers, the first of all is written to."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        keys = {}
        for mapping in reversed(self.maps):
            keys.update(dict.fromkeys(mapping))
        return iter(keys)

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.maps))})"

    def copy(self):
        return type(self)(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        """A ChainMap with another mapping in front."""
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return type(self)(m, *self.maps)

    @property
    def parents(self):
        """A ChainMap without the first mapping."""
        return type(self)(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.") from None

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def clear(self):
        self.maps[0].clear()


# ---- to inherit from where the builtin types will not do ----

class UserDict(MutableMapping):
    """A mapping around a dict, its `data`."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(type(self), "__missing__"):
            return type(self).__missing__(self, key)
        raise KeyError(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    def copy(self):
        made = type(self).__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.data = self.data.copy()
        return made

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made


class UserList(MutableSequence):
    """A sequence around a list, its `data`."""

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(initlist)

    def __repr__(self):
        return repr(self.data)

    def _other(self, other):
        return other.data if isinstance(other, UserList) else other

    def __lt__(self, other): return self.data < self._other(other)
    def __le__(self, other): return self.data <= self._other(other)
    def __eq__(self, other): return self.data == self._other(other)
    def __gt__(self, other): return self.data > self._other(other)
    def __ge__(self, other): return self.data >= self._other(other)
    def __contains__(self, item): return item in self.data
    def __len__(self): return len(self.data)
    def __getitem__(self, i): return type(self)(self.data[i]) if isinstance(i, slice) else self.data[i]
    def __setitem__(self, i, item): self.data[i] = item
    def __delitem__(self, i): del self.data[i]
    def __add__(self, other): return type(self)(self.data + list(self._other(other)))
    def __radd__(self, other): return type(self)(list(self._other(other)) + self.data)
    def __mul__(self, n): return type(self)(self.data * n)
    __rmul__ = __mul__

    def __iadd__(self, other):
        self.data += list(self._other(other))
        return self

    def __imul__(self, n):
        self.data *= n
        return self

    def append(self, item): self.data.append(item)
    def insert(self, i, item): self.data.insert(i, item)
    def pop(self, i=-1): return self.data.pop(i)
    def remove(self, item): self.data.remove(item)
    def clear(self): self.data.clear()
    def copy(self): return type(self)(self)
    __copy__ = copy
    def count(self, item): return self.data.count(item)
    def index(self, item, *args): return self.data.index(item, *args)
    def reverse(self): self.data.reverse()
    def sort(self, /, *args, **kwds): self.data.sort(*args, **kwds)
    def extend(self, other): self.data.extend(self._other(other))


class UserString(Sequence):
    """A sequence around a str, its `data`."""

    def __init__(self, seq):
        self.data = seq if isinstance(seq, str) else seq.data[:] if isinstance(seq, UserString) else str(seq)

    def __str__(self): return str(self.data)
    def __repr__(self): return repr(self.data)
    def __hash__(self): return hash(self.data)
    def _other(self, other): return other.data if isinstance(other, UserString) else other
    def __eq__(self, other): return self.data == self._other(other)
    def __lt__(self, other): return self.data < self._other(other)
    def __le__(self, other): return self.data <= self._other(other)
    def __gt__(self, other): return self.data > self._other(other)
    def __ge__(self, other): return self.data >= self._other(other)
    def __contains__(self, char): return self._other(char) in self.data
    def __len__(self): return len(self.data)
    def __getitem__(self, index): return type(self)(self.data[index])
    def __add__(self, other): return type(self)(self.data + str(self._other(other)))
    def __radd__(self, other): return type(self)(str(other) + self.data)
    def __mul__(self, n): return type(self)(self.data * n)
    __rmul__ = __mul__
    def __mod__(self, args): return type(self)(self.data % args)

    def __getattr__(self, name):
        method = getattr(str, name)

        def call(*args, **kwargs):
            answer = method(self.data, *map(self._other, args), **kwargs)
            return type(self)(answer) if isinstance(answer, str) else answer
        return call


