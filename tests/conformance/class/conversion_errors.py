def bad(**methods):
    return type("Bad", (), {name: (lambda value: lambda self, *a: value)(value) for name, value in methods.items()})()

for run in (lambda: int(bad(__int__="x")), lambda: float(bad(__float__=1)), lambda: str(bad(__str__=1)),
            lambda: repr(bad(__repr__=None)), lambda: bool(bad(__bool__=1)), lambda: len(bad(__len__=-1)),
            lambda: len(bad(__len__="x")), lambda: len(bad(__len__=2 ** 100)), lambda: hash(bad(__hash__=1.5)),
            lambda: [1][bad(__index__="x")], lambda: iter(bad(__iter__=1)), lambda: list(bad(__iter__=[1])),
            lambda: bytes(bad(__bytes__="x")), lambda: format(bad(__format__=1)), lambda: bool(bad(__len__=-5)),
            lambda: int(bad()), lambda: float(bad()), lambda: [1][bad()], lambda: len(bad()), lambda: iter(bad()),
            lambda: dir(bad(__dir__=1)), lambda: reversed(bad()), lambda: "a" * bad(__index__=2.0)):
    try:
        print(run())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
