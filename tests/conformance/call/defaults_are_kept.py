def collect(item, into=[]):
    into.append(item)
    return into

print(collect(1), collect(2), collect(3, []))
print(collect.__defaults__)
collect.__defaults__ = (["new"],)
print(collect(4))
collect.__defaults__ = None
try:
    collect(5)
except TypeError as error:
    print(error)

def keyword(*, a=1, b):
    return a, b

print(keyword.__kwdefaults__, keyword(b=2))
keyword.__kwdefaults__ = {"b": "default"}
try:
    keyword()
except TypeError as error:
    print(error)
print(keyword(a=3))

def evaluated(x, y=print("default made once")):
    return x

evaluated(1)
evaluated(2)
