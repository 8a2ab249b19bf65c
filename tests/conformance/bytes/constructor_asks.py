class HasBytes:
    def __bytes__(self):
        print("bytes")
        return b"own"
    def __index__(self):
        print("index")
        return 3
class Index:
    def __init__(self, value):
        self.value = value
    def __index__(self):
        print("index", self.value)
        return self.value
class WrongBytes:
    def __bytes__(self):
        return "text"
class Items:
    def __iter__(self):
        for value in 1, Index(2), 3:
            print("yield")
            yield value
class Sub(bytes):
    pass

for make in (lambda: bytes(HasBytes()), lambda: bytes(Index(3)), lambda: bytes(Items()), lambda: bytes([Index(1), 256]), lambda: bytes(WrongBytes()),
             lambda: bytes(range(5)), lambda: bytes((1, True)), lambda: bytes("é", "utf8"), lambda: bytes("é"), lambda: bytes(-1), lambda: bytes(1.5),
             lambda: bytes(["a"]), lambda: bytes(None), lambda: bytes(1, "utf8"), lambda: bytes(1, errors="x"), lambda: bytes(foo=1), lambda: bytes(1, 2, 3, 4),
             lambda: Sub(b"abc"), lambda: type(Sub([1])).__name__, lambda: Sub.fromhex("61 62"), lambda: type(Sub.fromhex("61")).__name__, lambda: bytes(Sub(b"s")),
             lambda: bytes(2**70), lambda: bytes.__new__(str), lambda: b"%s" % HasBytes(), lambda: b"%d %x" % (Index(5), Index(6)), lambda: b"%s" % "a"):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
