e = ValueError("with notes")
e.add_note("one")
e.add_note("two\nlines")
class Odd:
    def __str__(self): raise KeyError
e.__notes__.append(Odd())
e.__notes__.append(4)
raise e
