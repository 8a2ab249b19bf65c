class Table:
    def __getitem__(self, key):
        print("ask", key)
        if key == ord("a"):
            return "<A>"
        if key == ord("b"):
            return None
        if key == ord("c"):
            return 0x20AC
        raise LookupError

print("abcd".translate(Table()))
print("abcd".translate({97: "1", 98: None, ord("d"): 100}))
print("hello".translate(str.maketrans("el", "ip", "o")))
print("abc".translate("x" * 98))

class Default(dict):
    def __missing__(self, key):
        print("missing", key)
        return chr(key).upper()
print("ab!".translate(Default({97: "z"})))

class Bad:
    def __init__(self, answer):
        self.answer = answer
    def __getitem__(self, key):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer
for answer in 1.5, 0x110000, -1, ValueError("own"), KeyError("gone"):
    try:
        print("a".translate(Bad(answer)))
    except Exception as error:
        print(type(error).__name__, error)
