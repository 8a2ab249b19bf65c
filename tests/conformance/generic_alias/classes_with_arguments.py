def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
alias = dict[str, list[int]]
print(alias, alias.__origin__, alias.__args__, alias.__parameters__)
print(tuple[()], tuple[int, ...], list[None], list["x"], type[int], list[[int, str]], list[3.5])
print(list[int] == list[int], list[int] != list[str], hash(list[int]) == hash(list[int]), {list[int]: 1}[list[int]])
print(list[int]("ab"), dict[str, int](a=1), list[int].__name__, list[int].append)
print([*tuple[int, str]], (*list[int],)[0].__unpacked__)
attempt(lambda: list[int][str])
attempt(lambda: isinstance([], list[int]))
attempt(lambda: issubclass(list, list[int]))
attempt(lambda: list[int].missing)
attempt(lambda: int[str])
class Mine:
    def __class_getitem__(cls, item): return type(list[int])(cls, item)
print(Mine[int, Mine], Mine[int]().__orig_class__)
class Sub(list[int]): pass
print(Sub.__bases__, Sub.__orig_bases__)
class Odd:
    def __repr__(self): return "odd"
print(list[Odd()])
print(list[int].__reduce__())
