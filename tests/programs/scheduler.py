# Tasks that take turns, written as generators: sleeping, channels, waiting for one another, failing, cancelling.
class Cancelled(Exception):
    pass


class Task:
    numbers = iter(range(1, 1000))

    def __init__(self, generator, name=None):
        self.generator, self.number = generator, next(Task.numbers)
        self.name = name or generator.__name__
        self.result, self.error, self.done, self.waiters = None, None, False, []

    def __repr__(self):
        state = "failed" if self.error else "done" if self.done else "running"
        return f"<{self.name} {state}>"


class Channel:
    def __init__(self):
        self.items, self.takers = [], []


class Scheduler:
    def __init__(self):
        self.time, self.ready, self.sleeping, self.log = 0, [], [], []

    def spawn(self, generator, name=None):
        task = Task(generator, name)
        self.ready.append((task, None, None))
        return task

    def say(self, *words):
        self.log.append(f"[{self.time:>3}] " + " ".join(map(str, words)))

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.sleeping.sort(key=lambda entry: entry[:2])
                self.time, _, task = self.sleeping.pop(0)
                self.ready.append((task, None, None))
            self.step(*self.ready.pop(0))

    def step(self, task, value, error):
        try:
            request = task.generator.throw(error) if error else task.generator.send(value)
        except StopIteration as stop:
            self.finish(task, stop.value, None)
        except Exception as problem:
            self.finish(task, None, problem)
        else:
            kind, *arguments = request
            getattr(self, "on_" + kind)(task, *arguments)

    def finish(self, task, result, error):
        task.result, task.error, task.done = result, error, True
        self.say(task, "->", repr(error) if error else result)
        for waiter in task.waiters:
            self.ready.append((waiter, result, error))

    def on_sleep(self, task, time):
        self.sleeping.append((self.time + time, task.number, task))

    def on_join(self, task, other):
        if other.done:
            self.ready.append((task, other.result, other.error))
        else:
            other.waiters.append(task)

    def on_put(self, task, channel, item):
        if channel.takers:
            self.ready.append((channel.takers.pop(0), item, None))
        else:
            channel.items.append(item)
        self.ready.append((task, None, None))

    def on_take(self, task, channel):
        if channel.items:
            self.ready.append((task, channel.items.pop(0), None))
        else:
            channel.takers.append(task)

    def on_cancel(self, task, other):
        self.sleeping = [entry for entry in self.sleeping if entry[2] is not other]
        self.ready.append((other, None, Cancelled(f"by {task.name}")))
        self.ready.append((task, None, None))


scheduler = Scheduler()
say = scheduler.say


def sleep(time):
    yield "sleep", time


def producer(channel, items, pause):
    for item in items:
        yield from sleep(pause)
        say("put", item)
        yield "put", channel, item
    yield "put", channel, None
    return len(items)


def consumer(name, channel):
    total = 0
    while (item := (yield "take", channel)) is not None:
        say(name, "took", item)
        total += item
        yield from sleep(3)
    yield "put", channel, None
    return total


def fails():
    yield from sleep(5)
    raise ValueError("as planned")


def stubborn():
    try:
        while True:
            yield from sleep(100)
    except Cancelled as error:
        say("cleaning up:", error)
        yield from sleep(2)
        return "cleaned"
    finally:
        say("finally")


def main():
    channel = Channel()
    tasks = [scheduler.spawn(producer(channel, [1, 2, 3, 4, 5], 2)), scheduler.spawn(consumer("A", channel), "A"),
             scheduler.spawn(consumer("B", channel), "B")]
    results = []
    for task in tasks:
        results.append((yield "join", task))
    bad = scheduler.spawn(fails())
    try:
        yield "join", bad
    except ValueError as error:
        say("main caught", error)
    long = scheduler.spawn(stubborn())
    yield from sleep(10)
    yield "cancel", long
    results.append((yield "join", long))
    return results


task = scheduler.spawn(main())
scheduler.run()
print("\n".join(scheduler.log))
print(task.result, scheduler.time)
