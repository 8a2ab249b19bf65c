"""Shallow and deep copies of what a program holds."""

import copyreg
import types

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    pass


error = Error

_atomic = {int, float, bool, str, bytes, type, range, slice, type(None), type(...), type(NotImplemented), property,
           types.FunctionType, types.BuiltinFunctionType, types.CodeType}


def _reduced(x, cls):
    made = copyreg.dispatch_table.get(cls)
    return made(x) if made else x.__reduce_ex__(4)


def copy(x):
    """A copy of x that shares what x holds."""
    cls = type(x)
    if cls in _atomic or cls is tuple or cls is frozenset:
        return x
    if cls in (list, dict, set):
        return cls.copy(x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    made = _reduced(x, cls)
    return x if isinstance(made, str) else _rebuilt(x, None, *made)


def deepcopy(x, memo=None):
    """A copy of x, with copies of all that it holds, each made once."""
    cls = type(x)
    if cls in _atomic:
        return x
    at = id(x)
    if memo is None:
        memo = {}
    else:
        made = memo.get(at, memo)
        if made is not memo:
            return made
    copier = _deep.get(cls)
    if copier is not None:
        made = copier(x, memo)
    elif issubclass(cls, type):
        made = x
    elif (copier := getattr(x, "__deepcopy__", None)) is not None:
        made = copier(memo)
    else:
        made = _reduced(x, cls)
        made = x if isinstance(made, str) else _rebuilt(x, memo, *made)
    if made is not x:
        memo[at] = made
        memo.setdefault(id(memo), []).append(x)
    return made


def _deep_list(x, memo):
    memo[id(x)] = made = []
    for item in x:
        made.append(deepcopy(item, memo))
    return made


def _deep_tuple(x, memo):
    made = [deepcopy(item, memo) for item in x]
    if id(x) in memo:
        return memo[id(x)]
    return x if all(a is b for a, b in zip(x, made)) else tuple(made)


def _deep_dict(x, memo):
    memo[id(x)] = made = {}
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deep = {list: _deep_list, tuple: _deep_tuple, dict: _deep_dict, types.MethodType: _deep_method}


def _rebuilt(x, memo, func, args, state=None, items=None, pairs=None, set_state=None):
    deep = memo is not None
    made = func(*[deepcopy(arg, memo) for arg in args]) if deep and args else func(*args)
    if deep:
        memo[id(x)] = made
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if set_state is not None:
            set_state(made, state)
        elif hasattr(made, "__setstate__"):
            made.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                made.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(made, name, value)
    for item in items or ():
        made.append(deepcopy(item, memo) if deep else item)
    for key, value in pairs or ():
        if deep:
            key, value = deepcopy(key, memo), deepcopy(value, memo)
        made[key] = value
    return made


def replace(obj, /, **changes):
    """A copy of obj with other values for some of its fields."""
    func = getattr(type(obj), "__replace__", None)
    if func is None:
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return func(obj, **changes)
