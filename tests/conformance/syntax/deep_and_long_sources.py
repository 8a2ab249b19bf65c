# Sources that nest or go on further than anyone would write: each ends as in CPython, and the interpreter goes on.
def outcome(source, mode="exec"):
    try:
        compile(source, "<program>", mode)
    except (SyntaxError, MemoryError, RecursionError) as error:
        return type(error).__name__, error.args[0][:80]
    return "compiles"


for opening, closing in ("()", "[]", "{}"):
    for depth in (100, 200, 201, 10_000):
        print(opening, depth, outcome(opening * depth + closing * depth))
print("f(", outcome("f(" * 10_000 + ")" * 10_000))
print("x[", outcome("x[" * 10_000 + "1" + "]" * 10_000))
print("never closed", outcome("(" * 150))
for prefix in ("-", "~", "not ", "lambda: "):
    print(repr(prefix), 10_000, outcome(prefix * 10_000 + "1"))
for depth in (20, 99, 100, 150):
    print("if", depth, outcome("".join(" " * i + "if x:\n" for i in range(depth)) + " " * depth + "pass\n"))
for depth in (5, 149, 150, 10_000):
    print("f-string", depth, outcome("f'{" * depth + "1" + "}'" * depth))
print("spec", outcome("f'{a:{b:{c:{d}}}}'"))
print("two words", outcome("a b " * 100_000))
print("prints", outcome("print " * 100_000))
print("chain", outcome("x = " * 20_000 + "1"))
print("long line", outcome("x = '" + "a" * 1_000_000 + "'"))
print("long comment", outcome("#" * 1_000_000))
print("long name", outcome("x" * 1_000_000 + " = 1"))
print("many lines", outcome("\n" * 100_000 + "$"))
print("unterminated", outcome("'" + "a" * 1_000_000))
print("long list", outcome("[" + "1, " * 50_000 + "]"))
print("null", outcome("x\0y"), outcome(b"\0"), outcome("x = 1\0"))
print("bytes", outcome(b"x = '\xff'"), outcome(b"# coding: latin-1\nx = '\xff'"), outcome(b"# coding: none\nx"))
print("marked", outcome(b"\xef\xbb\xbfx = 1"), outcome(b"\xef\xbb\xbf# coding: latin-1\nx = 1"))
print("still here")
