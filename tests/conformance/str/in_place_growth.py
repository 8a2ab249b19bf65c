text = ""
for i in range(20000):
    text += "ab"
print(len(text), text[:6], text[-3:])
kept = text
text += "é"
text += "\u20ac"
print(len(kept), len(text), ascii(text[-4:]))
table = {text: 1}
text += "x"
print(len(text), len(next(iter(table))), hash(kept) == hash("ab" * 20000))
s = "abc" * 10
t = s
s += s
print(s, t)
