from _weakref import ref, getweakrefcount, getweakrefs
class Thing: pass
def called(name):
    return lambda r: print("callback", name, r())
t = Thing()
plain, again = ref(t), ref(t)
print(plain is again, plain() is t, getweakrefcount(t))
first, second = ref(t, called("first")), ref(t, called("second"))
print(getweakrefs(t) == [plain, second, first], first.__callback__ is not None, plain.__callback__)
print(plain == ref(t), hash(plain) == hash(t), plain != first)
del t
print(plain(), first.__callback__, plain == again, first == second)
try:
    hash(first)
except TypeError as error:
    print(error)
for wrong in (lambda: ref(1), lambda: ref([]), lambda: ref(), lambda: ref(called, 1, 2), lambda: plain(1), lambda: plain < first):
    try:
        wrong()
    except TypeError as error:
        print(error)
