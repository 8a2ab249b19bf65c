from _weakref import ref
class Plain: pass
class Slots: __slots__ = ("x",)
class WithRef: __slots__ = ("__weakref__",)
class List(list): pass
class Error(Exception): pass
def f(): yield
for thing in (Plain(), Slots(), WithRef(), List(), Error(), f, f(), Plain, {1}, frozenset(), Plain().__init__, ref(f),
              [], {}, (), "", 1, None, ValueError(), object(), range(3), len, slice(1)):
    try:
        print(type(thing).__name__, ref(thing)() is thing)
    except TypeError as error:
        print(error)
