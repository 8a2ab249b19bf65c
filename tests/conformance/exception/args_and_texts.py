for error in (Exception(), Exception("one"), Exception("one", 2), KeyError("k"), KeyError(), KeyError("a", "b"),
              ValueError(None), Exception([1]), OSError(2, "No such file"), OSError(2, "No such file", "name.txt"),
              OSError("plain"), StopIteration(7), SystemExit(), SystemExit("bye"), IndexError(""), NameError("n"),
              AttributeError("a"), ImportError("i", name="mod", path="p"), UnicodeError("u")):
    print(repr(error), "|", str(error), "|", error.args)
print(OSError(2, "x").errno, OSError(2, "x").strerror, OSError(2, "x", "f").filename)
print(type(OSError(2, "x")).__name__, type(OSError(13, "x")).__name__, type(OSError(17, "x")).__name__)
print(StopIteration(7).value, SystemExit(3).code, ImportError("i", name="mod").name)
e = Exception("x")
e.args = (1, 2)
print(repr(e), e.args)
e.custom = 5
print(e.__dict__)
e.add_note("a note")
e.add_note("another")
print(e.__notes__)
try:
    e.add_note(5)
except TypeError as error:
    print(error)
