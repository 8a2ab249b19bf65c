def show(*calls):
    for call in calls:
        try:
            print(call())
        except Exception as error:
            print(type(error).__name__, error)
b = b"Hello, World"
show(lambda: b.find(b"o"), lambda: b.find(111, 5), lambda: b.rindex(b"o"), lambda: b.index(b"x"), lambda: b.count(b"l"), lambda: b.find("o"), lambda: b.find(300),
     lambda: b.split(b", "), lambda: b.split(), lambda: b.partition(b","), lambda: b.replace(b"l", b"L", 2), lambda: b.upper(), lambda: b.swapcase(), lambda: b.title(),
     lambda: b.startswith((b"x", b"He")), lambda: b.startswith("He"), lambda: b.hex(), lambda: b.hex("-", 4), lambda: bytes.fromhex("48 65 6c"), lambda: bytes.fromhex("4"),
     lambda: bytes.fromhex("zz"), lambda: b[0], lambda: b[-5:], lambda: b[99], lambda: b["a"], lambda: 72 in b, lambda: b"World" in b, lambda: "H" in b, lambda: 256 in b,
     lambda: b + b"!", lambda: b + "!", lambda: b * 2, lambda: b * 1.5, lambda: b < b"I", lambda: b < "I", lambda: b == "Hello, World", lambda: list(b"abc"),
     lambda: b.translate(None, b"lo"), lambda: b.translate(bytes.maketrans(b"lo", b"01")), lambda: b.translate(b"x"), lambda: b"-".join([b"a", b"b"]), lambda: b"-".join(["a"]),
     lambda: b"-".join(x for x in (b"g", b"h")), lambda: b.center(16, b"*"), lambda: b.center(16, "*"), lambda: b"7".zfill(3), lambda: b" a ".strip(), lambda: b"xax".strip(b"x"),
     lambda: b"a\tb".expandtabs(4), lambda: b"a\nb\r\nc".splitlines(), lambda: b"abc".isalpha(), lambda: b"".isascii(), lambda: hash(b"abc") == hash("abc"),
     lambda: b"%d|%5s|%c|%a|%.2f" % (5, b"x", 65, "é", 1.5), lambda: b"%s" % 5, lambda: b"%(k)d" % {b"k": 1}, lambda: b"abc" % 1)
