"""Iterators that tell what is asked of them."""


class Steps:
    def __init__(self, name, *items):
        self.name, self.items = name, list(items)

    def __repr__(self):
        return f"Steps({self.name!r})"

    def __iter__(self):
        print(f"  iter {self.name}")
        return self

    def __next__(self):
        if not self.items:
            print(f"  end {self.name}")
            raise StopIteration
        item = self.items.pop(0)
        print(f"  next {self.name}: {item!r}")
        if isinstance(item, Exception):
            raise item
        return item


class Truth:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        print(f"  bool {self.name}")
        if isinstance(self.truth, Exception):
            raise self.truth
        return self.truth

    def __repr__(self):
        return f"<{self.name}>"


def told(function):
    def wrapper(*args):
        print(f"  call{args!r}")
        return function(*args)
    return wrapper


def drain(iterator, extra=2):
    """Everything it gives, one at a time, and what it does past its end or after an error."""
    for _ in range(60):
        try:
            print(repr(next(iterator)))
        except StopIteration:
            print("stop")
            extra -= 1
        except Exception as error:
            print(type(error).__name__, error)
            extra -= 1
        if extra < 0:
            return
