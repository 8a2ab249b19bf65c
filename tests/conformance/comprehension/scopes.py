x = "outer"
print([x for x in range(3)], x)
print({x: y for x, y in zip("ab", [1, 2])}, x, {x % 3 for x in range(10)})
try:
    y
except NameError as error:
    print(error)

def f():
    i = "kept"
    result = [i for i in range(2)]
    nested = [[i * j for j in range(i)] for i in range(4)]
    return result, nested, i

print(f())
def g(n):
    return [n + i for i in range(3)], [lambda: n for _ in range(1)][0]()
print(g(5))
functions = [lambda: i for i in range(3)]
print([h() for h in functions])
class C:
    items = [1, 2]
    doubled = [x * 2 for x in items]
    try:
        bad = [x for x in range(2) if items]
    except NameError as error:
        print(error)
print(C.doubled)
