"""Asking for annotations, with names in them that do not exist yet (PEP 649, 749)."""

import sys
from enum import IntEnum
from types import CellType, FunctionType, GenericAlias, UnionType

__all__ = ["Format", "ForwardRef", "annotations_to_string", "call_annotate_function", "get_annotate_from_class_namespace", "get_annotations",
           "type_repr"]


class Format(IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


class ForwardRef:
    """A type that is named before it exists."""

    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__forward_arg__, self.__forward_module__, self.__owner__ = arg, module, owner

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE):
        if globals is None:
            globals = vars(sys.modules.get(getattr(owner or self.__owner__, "__module__", None) or self.__forward_module__ or "builtins"))
        return eval(self.__forward_arg__, globals, locals)

    def __eq__(self, other):
        return self.__forward_arg__ == other.__forward_arg__ if isinstance(other, ForwardRef) else NotImplemented

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __getitem__(self, items):
        return ForwardRef(f"{self.__forward_arg__}[{', '.join(map(type_repr, items if isinstance(items, tuple) else (items,)))}]")

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return ForwardRef(f"{self.__forward_arg__}.{name}")

    def __or__(self, other):
        return UnionType[self, other]

    def __ror__(self, other):
        return UnionType[other, self]

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


def type_repr(value):
    """A type as it is written in source."""
    if isinstance(value, ForwardRef):
        return value.__forward_arg__
    if isinstance(value, (type, FunctionType)) and not isinstance(value, GenericAlias):
        return value.__qualname__ if value.__module__ == "builtins" else f"{value.__module__}.{value.__qualname__}"
    return "..." if value is ... else value if isinstance(value, str) else repr(value)


def annotations_to_string(annotations):
    return {name: type_repr(value) for name, value in annotations.items()}


def call_annotate_function(annotate, format, *, owner=None):
    """What an __annotate__ function answers; names that are missing stand for themselves unless format is VALUE."""
    names, cells = {}, {}
    while True:
        try:
            found = annotate(Format.VALUE)
            return annotations_to_string(found) if format == Format.STRING else found
        except NameError as e:
            if format == Format.VALUE or e.name is None or e.name in names:
                raise
            names[e.name] = ForwardRef(e.name, owner=owner)
        code = annotate.__code__
        annotate = FunctionType(code, {**annotate.__globals__, **names}, annotate.__name__, None, annotate.__closure__ and tuple(
            CellType(names[name]) if name in names else cell for name, cell in zip(code.co_freevars, annotate.__closure__)))


def get_annotate_from_class_namespace(namespace):
    return namespace.get("__annotate_func__") or namespace.get("__annotate__")


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    """The annotations of a function, class or module, as a new dict."""
    annotate = getattr(obj, "__annotate__", None)
    found = dict(call_annotate_function(annotate, format, owner=obj) if annotate and format != Format.VALUE else getattr(obj, "__annotations__", ()))
    if eval_str:
        names = globals if globals is not None else getattr(obj, "__globals__", None) or vars(sys.modules[obj.__module__])
        found = {key: eval(value, names, locals) if isinstance(value, str) else value for key, value in found.items()}
    return found
