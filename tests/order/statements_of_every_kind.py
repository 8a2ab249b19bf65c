# Whole statements: what each asks and in which order: classes, exceptions, with, evaluation, match, generators, finalizers, comparisons.
import gc
gc.disable() # cycles end with the program, whenever the collector would run
class Meta(type):
    def __prepare__(n,b,**k): print('  prepare',n,k); return Ns()
    def __new__(m,n,b,d,**k): print('  meta new',n,sorted(k)); return super().__new__(m,n,b,dict(d))
    def __init__(c,n,b,d,**k): print('  meta init',n,sorted(k)); super().__init__(n,b,d)
    def __call__(c,*a,**k): print('  meta call',c.__name__,a); return super().__call__(*a,**k)
    def __instancecheck__(c,x): print('  instancecheck'); return False
    def __subclasscheck__(c,x): print('  subclasscheck'); return False
    def __getattribute__(c,n): print('  meta getattribute',n); return super().__getattribute__(n)
    def __setattr__(c,n,v): print('  meta setattr',n); super().__setattr__(n,v)
    def __delattr__(c,n): print('  meta delattr',n); super().__delattr__(n)
class Ns(dict):
    def __setitem__(s,k,v): print('  ns set',k); dict.__setitem__(s,k,v)
    def __getitem__(s,k): print('  ns get',k); return dict.__getitem__(s,k)
    def __delitem__(s,k): print('  ns del',k); dict.__delitem__(s,k)
class Desc:
    def __set_name__(s,o,n): print('  set_name',n)
    def __get__(s,o,t): print('  get',o is None); return 5
    def __set__(s,o,v): print('  set',v)
    def __delete__(s,o): print('  delete')
class Base:
    def __init_subclass__(c,**k): print('  init_subclass',c.__name__,k); super().__init_subclass__()
src={'class':'''
class X(metaclass=Meta, kw=1):
    a=1
    d=Desc()
    e=Desc()
    b=a
    del a
    def f(self): return self.d
    for i in range(2): pass
x=X(1) if 0 else X()
x.d
x.d=3
del x.d
x.f()
X.q=1
X.q
del X.q
isinstance(x,X)
isinstance(3,X)
issubclass(int,X)
''','sub':'''
class Y(Base, k=2):
    d=Desc()
    def __new__(c,*a): print('new',a); return object.__new__(c)
    def __init__(s,*a): print('init',a)
    def __getattr__(s,n): print('getattr',n); raise AttributeError(n)
    def __getattribute__(s,n): print('getattribute',n); return object.__getattribute__(s,n)
    def __setattr__(s,n,v): print('setattr',n); object.__setattr__(s,n,v)
    def __delattr__(s,n): print('delattr',n); object.__delattr__(s,n)
y=Y(1,2)
y.a=1
y.a+=2
y.d
y.d=1
print(hasattr(y,'zz'), getattr(y,'yy',5))
del y.a
try: y.m()
except AttributeError as e: print(e)
y.__class__
y.__dict__
str(y)[:3]
''','exc':'''
class ME(type):
    def __instancecheck__(c,x): print('ic'); return True
    def __subclasscheck__(c,x): print('sc'); return True
class E(Exception,metaclass=ME): pass
try:
    try: 1/0
    except E: print('no')
except ZeroDivisionError: print('zde')
def log(x): print('eval',x); return ValueError
try:
    try: 1/0
    except (log(1),log(2)): pass
    except log(3): pass
except ArithmeticError: print('out')
try:
    try: raise log(9)('x') from log(8)()
    finally: print('fin')
except ValueError as e: print(repr(e.__cause__))
''','with':'''
class C:
    def __init__(s,n,sw=False,bad=False): s.n=n;s.sw=sw;s.bad=bad
    def __enter__(s): print('enter',s.n); return s
    def __exit__(s,t,v,b): print('exit',s.n,t and t.__name__); 
    def __getattribute__(s,n): print('ga',n); return object.__getattribute__(s,n)
class B:
    def __bool__(s): print('bool'); return True
class D(C):
    def __exit__(s,*a): print('dexit',a[0]); return B()
with C(1) as a, C(2) as b: print('in')
with D(1), C(2): raise KeyError
try:
    with C(1): raise KeyError
except KeyError: print('ke')
for i in (1,2):
    with C(i): continue
def f():
    with C(1): return 3
f()
def g():
    with D(5): yield 1
    print('after')
    with C(6): yield 2
it=g(); next(it); it.close()
it=g(); next(it); next(it); del it
''','eval':'''
def v(x): print('v','f' if callable(x) else x); return x
class L:
    def __getitem__(s,k): print('get',k); return 1
    def __setitem__(s,k,x): print('set',k,x)
    def __delitem__(s,k): print('del',k)
    def __getattr__(s,k): print('ga',k); return s
    def __iadd__(s,o): print('iadd',o); return s
    def __call__(s,*a,**k): print('call',a,k); return s
def l(n): print('l',n); return L()
l(1)[v(2)]=v(3)
l(1)[v(2)]+=v(3)
l(1).a=l(2).b=v(3)
l(1)[v(1)],l(2)[v(2)]=v(3),v(4)
a=l(1)[v(5):v(6):v(7)]
del l(1)[v(1)],l(2)[v(2)]
v(1)<v(2)<v(0)<v(9)
l(1)(v(1),*[v(2)],k=v(3),**{'z':v(4)})
{v(1):v(2),**{v(3):v(4)},v(5):v(6)}
[v(x) for x in [v(1)] if v(x) for y in [v(2)]]
{v(x):v(y) for x in [1] for y in [2]}
def f(a=v(1),*,b=v(2))->v(3): pass
@v
@(lambda f: print('dec') or f)
def g(): pass
lambda x=v(9):0
f'{v(1)}{v(2):{v(3)}}'
v(1) if v(0) else v(2)
v(0) and v(1) or v(2)
not v(1)
l(1)().x
for l(1)[v(3)] in [v(4)]: pass
[*[v(1)],v(2)]
v(1)+v(2)*v(3)
x=y=l(4)[v(0)]
x: v(1)=v(2)
l(7)[v(1)]:v(2)
assert v(1),v(2)
a,*b=v(1),v(2),v(3)
(z:=v(3))
import math as m
print(v(1),sep=v(','),end=v('!')+v(chr(10)))
''','match':'''
class P:
    __match_args__=('x','y')
    def __getattr__(s,n): print('ga',n); raise AttributeError(n)
    def __getattribute__(s,n): print('gab',n); return object.__getattribute__(s,n)
    def __eq__(s,o): print('eq',o); return False
    def __init__(s): object.__setattr__(s,'x',1)
class M(dict):
    def get(s,k,d=None): print('get',k); return dict.get(s,k,d)
    def keys(s): print('keys'); return dict.keys(s)
    def __len__(s): print('len'); return dict.__len__(s)
    def __getitem__(s,k): print('getitem',k); return dict.__getitem__(s,k)
    def __contains__(s,k): print('cont',k); return dict.__contains__(s,k)
class Q(list):
    def __len__(s): print('len'); return list.__len__(s)
    def __getitem__(s,k): print('getitem',k); return list.__getitem__(s,k)
    def __iter__(s): print('iter'); return list.__iter__(s)
class V: A=1
def m(x):
    match x:
        case 1|'a': print(1)
        case V.A: print('VA')
        case P(1,2): print(2)
        case P(x=5): print(3)
        case P(zz=5): print('z')
        case {'a':1,'b':b}: print(4,b)
        case {'a':a,**r}: print(5,r)
        case [1,2]: print(6)
        case [a,*r,b] if print('guard') : print(7)
        case [a,*_]: print(8,a)
        case str(x)|int(x): print('s',x)
        case _: print('default')
for x in (1,'a','b',P(),M(a=1,b=2),M(a=2,c=3),M(),Q([1,2]),Q([3,4,5]),Q(),(1,),7.5): m(x)
''','gen':'''
def g(n):
    try:
        while True:
            try: r=yield n; print('got',r)
            except ValueError as e: print('ve',e); yield 'v'
    finally: print('fin',n)
def d():
    try: r=yield from g(1); print('ret',r)
    finally: print('dfin')
x=d(); next(x); x.send(3); print(x.throw(ValueError('q'))); x.close()
x=d(); next(x); del x
for i in g(2): break
it=g(3); next(it)
try: it.throw(KeyError)
except KeyError: print('ke')
class It:
    def __iter__(s): print('iter'); return s
    def __next__(s): print('next'); return 1
    def send(s,v): print('send',v); return 2
    def throw(s,*a): print('throw',len(a)); raise StopIteration(4)
    def close(s): print('close')
    def __getattribute__(s,n): print('ga',n); return object.__getattribute__(s,n)
def y():
    r=yield from It(); print('r',r)
z=y(); next(z); z.send(5)
try: z.throw(KeyError)
except StopIteration: print('si')
z=y(); next(z); z.close()
z=y(); next(z); del z
[*zip(g(1),[1])]
print(any(i for i in g(4)))
a,b,*c=iter([1,2,3])
''','fin':'''
class D:
    def __init__(s,n,*c): s.n=n; s.c=c
    def __del__(s): print('del',s.n)
x=D(1,D(2),D(3,D(4)))
del x
x=[D(1),D(2),D(3)]; x.clear()
x=(D(1),D(2)); del x
x={1:D(1),2:D(2)}; x[1]=D(3); del x
x=D(1); x=D(2)
def f(): a=D('a'); b=D('b'); print('ret')
f()
def g(): a=D('a'); raise KeyError
try: g()
except KeyError as e: print('h')
print('after')
[D(i) for i in range(3)]
for i in map(D,range(2)): print('loop')
x={D(1),}; x.clear()
D(1).n
print([D(5)].pop().n)
x=[D(1),D(2),D(3)]; x[0:2]=[D(9)]
x.sort(key=lambda d:d.n); del x
x=D('s'); y=D('t',x); del x; y.c=(); print('c'); del y
def h(a,b): del a; print('in')
h(D(1),D(2))
(lambda *a,**k: print('call'))(D(1),D(2),k=D(3))
s=set([1]); z=iter([D(1),D(2)]); next(z); print('n'); del z
class C:
    a=D('cls')
    __slots__=('p','q')
c=C(); c.p=D('p'); c.q=D('q'); del c
try: raise ValueError(D('exc'))
except ValueError: pass
print('end')
''','compare':'''
class A:
    def __init__(s,n): s.n=n
    def __lt__(s,o): print('lt',s.n,getattr(o,'n',o)); return NotImplemented
    def __gt__(s,o): print('gt',s.n,getattr(o,'n',o)); return NotImplemented
    def __eq__(s,o): print('eq',s.n,getattr(o,'n',o)); return NotImplemented
    def __add__(s,o): print('add'); return NotImplemented
    def __radd__(s,o): print('radd'); return NotImplemented
    def __iadd__(s,o): print('iadd'); return NotImplemented
class B(A):
    def __gt__(s,o): print('Bgt'); return NotImplemented
    def __eq__(s,o): print('Beq'); return NotImplemented
    def __radd__(s,o): print('Bradd'); return NotImplemented
    def __ne__(s,o): print('Bne'); return NotImplemented
class C(A): pass
for x,y in ((A(1),A(2)),(A(1),B(2)),(B(1),A(2)),(A(1),C(2)),(C(1),A(2)),(A(1),5),(5,A(1)),([1],A(1)),(B(1),B(2))):
    for op in ('<','>','==','!=','+'):
        try: r=eval('x'+op+'y'); print(r)
        except TypeError as e: print(e)
    try: exec('x+=y')
    except TypeError as e: print(e)
'''}
for k,s in src.items():
    print('=====',k); print('#',k)
    try: exec(s,dict(Meta=Meta,Ns=Ns,Desc=Desc,Base=Base))
    except BaseException as e: print('!!',type(e).__name__,e)
