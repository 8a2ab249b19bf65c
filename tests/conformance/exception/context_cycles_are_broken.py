a, b = ValueError("a"), KeyError("b")
try:
    try:
        raise a
    except ValueError:
        try:
            raise b
        except KeyError:
            raise a
except ValueError as error:
    print(error is a, repr(a.__context__), repr(b.__context__))
try:
    try:
        raise a
    except ValueError as x:
        raise x
except ValueError as error:
    print(repr(error.__context__))
