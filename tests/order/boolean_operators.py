from _spy import *
class Truth(Spy):
    def __bool__(self):
        log("bool", self)
        return self.name.isupper()
def t(name):
    print("eval", name)
    return Truth(name)
print(t("A") and t("B"), t("a") and t("B"), t("A") or t("B"), t("a") or t("b"))
print(not t("A"), not not t("a"))
print(t("x") if t("C") else t("y"))
print(t("a") or t("b") and t("c") or t("D"))
if t("a") or t("B"):
    print("if")
if not (t("a") and t("B")):
    print("if not")
while t("w"):
    pass
assert t("OK"), t("message")
print([x for x in [t("P"), t("q")] if x if x])
print(bool(t("a")), any([t("a"), t("B")]))
x = t("a") and (t("b") or t("c"))
print(x)
print((t("A") and t("b")) == 5)
if (n := t("N")) and n:
    print(n)
