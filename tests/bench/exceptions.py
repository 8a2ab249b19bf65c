# Raising and catching: shallow, through frames, with finally, and try without an error.
class Stop(Exception):
    def __init__(self, depth):
        self.depth = depth


def dive(n, stop):
    if n == stop:
        raise Stop(n)
    return dive(n + 1, stop)


def run(n):
    caught = done = total = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                raise ValueError(i)
            total += 1
        except ValueError as error:
            caught += 1
        finally:
            done += 1
        try:
            total += [1, 2, 3][i % 4]
        except IndexError:
            caught += 1
        if i % 8 == 0:
            try:
                dive(0, 6)
            except Stop as stop:
                total += stop.depth
    return caught, done, total


print(run(250000))
