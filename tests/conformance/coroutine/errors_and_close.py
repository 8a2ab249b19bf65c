class Wait:
    def __await__(self):
        try:
            yield "waiting"
        finally:
            print("wait ends")

async def f():
    try:
        await Wait()
    except KeyError as error:
        print("caught", error)
        return "recovered"

c = f()
c.send(None)
try:
    c.throw(KeyError("k"))
except StopIteration as stop:
    print(stop.value)
c = f()
c.send(None)
c.close()
print("closed")
async def bad():
    await 5
try:
    bad().send(None)
except TypeError as error:
    print(error)
async def simple():
    return 1
c = simple()
for run in (lambda: iter(c), lambda: next(c), lambda: [*c]):
    try:
        run()
    except TypeError as error:
        print(error)
c.close()
c = simple()
print(c.cr_running, c.cr_await, c.cr_frame is None, c.cr_code.co_name)
c.close()
