"""The operators as functions, and makers of functions that fetch items or attributes or call methods."""

from _operator import *

__all__ = ["abs", "add", "and_", "attrgetter", "call", "concat", "contains", "countOf", "delitem", "eq", "floordiv", "ge",
           "getitem", "gt", "iadd", "iand", "iconcat", "ifloordiv", "ilshift", "imatmul", "imod", "imul", "index", "indexOf",
           "inv", "invert", "ior", "ipow", "irshift", "is_", "is_none", "is_not", "is_not_none", "isub", "itemgetter",
           "itruediv", "ixor", "le", "length_hint", "lshift", "lt", "matmul", "methodcaller", "mod", "mul", "ne", "neg",
           "not_", "or_", "pos", "pow", "rshift", "setitem", "sub", "truediv", "truth", "xor"]


class _Fetcher:
    __slots__ = ()

    def __repr__(self):
        kind, args = self.__reduce__()
        return f"operator.{type(self).__name__}({', '.join(map(repr, args))})"


class attrgetter(_Fetcher):
    """A function that fetches attributes, dots included; several give a tuple."""
    __slots__ = ("_names", "_paths")

    def __init__(self, attr, /, *attrs):
        self._names = (attr, *attrs)
        for name in self._names:
            if not isinstance(name, str):
                raise TypeError("attribute name must be a string")
        self._paths = [name.split(".") for name in self._names]

    def __call__(self, obj, /):
        found = []
        for path in self._paths:
            value = obj
            for name in path:
                value = getattr(value, name)
            found.append(value)
        return found[0] if len(found) == 1 else tuple(found)

    def __reduce__(self):
        return type(self), self._names


class itemgetter(_Fetcher):
    """A function that fetches items; several give a tuple."""
    __slots__ = ("_items",)

    def __init__(self, item, /, *items):
        self._items = (item, *items)

    def __call__(self, obj, /):
        items = self._items
        return obj[items[0]] if len(items) == 1 else tuple([obj[item] for item in items])

    def __reduce__(self):
        return type(self), self._items


class methodcaller(_Fetcher):
    """A function that calls a method by name with the arguments given here."""
    __slots__ = ("_name", "_args", "_kwargs")

    def __init__(self, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self._name, self._args, self._kwargs = name, args, kwargs

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        shown = [repr(self._name), *map(repr, self._args), *(f"{k}={v!r}" for k, v in self._kwargs.items())]
        return f"operator.methodcaller({', '.join(shown)})"

    def __reduce__(self):
        if not self._kwargs:
            return type(self), (self._name, *self._args)
        from functools import partial
        return partial(type(self), self._name, **self._kwargs), self._args


__lt__, __le__, __eq__, __ne__, __ge__, __gt__, __not__, __abs__, __add__, __and__ = lt, le, eq, ne, ge, gt, not_, abs, add, and_
__floordiv__, __index__, __inv__, __invert__, __lshift__, __mod__, __mul__, __matmul__, __neg__ = floordiv, index, inv, invert, lshift, mod, mul, matmul, neg
__or__, __pos__, __pow__, __rshift__, __sub__, __truediv__, __xor__, __call__ = or_, pos, pow, rshift, sub, truediv, xor, call
__concat__, __contains__, __delitem__, __getitem__, __setitem__ = concat, contains, delitem, getitem, setitem
__iadd__, __iand__, __iconcat__, __ifloordiv__, __ilshift__, __imod__, __imul__, __imatmul__ = iadd, iand, iconcat, ifloordiv, ilshift, imod, imul, imatmul
__ior__, __ipow__, __irshift__, __isub__, __itruediv__, __ixor__ = ior, ipow, irshift, isub, itruediv, ixor
