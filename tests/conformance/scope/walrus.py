print((n := 10) + n)
def f(items):
    while (item := items.pop()) != 0:
        print(item)
    return item

print(f([0, 1, 2]))
squares = [last := i * i for i in range(4)]
print(squares, last)
print([y := 1, y ** 2], y)

def inner():
    any((hit := value) > 2 for value in [1, 2, 3, 4])
    return hit

print(inner())
if (m := len("abc")) > 2:
    print(f"{m = }", f"{(k := 5)}", k)
