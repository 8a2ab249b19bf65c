def f(*args, **kwargs):
    return args, kwargs

def gen():
    yield 1
    yield 2

print(f(*gen(), *"xy", *{3: 0}, *range(2)))
print(f(*[1], 2, *(3, 4), 5, k=6, **{"l": 7}, m=8))
args = [1, 2]
kwargs = {"a": 3}
result = f(*args, **kwargs)
args.append(3)
kwargs["b"] = 4
print(result, args, kwargs)

def show(x):
    print("evaluated", x)
    return x

f(show(1), *[show(2)], show(3), k=show(4), **{"l": show(5)})
f(k=show("k"), *[show("star after keyword")])
