class Box:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item!r}]"

class Sub(Box): pass
print(Box[int], Sub[1, 2], Box["x":2])
try:
    Box()[0]
except TypeError as error:
    print(error)
class Plain: pass
for run in (lambda: Plain[0], lambda: int[0], lambda: Plain()[0]):
    try:
        run()
    except TypeError as error:
        print(error)
print(list[int], dict[str, int], list[int] == list[int], list[int].__origin__, dict[str, int].__args__)
