class C:
    def method(self, x):
        return self.name, x

c = C()
c.name = "c"
bound = c.method
print(bound(1), C.method(c, 2), bound.__self__ is c, bound.__func__ is C.method)
print(c.method == c.method, c.method is c.method)
d = C()
print(c.method == d.method)
c.own = lambda x: ("own", x)
print(c.own(3))
C.later = lambda self: "later"
print(c.later())
append = [].append
append(1)
append(2)
print(append.__self__, append.__name__)
print(str.upper("abc"), "abc".upper())
print(list(map(str.strip, [" a ", "b "])))
try:
    str.upper(1)
except TypeError as error:
    print(error)
try:
    C.method()
except TypeError as error:
    print(error)
