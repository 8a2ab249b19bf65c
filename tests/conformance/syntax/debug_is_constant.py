# Nothing may be called __debug__.
programs = [
    "__debug__ = 1",
    "def __debug__(): pass",
    "class __debug__: pass",
    "def f(__debug__): pass",
    "lambda __debug__: 1",
    "del __debug__",
    "f(__debug__=1)",
    "class A(__debug__=1): pass",
    "import __debug__",
    "import a as __debug__",
    "from a import __debug__",
    "for __debug__ in x: pass",
    "with a as __debug__: pass",
    "try: pass\nexcept E as __debug__: pass",
    "x.__debug__ = 1",
    "__debug__ += 1",
    "__debug__: int",
    "(__debug__ := 1)",
    "[__debug__ for x in y for __debug__ in z]",
    "global __debug__",
    "del x.__debug__",
    "def f(*__debug__): pass",
    "def f(**__debug__): pass",
    "def f(*, __debug__): pass",
    "x.__debug__: int",
    "x.__debug__ += 1",
    "import __debug__.a",
    "import a.__debug__",
]

for source in programs:
    try:
        compile(source, "<program>", "exec")
    except SyntaxError as error:
        place = error.filename, error.lineno, error.offset, error.end_lineno, error.end_offset, error.text
        print(ascii(source), type(error).__name__, error.args, place)
    else:
        print(ascii(source), "compiles")
