"""Names for type hints. A program's hints are kept and shown; nothing is checked when it runs."""

import collections
import collections.abc
import contextlib
import functools
import sys
import types
from abc import ABCMeta, abstractmethod
from annotationlib import ForwardRef, call_annotate_function
from types import GenericAlias, UnionType as Union

TYPE_CHECKING = False


def _as_type(x):
    if x is None:
        return type(None)
    return ForwardRef(x) if isinstance(x, str) else x


def _shown(x):
    """An argument of an alias, as it is written."""
    if x is ...:
        return "..."
    if isinstance(x, type) and not isinstance(x, GenericAlias):
        return x.__qualname__ if x.__module__ == "builtins" else f"{x.__module__}.{x.__qualname__}"
    if isinstance(x, (list, tuple)):
        return "[" + ", ".join(map(_shown, x)) + "]"
    return "None" if x is type(None) else repr(x)


def _parameters(args):
    found = []
    for arg in args:
        if isinstance(arg, type) and not isinstance(arg, GenericAlias):
            continue
        inner = (arg,) if isinstance(arg, _Variable) else _parameters(arg) if isinstance(arg, (list, tuple)) else getattr(arg, "__parameters__", ())
        for p in inner:
            if p not in found:
                found.append(p)
    return tuple(found)


class _Unionable:
    __slots__ = ()

    def __or__(self, other):
        return Union[self, _as_type(other)]

    def __ror__(self, other):
        return Union[_as_type(other), self]


# ---- what is written in brackets: List[int], Literal[1], ClassVar[str] ----

class _Alias(_Unionable):
    def __init__(self, origin, args, name):
        self.__origin__, self.__args__, self._name = origin, args, name
        self.__parameters__ = () if name == "Literal" else _parameters(args)

    def __repr__(self):
        args = self.__args__
        if self._name == "Annotated":
            return f"typing.Annotated[{_shown(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"
        if self._name == "Literal":
            return f"typing.Literal[{', '.join(map(repr, args))}]"
        if self._name == "Callable":
            first = "..." if args[0] is ... else "[" + ", ".join(map(_shown, args[:-1])) + "]"
            return f"typing.Callable[{first}, {_shown(args[-1])}]"
        if self._name == "Unpack":
            return "*" + _shown(args[0]) if isinstance(args[0], GenericAlias) else f"typing.Unpack[{_shown(args[0])}]"
        return f"typing.{self._name}[{', '.join(map(_shown, args)) or '()'}]"

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        if self._name == "Literal" == other._name:
            return {(type(a), a) for a in self.__args__} == {(type(a), a) for a in other.__args__}
        return self._name == other._name and self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._name, self.__origin__, self.__args__))

    def __getitem__(self, items):
        if not self.__parameters__:
            raise TypeError(f"{self!r} is not a generic class")
        items = items if isinstance(items, tuple) else (items,)
        given = dict(zip(self.__parameters__, map(_as_type, items)))
        return _Alias(self.__origin__, tuple(_substitute(arg, given) for arg in self.__args__), self._name)

    def __call__(self, *args, **kwargs):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot instantiate {self!r}")
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot subclass {self!r}")
        return (self.__origin__,) if any(b is Generic for b in bases) else (self.__origin__, Generic)

    def __getattr__(self, name):
        if name.startswith("__") or name == "_name":
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __instancecheck__(self, obj):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    __subclasscheck__ = __instancecheck__

    def __iter__(self):
        yield Unpack[self]


def _substitute(arg, given):
    if isinstance(arg, _Variable):
        return given.get(arg, arg)
    params = getattr(arg, "__parameters__", ())
    return arg[tuple(given.get(p, p) for p in params)] if params and not isinstance(arg, type) else arg


class _Named(_Unionable):
    """typing.Dict and the like: the class, under its older name."""

    def __init__(self, origin, name, count=1):
        self.__origin__, self._name, self._count = origin, name, count
        self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."

    def __repr__(self):
        return f"typing.{self._name}"

    def __getitem__(self, items):
        name = self._name
        if name == "Callable":
            params, result = items
            params = [params] if not isinstance(params, list) else params
            items = *params, result
        elif not isinstance(items, tuple):
            items = items,
        if self._count >= 0 and len(items) != self._count and name != "Callable":
            word = "many" if len(items) > self._count else "few"
            raise TypeError(f"Too {word} arguments for {self!r}; actual {len(items)}, expected {self._count}")
        return _Alias(self.__origin__, tuple(x if x is ... else _as_type(x) for x in items), name)

    def __call__(self, *args, **kwargs):
        if self.__origin__.__module__ not in ("builtins", "collections"):
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (self.__origin__,) if any(b is Generic for b in bases) else (self.__origin__, Generic)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


List, Dict, Set, FrozenSet = _Named(list, "List"), _Named(dict, "Dict", 2), _Named(set, "Set"), _Named(frozenset, "FrozenSet")
Tuple, Type = _Named(tuple, "Tuple", -1), _Named(type, "Type")
DefaultDict, OrderedDict = _Named(collections.defaultdict, "DefaultDict", 2), _Named(collections.OrderedDict, "OrderedDict", 2)
Counter, ChainMap, Deque = _Named(collections.Counter, "Counter"), _Named(collections.ChainMap, "ChainMap", 2), _Named(collections.deque, "Deque")
ContextManager = _Named(contextlib.AbstractContextManager, "ContextManager", -1)
for _item in ("Hashable:0 Awaitable:1 Coroutine:3 AsyncIterable:1 AsyncIterator:1 Iterable:1 Iterator:1 Reversible:1 Sized:0 "
              "Container:1 Collection:1 Callable:2 Set:1 MutableSet:1 Mapping:2 MutableMapping:2 Sequence:1 MutableSequence:1 "
              "MappingView:1 KeysView:1 ItemsView:2 ValuesView:1 Generator:-1 AsyncGenerator:-1").split():
    _name, _count = _item.split(":")
    _given = "AbstractSet" if _name == "Set" else _name
    globals()[_given] = _Named(getattr(collections.abc, _name), _given, int(_count))
del _item, _name, _count, _given


class _Form(_Unionable):
    def __init__(self, name, make=None):
        self._name, self._make = name, make

    def __repr__(self):
        return f"typing.{self._name}"

    def __getitem__(self, items):
        if self._make is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._make(self, items)

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self!r} cannot be used with issubclass()")


def _one(form, item):
    if isinstance(item, tuple):
        raise TypeError(f"{form!r} accepts only single type. Got {item!r}.")
    return _Alias(form, (_as_type(item),), form._name)


def _literal(form, items):
    flat = []
    for item in items if isinstance(items, tuple) else (items,):
        for value in item.__args__ if isinstance(item, _Alias) and item._name == "Literal" else (item,):
            if not any(type(value) is type(known) and value == known for known in flat):
                flat.append(value)
    return _Alias(form, tuple(flat), "Literal")


def _annotated(form, items):
    if not isinstance(items, tuple) or len(items) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    origin, *metadata = items
    if isinstance(origin, _Alias) and origin._name == "Annotated":
        metadata = [*origin.__metadata__, *metadata]
        origin = origin.__origin__
    made = _Alias(_as_type(origin), (_as_type(origin),), "Annotated")
    made.__metadata__ = tuple(metadata)
    return made


def _optional(form, item):
    if isinstance(item, tuple):
        raise TypeError(f"{form!r} requires a single type. Got {item!r}.")
    return Union[_as_type(item), None]


Optional = _Form("Optional", _optional)
Literal = _Form("Literal", _literal)
Annotated = _Form("Annotated", _annotated)
ClassVar, Final, TypeGuard, TypeIs, Required, NotRequired, ReadOnly, Unpack = (
    _Form(_name, _one) for _name in "ClassVar Final TypeGuard TypeIs Required NotRequired ReadOnly Unpack".split())
Concatenate = _Form("Concatenate", lambda form, items: _Alias(form, items if isinstance(items, tuple) else (items,), "Concatenate"))
NoReturn, Never, Self, LiteralString, TypeAlias = (_Form(_name) for _name in "NoReturn Never Self LiteralString TypeAlias".split())


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


class _NoDefault:
    def __repr__(self):
        return "typing.NoDefault"


NoDefault = _NoDefault()


# ---- type variables ----

class _Variable(_Unionable):
    """What TypeVar, ParamSpec and TypeVarTuple have in common."""

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__name__, self.__default__, self.__constraints__ = name, default, ()
        self.__bound__ = bound and _as_type(bound)
        self.__covariant__, self.__contravariant__, self.__infer_variance__ = covariant, contravariant, infer_variance
        self.__module__ = sys._getframe(2).f_globals.get("__name__")

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __getattr__(self, name):
        ask = self.__dict__.get("_asked", {}).pop(name, None)
        if ask is None:
            raise AttributeError(f"'typing.{type(self).__name__}' object has no attribute {name!r}")
        self.__dict__[name] = value = ask(1)
        return value

    def _later(self, name, ask):
        """The attribute is evaluated when it is asked for, as in type parameter lists."""
        self.__dict__.setdefault("_asked", {})[name] = ask
        del self.__dict__[name]
        return self

    def has_default(self):
        return self.__dict__.get("__default__") is not NoDefault

    def __typing_subst__(self, arg):
        return _as_type(arg)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __reduce__(self):
        return self.__name__


class TypeVar(_Variable):
    """A type that is the same wherever it is named."""

    def __init__(self, name, *constraints, **options):
        super().__init__(name, **options)
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints:
            if self.__bound__ is not None:
                raise TypeError("Constraints cannot be combined with bound=...")
            self.__constraints__ = tuple(map(_as_type, constraints))


class ParamSpec(_Variable):
    """The parameters of a function."""

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"


class ParamSpecKwargs(ParamSpecArgs):
    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class TypeVarTuple(_Variable):
    """Any number of types."""

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield Unpack[self]


class TypeAliasType(_Unionable):
    """What a type statement makes: a name for a type, which is evaluated when it is asked for."""

    def __init__(self, name, value, *, type_params=()):
        self.__name__, self._value, self.__type_params__, self._ask = name, value, type_params, None
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    @property
    def __value__(self):
        if self._ask:
            self._value, self._ask = self._ask(1), None
        return self._value

    @property
    def __parameters__(self):
        return self.__type_params__

    def __getitem__(self, items):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, items)

    def __repr__(self):
        return self.__name__


# What the instructions of type parameter lists and type statements call (src/vm/ops_typing.c).

def _typevar(name):
    return TypeVar(name, infer_variance=True)


def _paramspec(name):
    return ParamSpec(name, infer_variance=True)


def _typevartuple(name):
    return TypeVarTuple(name)


def _typevar_bound(name, ask):
    return _typevar(name)._later("__bound__", ask)


def _typevar_constraints(name, ask):
    return _typevar(name)._later("__constraints__", ask)


def _with_default(param, ask):
    return param._later("__default__", ask)


def _generic(params):
    return Generic[tuple(Unpack[p] if isinstance(p, TypeVarTuple) else p for p in params)]


def _type_alias(parts):
    name, params, ask = parts
    made = TypeAliasType(name, None, type_params=params or ())
    made._ask = ask
    return made


AnyStr = TypeVar("AnyStr", bytes, str)
Text = str


# ---- classes over type variables ----

class Generic:
    """Base of classes that are subscripted with types."""

    __slots__ = ()
    __parameters__ = ()

    def __class_getitem__(cls, items):
        items = tuple(x if x is ... or isinstance(x, list) else _as_type(x) for x in (items if isinstance(items, tuple) else (items,)))
        if cls is Generic or cls is Protocol:
            if not all(isinstance(x, (_Variable, _Alias)) for x in items):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.")
            if len(set(items)) != len(items):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return GenericAlias(cls, items)
        wanted = cls.__parameters__
        if not wanted:
            raise TypeError(f"{cls!r} is not a generic class")
        if not any(isinstance(p, (TypeVarTuple, ParamSpec)) for p in wanted):
            least = sum(not p.has_default() for p in wanted)
            if len(items) < least:
                raise TypeError(f"Too few arguments for {cls!r}; actual {len(items)}, expected at least {least}")
            if len(items) > len(wanted):
                raise TypeError(f"Too many arguments for {cls!r}; actual {len(items)}, expected {len(wanted)}")
            items += tuple(p.__default__ for p in wanted[len(items):])
        return GenericAlias(cls, items)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        own = "__orig_bases__" in cls.__dict__
        if Generic in cls.__orig_bases__ if own else Generic in cls.__bases__ and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        if not own:
            return
        found = _parameters(cls.__orig_bases__)
        for base in cls.__orig_bases__:
            if getattr(base, "__origin__", None) is Generic:
                missing = [p for p in found if p not in base.__parameters__]
                if missing:
                    raise TypeError(f"Some type variables ({', '.join(map(str, missing))}) are not listed in Generic[{', '.join(map(str, base.__parameters__))}]")
                found = base.__parameters__
        cls.__parameters__ = tuple(found)


_not_members = frozenset("""__abstractmethods__ __annotations__ __dict__ __doc__ __init__ __module__ __new__ __slots__ __subclasshook__ __weakref__
__class_getitem__ __match_args__ __static_attributes__ __firstlineno__ __annotate__ __annotate_func__ __annotations_cache__ __parameters__
__orig_bases__ __type_params__ __qualname__ _is_protocol _is_runtime_protocol __protocol_attrs__ __init_subclass__ _abc_impl
_registry __non_callable_proto_members__ __classdictcell__""".split())


def _members(cls):
    found = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic") or not base.__dict__.get("_is_protocol"):
            continue
        for name in (*base.__dict__, *getattr(base, "__annotations__", ())):
            if name not in _not_members and not name.startswith("_abc_"):
                found.add(name)
    return found


def _has(obj, name):
    for cls in type(obj).__mro__:
        if name in cls.__dict__:
            return True
    return hasattr(obj, name)


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, obj):
        if cls is Protocol or not cls.__dict__.get("_is_protocol"):
            return super().__instancecheck__(obj)
        if not cls.__dict__.get("_is_runtime_protocol"):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if super().__instancecheck__(obj):
            return True
        for name in cls.__protocol_attrs__:
            try:
                value = getattr(obj, name)
            except AttributeError:
                return False
            if value is None and callable(getattr(cls, name, None)):
                return False
        return True

    def __subclasscheck__(cls, other):
        if cls is Protocol or not cls.__dict__.get("_is_protocol"):
            return super().__subclasscheck__(other)
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if not cls.__dict__.get("_is_runtime_protocol"):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        data = sorted(name for name in cls.__protocol_attrs__ if not callable(getattr(cls, name, None)))
        if data:
            raise TypeError(f"Protocols with non-method members don't support issubclass(). Non-method members: {str(data)[1:-1]}.")
        if super().__subclasscheck__(other):
            return True
        return all(any(c.__dict__.get(name) is not None for c in other.__mro__) for name in cls.__protocol_attrs__)


def _no_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init)
        if init is not _no_init:
            return init(self, *args, **kwargs)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of classes that say what an object must be able to do."""

    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)
        if cls._is_protocol:
            cls.__protocol_attrs__ = _members(cls)
            if cls.__init__ is object.__init__ or "__init__" not in cls.__dict__:
                cls.__init__ = _no_init


def runtime_checkable(cls):
    """Lets isinstance() ask whether an object has what a protocol names."""
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


def _supports(name, method, result):
    def member(self):
        pass
    member.__name__, member.__qualname__ = method, f"{name}.{method}"
    member.__annotations__ = {"return": result}
    made = _ProtocolMeta(name, (Protocol,), {method: abstractmethod(member), "__slots__": (), "__module__": "typing", "_is_protocol": True})
    return runtime_checkable(made)


SupportsInt, SupportsFloat = _supports("SupportsInt", "__int__", int), _supports("SupportsFloat", "__float__", float)
SupportsBytes, SupportsIndex = _supports("SupportsBytes", "__bytes__", bytes), _supports("SupportsIndex", "__index__", int)
SupportsAbs, SupportsRound = _supports("SupportsAbs", "__abs__", Any), _supports("SupportsRound", "__round__", Any)
SupportsComplex = _supports("SupportsComplex", "__complex__", Any)


class IO(Generic[AnyStr]):
    """A stream."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()


# ---- classes made of annotations ----

def _annotations(namespace):
    ask = namespace.get("__annotate_func__") or namespace.get("__annotate__")
    return dict(namespace.get("__annotations__") or (call_annotate_function(ask, 3) if ask else ()))


class NamedTupleMeta(type):
    def __new__(cls, name, bases, namespace):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        hints = {field: _as_type(hint) for field, hint in _annotations(namespace).items()}
        defaults = []
        for field in hints:
            if field in namespace:
                defaults.append(field)
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}")
        made = collections.namedtuple(name, hints, defaults=[namespace[n] for n in defaults], module=namespace["__module__"])
        made.__annotations__ = made.__new__.__annotations__ = hints
        made.__bases__ = tuple(tuple if base is _NamedTuple else base for base in bases)
        made.__orig_bases__ = namespace.get("__orig_bases__", (NamedTuple,))
        if Generic in bases:
            made.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make", "_replace", "_asdict", "_source"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__annotations__", "__annotate_func__", "__annotate__", "__module__", "__orig_bases__", "__classcell__", "__classdictcell__", "__qualname__") and key not in made._fields:
                setattr(made, key, value)
                if hasattr(type(value), "__set_name__"):
                    type(value).__set_name__(value, made, key)
        made.__qualname__ = namespace["__qualname__"]
        return made


def NamedTuple(typename, fields, /):
    """A tuple whose items have names and types."""
    fields = [(name, _as_type(hint)) for name, hint in fields]
    made = collections.namedtuple(typename, [name for name, _ in fields], module=sys._getframe(1).f_globals.get("__name__"))
    made.__annotations__ = made.__new__.__annotations__ = dict(fields)
    made.__orig_bases__ = NamedTuple,
    return made


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True, closed=None):
        hints, required = {}, set()
        for base in bases:
            hints.update(base.__dict__.get("__annotations__", {}))
            required |= getattr(base, "__required_keys__", set())
        for key, hint in _annotations(namespace).items():
            hints[key] = hint
            if hint._name == "Required" if isinstance(hint, _Alias) and hint._name in ("Required", "NotRequired") else total:
                required.add(key)
        kept = {k: v for k, v in namespace.items() if k not in ("__annotate_func__", "__annotate__", "__annotations__")}
        made = type.__new__(_TypedDictMeta, name, (dict, Generic) if Generic in bases else (dict,), kept)
        made.__annotations__, made.__total__ = hints, total
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(hints) - frozenset(required)
        made.__orig_bases__ = namespace.get("__orig_bases__", (TypedDict,))
        return made

    def __call__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, obj):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


def TypedDict(typename, fields, /, *, total=True):
    """A dict whose keys have types."""
    module = sys._getframe(1).f_globals.get("__name__")
    return _TypedDictMeta(typename, (), {"__annotations__": dict(fields), "__module__": module}, total=total)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


class NewType(_Unionable):
    """A name for a type that a checker takes for another type."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__, self.__supertype__ = name.rpartition(".")[2], tp
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __call__(self, x):
        return x

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


# ---- asking ----

def get_origin(tp):
    """What was subscripted: list of list[int]."""
    if isinstance(tp, _Alias) and tp._name == "Annotated":
        return Annotated
    if tp is Generic:
        return Generic
    return tp.__origin__ if isinstance(tp, (_Alias, _Named, GenericAlias, Union, ParamSpecArgs)) else None


def get_args(tp):
    """What something was subscripted with: (int,) of list[int]."""
    if isinstance(tp, _Alias) and tp._name == "Annotated":
        return (tp.__origin__, *tp.__metadata__)
    if not isinstance(tp, (_Alias, GenericAlias, Union)):
        return ()
    args = tp.__args__
    if tp.__origin__ is collections.abc.Callable and args[0] is not ...:
        return list(args[:-1]), args[-1]
    return args


def _evaluated(hint, names, local, extras):
    if hint is None:
        return type(None)
    if isinstance(hint, ForwardRef):
        hint = hint.__forward_arg__
    if isinstance(hint, str):
        return _evaluated(eval(hint, names, local), names, local, extras)
    if isinstance(hint, _Alias) and not extras and hint._name in ("Annotated", "Required", "NotRequired"):
        return _evaluated(hint.__args__[0], names, local, extras)
    args = getattr(hint, "__args__", ()) if isinstance(hint, (_Alias, GenericAlias, Union)) and getattr(hint, "_name", "") != "Literal" else ()
    made = tuple(arg if arg is ... or isinstance(arg, list) else _evaluated(arg, names, local, extras) for arg in args)
    if made == args:
        return hint
    if isinstance(hint, Union):
        return functools.reduce(lambda a, b: Union[a, b], made)
    return GenericAlias(hint.__origin__, made) if isinstance(hint, GenericAlias) else _Alias(hint.__origin__, made, hint._name)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class with its bases, a module or a function, with names in quotes evaluated."""
    if isinstance(obj, type):
        found = {}
        for base in reversed(obj.__mro__):
            names = globalns if globalns is not None else getattr(sys.modules.get(base.__module__), "__dict__", {})
            for key, hint in getattr(base, "__annotations__", {}).items() if base is not object else ():
                found[key] = _evaluated(hint, names, localns or dict(vars(base)), include_extras)
        return found
    if globalns is None:
        inner = obj
        while hasattr(inner, "__wrapped__"):
            inner = inner.__wrapped__
        globalns = obj.__dict__ if isinstance(obj, types.ModuleType) else getattr(inner, "__globals__", {})
    hints = getattr(obj, "__annotations__", None)
    if hints is None:
        raise TypeError(f"{obj!r} is not a module, class, method, or function.")
    return {key: _evaluated(hint, globalns, localns, include_extras) for key, hint in hints.items()}


def get_protocol_members(tp):
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


def is_protocol(tp):
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def cast(typ, val):
    """val itself: only a checker looks at the type."""
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def assert_never(arg, /):
    shown = repr(arg)
    raise AssertionError(f"Expected code to be unreachable, but got: {shown if len(shown) <= 100 else shown[:100] + '...'}")


def _overloaded(*args, **kwds):
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions outside a stub module "
                              "should always be followed by an implementation that is not @overload-ed.")


def overload(func):
    return _overloaded


def get_overloads(func):
    return []


def clear_overloads():
    pass


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    try:
        arg.__no_type_check__ = True
    except (AttributeError, TypeError):
        pass
    return arg


def dataclass_transform(**options):
    def decorate(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = options
        return cls_or_fn
    return decorate


__all__ = [_name for _name in dict(globals()) if not _name.startswith("_") and _name not in
           ("collections", "contextlib", "functools", "sys", "types", "ABCMeta", "abstractmethod", "GenericAlias", "NamedTupleMeta")]
