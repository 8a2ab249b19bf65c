def show(x):
    print("eval", x)
    return x

print({show(k): show(v) for k, v in [(1, 2), (3, 4)]})
print([show(a) + show(b) for a in show([1]) for b in show([2])])
gen = (show(a) for a in show([1, 2]))
print("made")
print(list(gen))
