"""Tools for functions and callables."""

from _functools import Placeholder, _lru_cache_wrapper, cmp_to_key, partial, reduce

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
           "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property",
           "Placeholder"]

GenericAlias = type(list[int])

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a wrapper look like what it wraps."""
    for name in assigned:
        try:
            setattr(wrapper, name, getattr(wrapped, name))
        except AttributeError:
            pass
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    # Last: the wrapped function's own __wrapped__ came with its __dict__.
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """The decorator form of update_wrapper()."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# ---- total_ordering: of four comparisons, one gives the other three ----

def _derived(root, combine):
    def compare(self, other):
        answer = getattr(type(self), root)(self, other)
        return answer if answer is NotImplemented else combine(answer, self, other)
    return compare


_DERIVATIONS = {
    "__lt__": [("__gt__", lambda lt, a, b: not lt and a != b), ("__le__", lambda lt, a, b: lt or a == b), ("__ge__", lambda lt, a, b: not lt)],
    "__le__": [("__ge__", lambda le, a, b: not le or a == b), ("__lt__", lambda le, a, b: le and a != b), ("__gt__", lambda le, a, b: not le)],
    "__gt__": [("__lt__", lambda gt, a, b: not gt and a != b), ("__ge__", lambda gt, a, b: gt or a == b), ("__le__", lambda gt, a, b: not gt)],
    "__ge__": [("__le__", lambda ge, a, b: not ge or a == b), ("__gt__", lambda ge, a, b: ge and a != b), ("__lt__", lambda ge, a, b: not ge)],
}


def total_ordering(cls):
    """Fills in the ordering methods that a class lacks."""
    roots = [name for name in _DERIVATIONS if getattr(cls, name, None) is not getattr(object, name)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = next(name for name in ("__lt__", "__le__", "__gt__", "__ge__") if name in roots)
    for name, combine in _DERIVATIONS[root]:
        if name not in roots:
            compare = _derived(root, combine)
            compare.__name__ = name
            compare.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, compare)
    return cls


# ---- partialmethod ----

class partialmethod:
    """partial() for a method: bound to an instance first, then called with the arguments given here."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and getattr(func, "__get__", None) is None:
            raise TypeError(f"the first argument {func!r} must be a callable or a descriptor")
        if isinstance(func, partialmethod):
            args, keywords, func = func.args + args, {**func.keywords, **keywords}, func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        shown = [repr(self.func), *map(repr, self.args), *(f"{k}={v!r}" for k, v in self.keywords.items())]
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(shown)})"

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result

        def method(self_, /, *args, **keywords):
            return self.func(self_, *self.args, *args, **{**self.keywords, **keywords})
        method.__isabstractmethod__ = self.__isabstractmethod__
        return method.__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


# ---- lru_cache ----

def _cache_info(*counts):
    """What cache_info() answers; its class is made when somebody first asks."""
    global _CacheInfo
    if _CacheInfo is None:
        from collections import namedtuple
        _CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])
    return _CacheInfo(*counts)


_CacheInfo = None


def lru_cache(maxsize=128, typed=False):
    """Remembers what a function answered, for the last `maxsize` different calls (None: for all)."""
    function = None
    if callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
    elif isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(user_function):
        wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _cache_info)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(wrapper, user_function)
    return decorate if function is None else decorate(function)


def cache(user_function, /):
    """Remembers what a function answered, for every different call."""
    return lru_cache(maxsize=None)(user_function)


# ---- cached_property ----

class cached_property:
    """A property that is computed once and then kept in the instance's __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            kept = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} "
                            f"instance to cache {self.attrname!r} property.") from None
        if self.attrname in kept:
            return kept[self.attrname]
        value = self.func(instance)
        try:
            kept[self.attrname] = value
        except TypeError:
            raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                            f"does not support item assignment for caching {self.attrname!r} property.") from None
        return value

    __class_getitem__ = classmethod(GenericAlias)


# ---- singledispatch ----

def _candidates(cls, registry):
    """Registered classes that cls is one of, the closest first."""
    mro = cls.__mro__
    virtual = [kind for kind in registry if kind not in mro and issubclass(cls, kind)]
    order = []
    for base in mro:
        order.append(base)
        # An abstract class that a base counts as comes right behind that base.
        here = [kind for kind in virtual if issubclass(base, kind) and not any(issubclass(other, kind) for other in base.__bases__)]
        here.sort(key=lambda kind: -len(kind.__mro__))
        order.extend(kind for kind in here if kind not in order)
    found = [kind for kind in order if kind in registry]
    if len(found) > 1 and found[0] in virtual and found[1] in virtual \
            and not issubclass(found[0], found[1]) and not issubclass(found[1], found[0]) and found[0] not in mro:
        raise RuntimeError(f"Ambiguous dispatch: {found[0]} or {found[1]}")
    return found


def _is_class(kind):
    from types import UnionType
    return isinstance(kind, type) or isinstance(kind, UnionType) and all(isinstance(part, type) for part in kind.__args__)


def singledispatch(func):
    """A function that has another implementation for each class of its first argument."""
    from types import MappingProxyType, UnionType
    registry = {}
    known = {}

    def dispatch(cls):
        if cls not in known:
            known[cls] = registry[cls] if cls in registry else registry[_candidates(cls, registry)[0]]
        return known[cls]

    def register(cls, func=None):
        if _is_class(cls):
            if func is None:
                return lambda function: register(cls, function)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            func = cls
            annotations = getattr(func, "__annotations__", {})
            if not annotations:
                raise TypeError(f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` "
                                "or plain `@register` on an annotated function.")
            name, cls = next(iter(annotations.items()))
            if not _is_class(cls):
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
        for part in cls.__args__ if isinstance(cls, UnionType) else (cls,):
            registry[part] = func
        known.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{getattr(func, '__name__', 'singledispatch function')} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = known.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """singledispatch() for a method, by the class of its first argument after self."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            if not args:
                raise TypeError(f"{getattr(self.func, '__name__', 'singledispatchmethod method')} requires at least 1 positional argument")
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        return update_wrapper(method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
