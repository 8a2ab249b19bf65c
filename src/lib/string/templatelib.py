"""What a t-string is (PEP 750): its texts, and the values between them, not yet joined."""

__all__ = ["Interpolation", "Template", "convert"]


def convert(obj, /, conversion):
    """The object, or its text by the letter of a conversion."""
    if conversion is None:
        return obj
    if conversion not in ("r", "s", "a"):
        raise ValueError(f"invalid conversion specifier: {conversion}")
    return {"r": repr, "s": str, "a": ascii}[conversion](obj)


class _Fixed:
    __slots__ = ()

    def __init_subclass__(cls, **options):
        if cls.__module__ != __name__:
            raise TypeError(f"type 'string.templatelib.{cls.__mro__[1].__name__}' is not an acceptable base type")

    def __setattr__(self, name, value):
        raise AttributeError("readonly attribute" if name in self.__slots__ else
                             f"'string.templatelib.{type(self).__name__}' object has no attribute {name!r}")


class Interpolation(_Fixed):
    """A field of a t-string: its value, the source of the expression, conversion and format spec."""

    __slots__ = __match_args__ = ("value", "expression", "conversion", "format_spec")

    def __new__(cls, value, expression="", conversion=None, format_spec=""):
        if conversion not in (None, "s", "r", "a"):
            raise ValueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
        self = object.__new__(cls)
        for name, field in zip(cls.__slots__, (value, expression, conversion, format_spec)):
            object.__setattr__(self, name, field)
        return self

    def __repr__(self):
        return f"Interpolation({self.value!r}, {self.expression!r}, {self.conversion!r}, {self.format_spec!r})"


class Template(_Fixed):
    """Texts and the interpolations between them."""

    __slots__ = ("strings", "interpolations")

    def __new__(cls, *args):
        strings, fields = [""], []
        for arg in args:
            if isinstance(arg, str):
                strings[-1] += arg
            elif isinstance(arg, Interpolation):
                fields.append(arg)
                strings.append("")
            else:
                raise TypeError(f"Template.__new__ *args need to be of type 'str' or 'Interpolation', got {type(arg).__name__}")
        return _template(tuple(strings), tuple(fields))

    @property
    def values(self):
        return tuple([field.value for field in self.interpolations])

    def __iter__(self):
        for i, text in enumerate(self.strings):
            if text:
                yield text
            if i < len(self.interpolations):
                yield self.interpolations[i]

    def __add__(self, other):
        if not isinstance(other, Template):
            raise TypeError(f'can only concatenate string.templatelib.Template (not "{type(other).__name__}") to string.templatelib.Template')
        middle = self.strings[-1] + other.strings[0]
        return _template(self.strings[:-1] + (middle,) + other.strings[1:], self.interpolations + other.interpolations)

    def __repr__(self):
        return f"Template(strings={self.strings!r}, interpolations={self.interpolations!r})"


def _template(strings, interpolations):
    self = object.__new__(Template)
    object.__setattr__(self, "strings", strings)
    object.__setattr__(self, "interpolations", interpolations)
    return self
