def f():
    try:
        try:
            raise ValueError("first")
        except ValueError:
            try:
                raise KeyError("second")
            except KeyError as error:
                print(repr(error.__context__))
            print("still handling")
            raise
    except ValueError as error:
        print("again", error, error.__context__)

f()
def reraise_named():
    try:
        raise OSError("one")
    except OSError as error:
        raise error
try:
    reraise_named()
except OSError as error:
    print(error, error.__context__)
try:
    raise
except RuntimeError as error:
    print(error)
import sys
def no_active():
    try:
        raise
    except RuntimeError as error:
        print(error)
try:
    raise KeyError
except KeyError:
    try:
        raise
    except KeyError as inner:
        print("the active one")
print(sys.exc_info())
