"""Classes whose methods follow from their annotated fields."""

import sys
from types import FunctionType, GenericAlias, MappingProxyType

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict", "astuple",
           "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    """A field of a frozen instance was to be changed."""


class _Mark:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_HAS_DEFAULT_FACTORY = _Mark("<factory>")
_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = _Mark("_FIELD"), _Mark("_FIELD_CLASSVAR"), _Mark("_FIELD_INITVAR")
_FIELDS, _PARAMS, _POST_INIT = "__dataclass_fields__", "__dataclass_params__", "__post_init__"
_ATOMIC = frozenset({type(None), bool, int, float, str, bytes, type(...), type(NotImplemented), type, range, FunctionType})


class InitVar:
    """InitVar[T]: a parameter of __init__ that is handed to __post_init__ and not kept."""
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        return f"dataclasses.InitVar[{self.type.__name__ if isinstance(self.type, type) else self.type!r}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of one field."""
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only", "doc", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only, self.doc = kw_only, doc

    def __repr__(self):
        shown = ",".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"Field({shown})"

    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), "__set_name__", None)
        if hook:
            hook(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _Params:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots", "weakref_slot")

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        return "_DataclassParams(" + ",".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__) + ")"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING, doc=None):
    """Says more of a field than its annotation does."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


# ---- the fields of a class ----

def _is_classvar(annotation, text):
    if isinstance(annotation, str):
        return text.split("[")[0].split(".")[-1].strip() == "ClassVar"
    origin = getattr(annotation, "__origin__", annotation)
    return getattr(origin, "_name", None) == "ClassVar" or getattr(origin, "__name__", None) == "ClassVar"


def _is_initvar(annotation, text):
    if isinstance(annotation, str):
        return text.split("[")[0].split(".")[-1].strip() == "InitVar"
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation, text):
    return annotation is KW_ONLY or isinstance(annotation, str) and text.split(".")[-1].strip() == "KW_ONLY"


def _get_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if type(default).__name__ == "member_descriptor":  # a slot is no default
            default = MISSING
        f = field(default=default)
    f.name, f.type = name, annotation
    text = annotation if isinstance(annotation, str) else ""
    f._field_type = _FIELD_CLASSVAR if _is_classvar(annotation, text) else _FIELD_INITVAR if _is_initvar(annotation, text) else _FIELD
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif f.kw_only is MISSING:
        f.kw_only = kw_only
    if f._field_type is _FIELD and f.default is not MISSING and f.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {f.default.__class__} for field {name} is not allowed: use default_factory")
    return f


def _own_annotations(cls):
    if "__annotate__" not in cls.__dict__ and "__annotations__" not in cls.__dict__ and "__annotate_func__" not in cls.__dict__:
        return {}
    try:
        return cls.__annotations__
    except NameError:  # a name is yet to come: the class's own, or one further down
        from annotationlib import call_annotate_function
        return call_annotate_function(cls.__annotate__, 3, owner=cls)


def _collect(cls, kw_only):
    """Own fields over those of the bases."""
    all_fields = {}
    for base in cls.__mro__[-1:0:-1]:
        for f in getattr(base, _FIELDS, {}).values():
            all_fields[f.name] = f
    own = []
    annotations = _own_annotations(cls)
    seen = False
    for name, annotation in annotations.items():
        if _is_kw_only(annotation, annotation if isinstance(annotation, str) else ""):
            if seen:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen = kw_only = True
        else:
            own.append(_get_field(cls, name, annotation, kw_only))
    for f in own:
        all_fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return all_fields


# ---- the methods: made as text where their parameters must have names ----

def _function(name, parameters, body, namespace, qualname):
    lines = "".join(f"\n  {line}" for line in body or ["pass"])
    names = ", ".join(namespace)
    text = f"def _make({names}):\n def {name}({', '.join(parameters)}):{lines}\n return {name}"
    module = {}
    exec(text.replace("\n  ", "\n  "), module)
    made = module["_make"](**namespace)
    made.__qualname__ = qualname
    return made


def _init(cls, fs, frozen, has_post_init):
    positional = [f for f in fs if f.init and not f.kw_only]
    named = [f for f in fs if f.init and f.kw_only]
    without = None
    for f in positional:
        if f.default is MISSING and f.default_factory is MISSING:
            if without is not None:
                raise TypeError(f"non-default argument {f.name!r} follows default argument {without!r}")
        else:
            without = f.name
    own = "__dataclass_self__" if any(f.name == "self" for f in fs) else "self"
    namespace = {"__dataclass_factory__": _HAS_DEFAULT_FACTORY, "__dataclass_set__": object.__setattr__}
    annotations = {}

    def parameter(f):
        annotations[f.name] = f.type.type if isinstance(f.type, InitVar) else f.type
        if f.default is not MISSING:
            namespace[f"__dataclass_default_{f.name}__"] = f.default
            return f"{f.name}=__dataclass_default_{f.name}__"
        if f.default_factory is not MISSING:
            return f"{f.name}=__dataclass_factory__"
        return f.name

    parameters = [own, *map(parameter, positional)]
    if named:
        parameters += ["*", *map(parameter, named)]
    body = []
    for f in fs:
        value = f.name
        if f.default_factory is not MISSING:
            make = f"__dataclass_make_{f.name}__"
            namespace[make] = f.default_factory
            value = f"{make}() if {f.name} is __dataclass_factory__ else {f.name}" if f.init else f"{make}()"
        elif not f.init:
            continue
        if f._field_type is _FIELD_INITVAR:
            continue
        body.append(f"__dataclass_set__({own}, {f.name!r}, {value})" if frozen else f"{own}.{f.name} = {value}")
    if has_post_init:
        passed = ", ".join(f.name for f in fs if f._field_type is _FIELD_INITVAR)
        body.append(f"{own}.{_POST_INIT}({passed})")
    made = _function("__init__", parameters, body, namespace, f"{cls.__qualname__}.__init__")
    made.__annotations__ = {**annotations, "return": None}
    return made


_running = []


def _repr_of(names):
    def __repr__(self):
        if any(other is self for other in _running):
            return "..."
        _running.append(self)
        try:
            shown = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        finally:
            _running.pop()
        return f"{self.__class__.__qualname__}({shown})"
    return __repr__


def _values(self, names):
    return tuple([getattr(self, name) for name in names])


def _eq_of(names):
    def __eq__(self, other):
        if self is other:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        for name in names:
            if not getattr(self, name) == getattr(other, name):
                return False
        return True
    return __eq__


def _order_of(names):
    def __lt__(self, other):
        return _values(self, names) < _values(other, names) if other.__class__ is self.__class__ else NotImplemented

    def __le__(self, other):
        return _values(self, names) <= _values(other, names) if other.__class__ is self.__class__ else NotImplemented

    def __gt__(self, other):
        return _values(self, names) > _values(other, names) if other.__class__ is self.__class__ else NotImplemented

    def __ge__(self, other):
        return _values(self, names) >= _values(other, names) if other.__class__ is self.__class__ else NotImplemented
    return __lt__, __le__, __gt__, __ge__


def _hash_of(names):
    def __hash__(self):
        return hash(_values(self, names))
    return __hash__


def _frozen_of(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)
    return __setattr__, __delattr__


def _install(cls, method, replace=False):
    """False: the class has its own already."""
    name = method.__name__
    if name in cls.__dict__ and not replace:
        return False
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    method.__module__ = cls.__module__
    setattr(cls, name, method)
    return True


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    all_fields = _collect(cls, kw_only)
    bases = [base for base in cls.__mro__[1:] if _FIELDS in base.__dict__]
    if bases:
        if any(not base.__dict__[_PARAMS].frozen for base in bases) and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
        if any(base.__dict__[_PARAMS].frozen for base in bases) and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    setattr(cls, _FIELDS, all_fields)
    setattr(cls, _PARAMS, _Params(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot))
    own_hash = cls.__dict__.get("__hash__", MISSING)
    has_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in cls.__dict__)
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    # In __init__'s order: those by keyword come last.
    taking = [f for f in all_fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    real = [f for f in all_fields.values() if f._field_type is _FIELD]
    if init:
        made = _init(cls, taking, frozen, hasattr(cls, _POST_INIT))
        made.__module__ = cls.__module__
        setattr(cls, "__init__", made) if "__init__" not in cls.__dict__ else None
    if "__replace__" not in cls.__dict__:
        _install(cls, __replace__)
    if repr:
        _install(cls, _repr_of([f.name for f in real if f.repr]))
    compared = [f.name for f in real if f.compare]
    if eq:
        _install(cls, _eq_of(compared))
    if order:
        for method in _order_of(compared):
            if not _install(cls, method):
                raise TypeError(f"Cannot overwrite attribute {method.__name__} in class {cls.__name__}. Consider using functools.total_ordering")
    if frozen:
        for method in _frozen_of(cls, frozenset(f.name for f in real)):
            if not _install(cls, method):
                raise TypeError(f"Cannot overwrite attribute {method.__name__} in class {cls.__name__}")
    hashed = [f.name for f in real if (f.compare if f.hash is None else f.hash)]
    if unsafe_hash:
        if has_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        _install(cls, _hash_of(hashed), True)
    elif eq and not has_hash:
        if frozen:
            _install(cls, _hash_of(hashed), True)
        else:
            cls.__hash__ = None
    if not getattr(cls, "__doc__"):
        cls.__doc__ = f"{cls.__name__}({', '.join(_shown(f) for f in taking if f.init)})"
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in taking if f.init and not f.kw_only)
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _with_slots(cls, [f for f in real], weakref_slot)
    if getattr(cls, "__abstractmethods__", None):
        from abc import update_abstractmethods
        update_abstractmethods(cls)
    return cls


def _shown(f):
    kind = f.type.__name__ if isinstance(f.type, type) else f.type if isinstance(f.type, str) else repr(f.type)
    if f.default is not MISSING:
        return f"{f.name}: {kind} = {f.default!r}"
    return f"{f.name}: {kind}" + (" = <factory>" if f.default_factory is not MISSING else "")


def _with_slots(cls, real, weakref_slot):
    """The class made anew with __slots__; its functions' __class__ is the new one."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = set()
    for base in cls.__mro__[1:-1]:
        given = base.__dict__.get("__slots__", ())
        inherited.update([given] if isinstance(given, str) else given)
    namespace = dict(cls.__dict__)
    names = [f.name for f in real]
    namespace["__slots__"] = tuple(name for name in names + (["__weakref__"] if weakref_slot else []) if name not in inherited)
    for name in [*names, "__dict__", "__weakref__"]:
        namespace.pop(name, None)
    qualname = cls.__qualname__
    new = type(cls)(cls.__name__, cls.__bases__, namespace)
    new.__qualname__ = qualname
    for member in new.__dict__.values():
        for function in (member, getattr(member, "__func__", None), getattr(member, "fget", None), getattr(member, "fset", None)):
            for cell in getattr(function, "__closure__", None) or ():
                try:
                    if cell.cell_contents is cls:
                        cell.cell_contents = new
                except ValueError:
                    pass
    return new


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    """Adds methods to a class by its annotated fields."""
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


# ---- functions on them ----

def fields(class_or_instance):
    """The fields, as a tuple of Field."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether it is a dataclass, or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _copied(obj, make):
    """obj with everything inside it copied; `make` makes what stands for an instance of a dataclass."""
    kind = type(obj)
    if kind in _ATOMIC:
        return obj
    if hasattr(kind, _FIELDS):
        return make(obj, [(f.name, _copied(getattr(obj, f.name), make)) for f in fields(obj)])
    if issubclass(kind, tuple):
        items = [_copied(item, make) for item in obj]
        return kind(*items) if hasattr(obj, "_fields") else kind(items)
    if issubclass(kind, dict):
        pairs = [(_copied(key, make), _copied(value, make)) for key, value in obj.items()]
        if not hasattr(kind, "default_factory"):
            return kind(pairs)
        made = kind(obj.default_factory)
        made.update(pairs)
        return made
    if issubclass(kind, list):
        return kind([_copied(item, make) for item in obj])
    deep = getattr(obj, "__deepcopy__", None)
    return deep({}) if deep else obj


def asdict(obj, *, dict_factory=dict):
    """A dict of the fields, and of those inside them."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _copied(obj, lambda obj, pairs: dict_factory(pairs))


def astuple(obj, *, tuple_factory=tuple):
    """A tuple of the fields, and of those inside them."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _copied(obj, lambda obj, pairs: tuple_factory([value for _, value in pairs]))


def replace(obj, /, **changes):
    """A new instance with some fields changed."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return __replace__(obj, **changes)


def __replace__(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    """A dataclass of fields given as names, (name, type) or (name, type, field)."""
    namespace = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, namespace[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind
    namespace["__annotations__"] = annotations
    namespace["__module__"] = module or sys._getframe(1).f_globals.get("__name__", "__main__")
    return dataclass(type(cls_name, bases, namespace), **options)
