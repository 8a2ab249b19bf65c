# A coroutine that ends before it has begun is told of, once for each line.
import sys
async def co(n): return n
def make(): return co(1)
co(2)
x = make()
x = None
for i in range(3): co(i)
for i in range(2):
    co(i); co(i)
c = co(1); c.close()
d = co(3)
def f():
    y = co(4)
    return 5
f()
[co(5), co(6)]
class K:
    async def m(self): pass
K().m()
async def outer():
    co(7)
    try: await co(8)
    except BaseException: pass
try: outer().send(None)
except StopIteration: pass
l = [co(9)]; l.append(l); del l
import gc; gc.collect()
def gen(): yield
gen()
print('end')
d = None
