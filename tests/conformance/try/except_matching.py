class A(Exception): pass
class B(A): pass

def kind(error):
    try:
        raise error
    except (KeyError, IndexError) as e:
        return "lookup", type(e).__name__
    except B:
        return "B"
    except A:
        return "A"
    except ZeroDivisionError, OverflowError:
        return "arithmetic"
    except:
        return "all"

print([kind(e) for e in (KeyError(), IndexError(), B(), A(), ZeroDivisionError(), OverflowError(), OSError(), KeyboardInterrupt())])
chosen = (ValueError, (TypeError,))
try:
    try:
        raise TypeError("t")
    except chosen[1]:
        print("dynamic")
    try:
        raise ValueError
    except 5:
        pass
except TypeError as error:
    print(error)
try:
    try:
        raise ValueError("v")
    except (int, ValueError):
        pass
except TypeError as error:
    print(error)
