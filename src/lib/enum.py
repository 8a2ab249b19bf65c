"""Enumerations: classes whose members are a fixed set of values with names."""

import sys
from functools import reduce
from operator import or_ as _or_
from types import DynamicClassAttribute, MappingProxyType

__all__ = ["EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
           "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "CONTINUOUS",
           "NAMED_FLAGS", "UNIQUE", "EnumCheck", "global_enum", "global_str", "global_enum_repr", "global_flag_repr", "show_flag_values"]
__all__ = [name for name in __all__ if not name.startswith(("global", "show", "verify", "CONT", "NAMED", "UNIQUE", "EnumCheck"))]

_unset = object()
_property = property


class nonmember:
    """Marks a value that is not to become a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Marks a value that is to become a member, though it would not by itself."""

    def __init__(self, value):
        self.value = value


class auto:
    """A value that the enumeration chooses."""

    def __init__(self, value=_unset):
        self.value = value

    def __repr__(self):
        return f"auto({'' if self.value is _unset else repr(self.value)})"


class property(DynamicClassAttribute):
    """A property of members that may share its name with a member."""
    member = None
    name = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            found = self.member or ownerclass._member_map_.get(self.name) if ownerclass is not None else None
            if found is not None:
                return found
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
        if self.fget is not None:
            return self.fget(instance)
        raise AttributeError(f"{ownerclass!r} member has no attribute {self.name!r}")

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    prefix = f"_{cls_name}__"
    return len(name) > len(prefix) and name.startswith(prefix) and not name.endswith("__")


def _is_descriptor(obj):
    return not isinstance(obj, type) and any(hasattr(type(obj), name) for name in ("__get__", "__set__", "__delete__")) \
        or isinstance(obj, type) and any(hasattr(obj, name) for name in ("__get__", "__set__", "__delete__"))


class EnumDict(dict):
    """The namespace of an enumeration's body: it sees in which order members come, and that no name comes twice."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._generate = None

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_", "_iter_member_by_value_",
                           "_iter_member_by_def_", "_add_alias_", "_add_value_alias_", "_use_args_", "_member_type_", "_new_member_", "_value_repr_", "_boundary_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                value = self._chosen(key, value)
            elif isinstance(value, tuple) and any(isinstance(item, auto) for item in value):
                value = type(value)(self._chosen(key, item) if isinstance(item, auto) else item for item in value) \
                    if type(value) is tuple else value
            self._member_names[key] = None
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _chosen(self, key, given):
        if given.value is _unset:
            self._auto_called = True
            given.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
        return given.value


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_bases(cls, bases)
        namespace = EnumDict(cls)
        data, first = metacls._mixins(bases)
        if first is not None:
            namespace._generate = getattr(first, "_generate_next_value_", None)
        return namespace

    @staticmethod
    def _check_bases(name, bases):
        for base in bases:
            for other in base.__mro__:
                if isinstance(other, EnumType) and other._member_names_:
                    raise TypeError(f"<enum {name!r}> cannot extend {other!r}")

    @classmethod
    def _mixins(metacls, bases):
        """(the type of the values, the enumeration derived from)."""
        if not bases:
            return object, None
        first = bases[-1]
        if not isinstance(first, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        found = []
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        found.append(base._member_type_)
                        break
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    found.append(candidate or base)
                    break
                else:
                    candidate = candidate or base
        found = list(dict.fromkeys(found))
        if len(found) > 1:
            raise TypeError(f"too many data types for {metacls!r}: {set(found)!r}")
        return (found[0] if found else object), first

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if not isinstance(classdict, EnumDict):
            source, classdict = classdict, metacls.__prepare__(cls, bases)
            for key, value in source.items():
                classdict[key] = value
        names = list(classdict._member_names)
        data_type, first = metacls._mixins(bases)
        ignored = [*classdict._ignore, "_ignore_"]
        namespace = {key: value for key, value in classdict.items() if key not in classdict._member_names and key not in ignored}
        order = namespace.pop("_order_", None)
        invalid = {"mro", ""} & set(names)
        if invalid:
            raise ValueError(f"invalid enum member name(s) {', '.join(map(repr, invalid))}")
        new_member = namespace.get("__new__")
        if new_member is None and first is not None:
            for kind in (data_type, first):
                for where in ("__new_member__", "__new__"):
                    candidate = getattr(kind, where, None)
                    if candidate not in (None, None.__new__, object.__new__, Enum.__new__ if Enum else None):
                        new_member = candidate
                        break
                if new_member is not None:
                    break
        elif new_member is not None and isinstance(new_member, staticmethod):
            new_member = new_member.__func__
        use_args = new_member is not None and new_member is not object.__new__
        new_member = new_member or object.__new__
        saved_new = namespace.pop("__new__", None) if first is not None else None
        namespace.update(_member_names_=[], _member_map_={}, _value2member_map_={}, _unhashable_values_=[], _member_type_=data_type,
                         _new_member_=new_member, _use_args_=use_args, __new_member__=new_member if saved_new is not None or first is None else namespace.get("__new_member__"))
        if namespace["__new_member__"] is None:
            del namespace["__new_member__"]
        if "_generate_next_value_" in namespace and not isinstance(namespace["_generate_next_value_"], staticmethod):
            namespace["_generate_next_value_"] = staticmethod(namespace["_generate_next_value_"])
        if data_type is not object and first is not None and "__reduce_ex__" not in namespace:
            namespace.setdefault("__reduce_ex__", _reduce_ex_by_value)
        enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        enum_class._boundary_ = boundary or getattr(first, "_boundary_", None)
        flag = Flag is not None and issubclass(enum_class, Flag)
        if flag:
            enum_class._flag_mask_ = enum_class._singles_mask_ = 0
            enum_class._inverted_mask = None
        if first is not None:
            enum_class._fill_methods(namespace, data_type, first)
            if enum_class.__dict__.get("__new__") is None and "__new__" not in enum_class.__dict__:
                enum_class.__new__ = Enum.__new__ if Enum else _enum_new
        value_repr = metacls._find_value_repr(data_type, bases, namespace)
        enum_class._value_repr_ = value_repr
        for name in names:
            enum_class._add_member(name, classdict[name], data_type, new_member, use_args, flag)
        if order is not None:
            wanted = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            if [name for name in wanted if name in enum_class._member_names_] != enum_class._member_names_:
                raise TypeError(f"member order does not match _order_:\n  {enum_class._member_names_!r}\n  {wanted!r}")
        return enum_class

    @staticmethod
    def _find_value_repr(data_type, bases, namespace):
        if data_type is object:
            return repr
        if "__dataclass_fields__" in data_type.__dict__ and data_type.__dict__.get("__dataclass_params__") and data_type.__dataclass_params__.repr:
            return lambda value: f"{', '.join(f'{name}={getattr(value, name)!r}' for name in data_type.__dataclass_fields__)}"
        return data_type.__repr__

    def _fill_methods(cls, namespace, data_type, first):
        """Texts and operators that the value's type must not answer in the enumeration's place."""
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name in namespace:
                continue
            own = getattr(first, name)
            if getattr(cls, name) in (getattr(data_type, name), getattr(object, name)) and getattr(cls, name) is not own:
                setattr(cls, name, own)
        if Flag is not None and issubclass(cls, Flag):
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in namespace:
                    setattr(cls, name, getattr(Flag, name))

    def _add_member(cls, name, value, data_type, new_member, use_args, flag):
        args = value if isinstance(value, tuple) else (value,)
        if data_type is tuple:
            args = (args,)
        if not use_args:
            made = new_member(cls)
        else:
            made = new_member(cls, *args)
        if not hasattr(made, "_value_"):
            if data_type is object:
                made._value_ = value
            else:
                try:
                    made._value_ = data_type(*args)
                except Exception as error:
                    raise TypeError("_value_ not set in __new__, unable to create it") from error
        value = made._value_
        if flag and not isinstance(value, int):
            raise TypeError(f"invalid Flag value: {value!r}")
        canonical = None
        try:
            canonical = cls._value2member_map_.get(value)
        except TypeError:
            for other in cls._member_map_.values():
                if other._value_ == value:
                    canonical = other
                    break
        if canonical is None and flag:
            bits = value
            cls._flag_mask_ |= bits
            if _is_single(bits):
                cls._singles_mask_ |= bits
        if canonical is not None:
            made = canonical
        else:
            made._name_ = name
            made.__objclass__ = cls
            made.__init__(*args)
            made._sort_order_ = len(cls._member_names_)
            if not flag or _is_single(value):
                cls._member_names_.append(name)
            try:
                cls._value2member_map_.setdefault(value, made)
            except TypeError:
                cls._unhashable_values_.append(value)
        cls._member_map_[name] = made
        shadowed = next((base.__dict__[name] for base in cls.__mro__[1:] if name in base.__dict__), None)
        if isinstance(shadowed, property):
            redirect = property(shadowed.fget, shadowed.fset, shadowed.fdel)
            redirect.member = made
            redirect.__set_name__(cls, name)
            type.__setattr__(cls, name, redirect)
        else:
            type.__setattr__(cls, name, made)

    # ---- a class as a container of its members ----

    def __bool__(cls):
        return True

    def __call__(cls, value=_unset, names=_unset, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_:
            given = [v for v in (value, names) if v is not _unset] + list(values)
            if not given:
                raise TypeError("EnumType.__call__() missing 1 required positional argument: 'value'")
            return cls.__new__(cls, given[0] if len(given) == 1 else tuple(given))
        if value is _unset:
            raise TypeError("EnumType.__call__() missing 1 required positional argument: 'value'")
        if names is _unset and type is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            generated, names = names, []
            last = []
            for i, name in enumerate(generated):
                value = namespace._generate(name, start, i, last[:])
                last.append(value)
                names.append((name, value))
        for item in () if names is None or names is _unset else names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            namespace[name] = value
        namespace["__module__"] = module or sys._getframe(2).f_globals.get("__name__")
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            cls(value)
            return True
        except ValueError:
            return value in cls._unhashable_values_ or False
        except TypeError:
            return value in cls._unhashable_values_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        shown = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__", "__module__", "__name__", "__qualname__", *cls._member_names_}
        return sorted(shown if cls._member_type_ is object else set(dir(cls._member_type_)) | shown)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return f"<flag {cls.__name__!r}>" if Flag is not None and issubclass(cls, Flag) else f"<enum {cls.__name__!r}>"

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))


EnumMeta = EnumType
Enum = Flag = IntEnum = StrEnum = IntFlag = None


def _is_single(value):
    return value > 0 and value & value - 1 == 0


def _reduce_ex_by_value(self, proto):
    return self.__class__, (self._value_,)


def _enum_new(cls, value):
    """Looks a member up by its value."""
    if type(value) is cls:
        return value
    try:
        return cls._value2member_map_[value]
    except KeyError:
        pass
    except TypeError:
        for found in cls._member_map_.values():
            if found._value_ == value:
                return found
    if not cls._member_map_ and cls._member_names_ == [] and not (Flag is not None and issubclass(cls, Flag)):
        if "_missing_" not in cls.__dict__:
            raise TypeError(f"{cls!r} has no members; specify `names=()` if you meant to create a new, empty, enum")
    failure = None
    try:
        result = cls._missing_(value)
    except Exception as error:
        failure, result = error, None
    try:
        if isinstance(result, cls):
            return result
        if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
            return result
        wrong = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if result is None and failure is None:
            raise wrong
        if failure is None:
            failure = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")
        if not isinstance(failure, ValueError):
            failure.__context__ = wrong
        raise failure
    finally:
        failure = wrong = None


class Enum(metaclass=EnumType):
    """Derive from it to define members: constants with names and values."""

    __new__ = _enum_new

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self.__class__._value_repr_(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        own = {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"}
        for cls in self.__class__.mro():
            own.update(name for name in cls.__dict__ if name[0] != "_" and name not in cls.__dict__.get("_member_map_", ()))
        return sorted(own)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @property
    def value(self):
        """The value of the Enum member."""
        return self._value_

    def _add_alias_(self, name):
        self.__class__._member_map_[name] = self
        type.__setattr__(self.__class__, name, self)

    def _add_value_alias_(self, value):
        self.__class__._value2member_map_[value] = self


class ReprEnum(Enum):
    """Changes the repr only: str() and format() are those of the value."""


class IntEnum(int, ReprEnum):
    """Members are ints, too."""
    __str__ = int.__repr__
    __format__ = int.__format__


class StrEnum(str, ReprEnum):
    """Members are strs, too."""
    __str__ = str.__str__
    __format__ = str.__format__

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        for value, what in zip(values, ("", "encoding must be a string, not ", "errors must be a string, not ")):
            if not isinstance(value, str):
                raise TypeError(f"{what}{value!r}" if what else f"{value!r} is not a string")
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    """What becomes of bits that no member has."""
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    """Members are sets of bits."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        try:
            highest = max(last_values).bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {last_values[-1]!r}") from None
        return 1 << highest

    @classmethod
    def _iter_member_(cls, value):
        for name in cls._member_names_:
            if value & cls._member_map_[name]._value_:
                yield cls._member_map_[name]

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, singles = cls._flag_mask_, cls._singles_mask_
        all_bits = (1 << mask.bit_length()) - 1
        known = mask
        negative = None
        if value < 0:
            negative = value
            value = value & all_bits if cls._boundary_ is not KEEP else value & (1 << max(value.bit_length(), mask.bit_length())) - 1
            if negative < ~all_bits and cls._boundary_ is STRICT:
                value = negative
        unknown = value & ~known if value >= 0 else value
        if unknown:
            if cls._boundary_ is STRICT:
                digits = max(value.bit_length(), mask.bit_length())
                given = value if negative is None else negative
                raise ValueError(f"{cls!r} invalid value {given!r}\n    given {_bits(given, digits)}\n  allowed {_bits(mask, digits)}")
            if cls._boundary_ is CONFORM:
                value &= known
            elif cls._boundary_ is EJECT:
                return value if negative is None else negative
        found = cls._value2member_map_.get(value)
        if found is not None:
            return found
        unknown = value & ~mask
        aliases = value & ~singles & mask
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        parts = []
        rest = value
        for single in cls._iter_member_(value):
            parts.append(single._name_)
            rest &= ~single._value_
        if aliases and rest & mask:
            for name, other in cls._member_map_.items():
                if other._value_ and not _is_single(other._value_) and other._value_ & value == other._value_ and rest & other._value_:
                    parts.append(name)
                    rest &= ~other._value_
        if not value:
            made._name_ = None
        elif rest:
            made._name_ = "|".join([*parts, cls._numeric_repr_(rest)]) if parts else None
        else:
            made._name_ = "|".join(parts) or None
        made.__objclass__ = cls
        return cls._value2member_map_.setdefault(value, made)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        shown = self.__class__._value_repr_(self._value_)
        return f"<{self.__class__.__name__}: {shown}>" if self._name_ is None else f"<{self.__class__.__name__}.{self._name_}: {shown}>"

    def __str__(self):
        return f"{self.__class__.__name__}({self._value_!r})" if self._name_ is None else f"{self.__class__.__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _bits_of(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is NotImplemented else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is NotImplemented else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = self._bits_of(other)
        return NotImplemented if bits is NotImplemented else self.__class__(self._value_ ^ bits)

    def __invert__(self):
        cls = self.__class__
        return cls(~self._value_) if cls._boundary_ in (EJECT, KEEP) else cls(cls._singles_mask_ & ~self._value_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


def _bits(value, digits):
    """A number in binary, as errors show it: the sign's digit, then the others."""
    text = bin(value & (1 << digits) - 1)[2:].rjust(digits, "0") if value < 0 else bin(value)[2:].rjust(digits, "0")
    return f"0b{1 if value < 0 else 0} {text}"


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Members are ints, too."""
    __str__ = int.__repr__
    __format__ = int.__format__


def unique(enumeration):
    """Refuses two names for one value."""
    doubles = [(name, found._name_) for name, found in enumeration.__members__.items() if name != found._name_]
    if doubles:
        told = ", ".join(f"{alias} -> {name}" for alias, name in doubles)
        raise ValueError(f"duplicate values found in {enumeration!r}: {told}")
    return enumeration
