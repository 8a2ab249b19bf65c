def source():
    yield 1
    raise LookupError("dry")
def through():
    yield from source()
print([x for x in through()])
