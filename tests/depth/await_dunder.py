class C:
    def __await__(self):
        return wait().__await__()


async def wait():
    await C()


def route():
    wait().send(None)


for _ in range(3):
    try:
        route()
    except RecursionError as error:
        print("caught", type(error).__name__)
print("goes on", sum(i * i for i in range(10)))
