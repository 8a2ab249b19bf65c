# Spies: values that print each question Python asks them, and answer from a plain value inside.
# Their repr is their name and is not logged, so that containers of them can be printed.


def show(x):
    return x.name if isinstance(x, Spy) else repr(x)


def log(what, *operands):
    print(what, *map(show, operands))


class Spy:
    def __init__(self, name, value=None):
        self.name = name
        self.value = name if value is None else value

    def __repr__(self):
        return self.name


def plain(x):
    return x.value if isinstance(x, Spy) else x


class Key(Spy):
    "Logs hash and ==."
    def __hash__(self):
        log("hash", self)
        return hash(self.value)

    def __eq__(self, other):
        log("eq", self, other)
        return self.value == plain(other)


class SameHash(Key):
    "As Key, but all have the hash 1."
    def __hash__(self):
        log("hash", self)
        return 1


class Ordered(Spy):
    "Logs the six comparisons."
    __hash__ = None

    def __lt__(self, other):
        log("lt", self, other)
        return self.value < plain(other)

    def __le__(self, other):
        log("le", self, other)
        return self.value <= plain(other)

    def __gt__(self, other):
        log("gt", self, other)
        return self.value > plain(other)

    def __ge__(self, other):
        log("ge", self, other)
        return self.value >= plain(other)

    def __eq__(self, other):
        log("eq", self, other)
        return self.value == plain(other)

    def __ne__(self, other):
        log("ne", self, other)
        return self.value != plain(other)


class Source(Spy):
    "An iterable that logs iter and each next; value: what it gives."
    def __iter__(self):
        log("iter", self)
        return Steps(self.name + ".it", self.value)


class Steps(Spy):
    def __init__(self, name, items):
        super().__init__(name, items)
        self.items = list(items)

    def __iter__(self):
        log("iter", self)
        return self

    def __next__(self):
        if not self.items:
            log("next: end", self)
            raise StopIteration
        item = self.items.pop(0)
        log("next", self, item)
        return item


class Sized(Source):
    "A Source with a length hint."
    def __length_hint__(self):
        log("length_hint", self)
        return len(self.value)


class Mapping(Spy):
    "keys() and [], logged."
    def keys(self):
        log("keys", self)
        return Source(self.name + ".keys", list(self.value))

    def __getitem__(self, key):
        log("getitem", self, key)
        return self.value[key]


def attempt(run):
    try:
        print("=", show(run()))
    except Exception as error:
        print("!", type(error).__name__, error)
