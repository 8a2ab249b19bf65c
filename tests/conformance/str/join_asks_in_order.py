class Items:
    def __iter__(self):
        print("iter")
        for item in "a", "b", 3:
            print("yield", item)
            yield item

class Sequence:
    def __getitem__(self, index):
        print("getitem", index)
        if index == 2:
            raise IndexError
        return "xy"[index]

class Text(str):
    def __str__(self):
        return "not asked"

for source in Items(), Sequence(), [Text("t"), "u"], (Text("one"),), {"k": 1}, iter("xyz"), map(str, range(4)), 5, [1]:
    try:
        joined = "-".join(source)
        print(joined, type(joined).__name__)
    except TypeError as error:
        print(error)

def broken():
    yield "a"
    raise ValueError("stop")
try:
    "".join(broken())
except ValueError as error:
    print("ValueError", error)
