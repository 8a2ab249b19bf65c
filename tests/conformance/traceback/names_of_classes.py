class Outer:
    class Inner(Exception): pass
Outer.Inner.__module__ = "some.place"
try:
    raise Outer.Inner("x")
except Exception:
    Outer.Inner.__qualname__ = "Renamed"
    raise Outer.Inner()
