import gc, weakref
gc.disable()
class D:
    def __init__(self,n): self.n=n
    def __del__(self): print('del',self.n)
class P:
    def __init__(self,n): self.n=n
junk=[D(i) for i in range(20)]
del junk[3:17:2]
def cyc(*ns):
    xs=[D(n) for n in ns]
    for a,b in zip(xs,xs[1:]+xs[:1]): a.nx=b
    for x in reversed(xs): x.extra=[x]
junk.clear()
cyc(*'abcdefghij'); gc.collect()
cyc(*range(50)); gc.collect()
class S(D):
    __slots__=('q',)
class L(list):
    def __del__(self): print('del L',self[1])
xs=[S('s1'),L([0,'l1']),D('d'),L([0,'l2']),S('s2')]
for x in xs:
    if isinstance(x,L): x.append(xs)
    else: x.q=xs
del x, xs
gc.collect()
refs=[]
ps=[P(i) for i in range(10)]
for p in ps: p.all=ps
for p in ps: refs.append(weakref.ref(p, lambda r,n=p.n: print('cb',n)))
refs.append(weakref.ref(ps[3], lambda r: print('second 3')))
del p,ps
gc.collect()
def g(n):
    try: yield
    finally: print('fin',n)
gs=[g(i) for i in range(8)]
for x in gs: next(x)
h=P('h'); h.gs=gs; h.d=D('in h'); h.me=h; h.g2=g('last'); next(h.g2)
del gs,x,h
gc.collect()
class M(P):
    def __init__(self,n):
        super().__init__(n); weakref.finalize(self, print, 'finalize', n)
m=M(1); k=M(2); m.o=k; k.o=m
w=weakref.ref(m, lambda r: print('m gone', r() is None))
del m,k
gc.collect()
