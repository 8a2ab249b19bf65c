# What await, async for and async with say of what does not follow their protocols, with causes and carets.
import sys, traceback
def co(): return 1
class M:
    class In:
        def __await__(s): return 5
        def __aiter__(s): return s
        def __anext__(s): return 5
        async def __aenter__(s): pass
        def __aexit__(s, *a): return 5
    class B7:
        def __aenter__(s): return 5
        async def __aexit__(s, *a): return 5
    class AI:
        def __aiter__(s): return M.In2()
    class In2: pass
    class Bad:
        def __aiter__(s): return s
        def __anext__(s): return M.In()
    class Bad2:
        def __aiter__(s): return s
        def __anext__(s): raise KeyError('x')
def run(f):
    try: f().send(None)
    except StopIteration: print('stop')
    except BaseException as e: print(type(e).__name__, e, repr(e.__cause__), repr(e.__context__))
async def f1(): await M.In()
async def f2():
    async for x in M.In(): pass
async def f3():
    async with M.In(): pass
async def f4():
    async with M.B7(): pass
async def f5():
    async for x in M.AI(): pass
async def f6():
    async for x in M.Bad(): pass
async def f7(): await M.In2()
async def f8(): await co
async def f9():
    async for x in M.Bad2(): pass
async def f10(): await anext(M.In())
async def f11(): await anext(M.Bad(), 5)
async def f12(): anext(5)
async def f13(): aiter(5)
async def f14(): aiter(M.AI())
for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14): run(f)
async def g1():
    async for x in M.In():
        pass
    else:
        x = 2
async def g2(): return [y for z in [1] async for y in M.Bad2() if
       y]
async def g3(): return {y: 1 async for y in M.Bad2()}
async def g4():
    async for a, b in M.AI(): pass
class Sync:
    class Full:
        def __enter__(s): pass
        def __exit__(s, *a): pass
    class Half:
        def __exit__(s, *a): pass
    class Async:
        async def __aenter__(s): pass
        async def __aexit__(s, *a): pass
async def g5():
    async with Sync.Full(): pass
async def g6():
    async with Sync.Half(): pass
for f in (g1, g2, g3, g4, g5, g6):
    try: f().send(None)
    except Exception: traceback.print_exc(file=sys.stdout)
for o in (Sync.Half(), Sync.Async(), 5, Sync):
    try:
        with o: pass
    except TypeError as e: print(e)
