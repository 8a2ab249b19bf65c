# Closures over one variable see each other's writes; a loop variable is one cell.
def pair():
    value = 0
    def get():
        return value
    def put(new):
        nonlocal value
        value = new
    return get, put

get, put = pair()
print(get())
put([1, 2])
print(get(), get() is get())
other_get, other_put = pair()
other_put("other")
print(get(), other_get())

functions = []
for i in range(3):
    functions.append(lambda: i)
print([f() for f in functions])
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])
