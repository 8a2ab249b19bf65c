from _spy import *
a, b = Key("a", 1), Key("b", 2)
va, vb = Ordered("va", 10), Ordered("vb", 20)
d = {a: va, b: vb}
print({Key("b2", 2): Ordered("vb2", 20), Key("a2", 1): Ordered("va2", 10)} == d)
print(d == {a: va, b: vb})
print(d != {a: va, b: Ordered("other", 5)})
print({a: 1} == {a: 1, b: 2}, {} == {a: 1})
print({a: 1}.items() == {Key("a3", 1): 1}.items())
print({a: 1}.keys() == {a}, {a: va}.items() <= {a: Ordered("v", 10)}.items())
