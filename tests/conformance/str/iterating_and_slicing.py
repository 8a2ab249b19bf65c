text = "aé\u20ac\U0001f600z"
print([ascii(c) for c in text], [ascii(c) for c in reversed(text)], len(text))
print(ascii(text[::-1]), ascii(text[1:4]), ascii(text[-2:]), ascii(text[::2]), ascii(text[10:]), ascii(text[3:1]))
print(sorted("banana"), max("hello"), list(enumerate("ab")), list(zip("ab", "cd")), set("aab") == {"a", "b"})
print("a" < "b" < "é" < "\u20ac" < "\U0001f600", "abc" == "abc", "abc" != "abd", "Z" < "a", "" < "a", "ab" > "a")
a, *b = "xyz"
print(a, b, "x" in {"x": 1}, "-".join(reversed("abc")), "ab" "cd", "é" in "caf" + "é")
print("one two  three".partition(" "), "one two  three".rpartition("  "), "a.b".removesuffix(".b"), "a.b".removeprefix("a."))
print(" \t a b \n".split(), "a,b,,c".split(","), "1<>2<>3".split("<>", 1), "a b c".rsplit(None, 1), "x".split("y"), "".split(), "".split(","))
print("l1\nl2\r\nl3\rl4\x0bl5\x85l6\u2028l7".splitlines(), "a\n\nb\n".splitlines(True))
