def echo():
    received = None
    while True:
        received = yield ("got", received)
        if received == "stop":
            return "stopped"

g = echo()
try:
    g.send(1)
except TypeError as error:
    print(error)
print(g.send(None), g.send(1), next(g), g.send([2]))
try:
    g.send("stop")
except StopIteration as stop:
    print(stop.value)
def average():
    total = n = 0
    mean = None
    while True:
        total += yield mean
        n += 1
        mean = total / n
a = average()
next(a)
print([a.send(x) for x in (10, 20, 60)])
