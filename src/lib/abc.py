"""Abstract base classes: classes that say what their subclasses must define, and who else counts as one."""

from _abc import match_like

__all__ = ["ABC", "ABCMeta", "abstractclassmethod", "abstractmethod", "abstractproperty", "abstractstaticmethod",
           "get_cache_token", "update_abstractmethods"]

_registrations = 0


def _match_like(cls, model):
    if match_like(cls, model):
        for derived in type.__subclasses__(cls):
            _match_like(derived, model)


def abstractmethod(funcobj):
    """Marks a method that a concrete subclass must override."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


def get_cache_token():
    """Changes with every register() of any abstract base class."""
    return _registrations


def _missing(cls, namespace):
    names = {name for name, value in namespace.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


def update_abstractmethods(cls):
    """Looks again at what is abstract in a class whose methods have changed since it was made."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _missing(cls, cls.__dict__)
    return cls


class ABCMeta(type):
    """The metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _missing(cls, namespace)
        cls._abc_registry = []
        return cls

    def register(cls, subclass):
        """Lets a class count as a subclass, though it does not derive from this one."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_registry.append(subclass)
        _registrations += 1
        _match_like(subclass, cls)
        return subclass

    def __instancecheck__(cls, instance):
        """Whether instance's class, or what it says is its class, is a subclass."""
        subclass = instance.__class__
        actual = type(instance)
        return cls.__subclasscheck__(actual) or (subclass is not actual and cls.__subclasscheck__(subclass))

    def __subclasscheck__(cls, subclass):
        """By inheritance, registration, or __subclasshook__."""
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return bool(answer)
        if cls in getattr(subclass, "__mro__", ()):
            return True
        for registered in cls._abc_registry:
            if issubclass(subclass, registered):
                return True
        for derived in type.__subclasses__(cls):
            if issubclass(subclass, derived):
                return True
        return False


class ABC(metaclass=ABCMeta):
    """Inheriting from it makes a class abstract."""
    __slots__ = ()
