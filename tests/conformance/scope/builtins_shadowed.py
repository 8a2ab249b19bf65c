def f():
    return len("four")

print(f())
len = lambda x: "shadowed"
print(f())
del len
print(f())

def g(print=print, *, str=str):
    print(str(1) + "!")

g()
import builtins
builtins.added_name = "everywhere"
print(added_name)
del builtins.added_name
try:
    added_name
except NameError as error:
    print(error)
