def f():
    try:
        yield 1
        return "from try"
    finally:
        yield "in finally"

g = f()
print(next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)

def swallow():
    for i in range(3):
        try:
            yield i
        finally:
            continue_after = i
            print("clean", i)

print(list(swallow()))
def with_context():
    try:
        1 / 0
    except ZeroDivisionError as error:
        yield "handling"
        try:
            raise
        except ZeroDivisionError as again:
            yield again is error
g = with_context()
print(list(g))
