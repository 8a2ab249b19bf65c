class Yield:
    def __await__(self):
        yield

async def worker(name, steps, log):
    for i in range(steps):
        log.append(f"{name}{i}")
        await Yield()
    return name

def run_all(coroutines):
    results, queue = [], list(coroutines)
    while queue:
        current = queue.pop(0)
        try:
            current.send(None)
        except StopIteration as stop:
            results.append(stop.value)
        else:
            queue.append(current)
    return results

log = []
print(run_all([worker("a", 2, log), worker("b", 3, log), worker("c", 1, log)]))
print(log)
