def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class A:
    def __aiter__(s): return s
    def __anext__(s): return 5
class B:
    def __aiter__(s): return 3
async def g():
    yield 1
t(lambda: aiter(3))
t(lambda: aiter(B()))
t(lambda: type(aiter(A())))
t(lambda: anext(3))
t(lambda: anext(A()))
t(lambda: type(anext(A(),2)))
t(lambda: aiter())
t(lambda: anext())
t(lambda: anext(1,2,3))
t(lambda: anext(A(), default=3))
async def m():
    x=g()
    print(await anext(x)); print(await anext(x,'d')); 
    try: await anext(x)
    except StopAsyncIteration as e: print(repr(e))
    y=anext(g(),'q'); print(type(y).__name__, [n for n in dir(y) if not n.startswith('__')])
    print(await y)
    class C:
        def __anext__(s): return Aw()
    class Aw:
        def __await__(s):
            r = yield 'y'
            if r == 'stop': raise StopAsyncIteration
            return r


    try: await anext(A(), 1)
    except TypeError as e: print(e)
    async def co(): raise StopAsyncIteration
    class D:
        def __anext__(s): return co()
    try: print(await anext(D(), 'dco'))
    except RuntimeError as e: print(e)
    class E:
        def __anext__(s):
            async def k(): return 'k'
            return k()
    print(await anext(E(), 'dco'))
def run(c):
    v=None
    try:
        while True: print('yielded', c.send(v)); v='stop' if v else 'r'
    except StopIteration as e: print('end', e.value)
run(m())
z=anext(A(), 3)
t(lambda: z.send(None))
t(lambda: z.close())
t(lambda: z.throw(ValueError))
