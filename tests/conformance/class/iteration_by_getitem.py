class Old:
    def __getitem__(self, i):
        if i >= 4:
            raise IndexError("end")
        return i * 10

print(list(Old()), 20 in Old(), 21 in Old(), max(Old()), tuple(Old()), [*Old()])
a, *b = Old()
print(a, b)
it = iter(Old())
print(next(it), next(it), type(it).__name__)
class Broken:
    def __getitem__(self, i):
        raise KeyError(i)
try:
    list(Broken())
except KeyError as error:
    print("KeyError", error)
class NotIterable:
    __iter__ = None
    def __getitem__(self, i): return 1
for run in (lambda: iter(NotIterable()), lambda: 1 in NotIterable()):
    try:
        run()
    except TypeError as error:
        print(error)
