try:
    try:
        1 / 0
    except ZeroDivisionError as cause:
        raise ValueError("explicit") from cause
except ValueError as error:
    print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("hidden") from None
except ValueError as error:
    print(error.__cause__, repr(error.__context__), error.__suppress_context__)
try:
    try:
        {}["k"]
    except KeyError:
        [].pop()
except IndexError as error:
    print(repr(error.__context__), error.__cause__, error.__suppress_context__)
for cause in (5, "x", int):
    try:
        raise ValueError from cause
    except TypeError as error:
        print(error)
try:
    raise ValueError from KeyError
except ValueError as error:
    print(repr(error.__cause__))
e = ValueError("set by hand")
for name, value in (("__cause__", 1), ("__context__", 1), ("__traceback__", 1)):
    try:
        setattr(e, name, value)
    except TypeError as error:
        print(error)
e.__cause__ = KeyError("c")
print(e.__suppress_context__)
