# Spies for whole tables of expressions: classes with any choice of special methods, each logging its call and answering from a plain value.
def nm(x):
    if isinstance(x, SpyBase): return object.__getattribute__(x,'_n')
    if isinstance(x,(int,str,bytes,float,type(None),type(Ellipsis))): return repr(x)
    if isinstance(x,(tuple,list)): return type(x).__name__+'('+','.join(map(nm,x))+')'
    if isinstance(x,dict): return 'dict('+','.join(nm(k)+':'+nm(v) for k,v in dict.items(x))+')'
    if isinstance(x,type): return x.__name__
    return type(x).__name__
class SpyBase: pass
def mk(name, answer):
    def f(self,*a,**k):
        print(' ',name,nm(self),*map(nm,a),*(f'{x}={nm(y)}' for x,y in k.items()))
        return answer(object.__getattribute__(self,'_v'),*a)
    f.__name__=name
    return f
def pl(x): return object.__getattribute__(x,'_v') if isinstance(x,SpyBase) else x
import operator as op
A={}
for n in 'add sub mul truediv floordiv mod lshift rshift and or xor matmul'.split():
    fn=getattr(op,'and_' if n=='and' else 'or_' if n=='or' else n)
    A[f'__{n}__']=lambda v,o,fn=fn: fn(v,pl(o))
    A[f'__r{n}__']=lambda v,o,fn=fn: fn(pl(o),v)
A['__pow__']=lambda v,o,m=None: pow(v,pl(o),pl(m)) if m is not None else v**pl(o)
A['__rpow__']=lambda v,o,m=None: pow(pl(o),v,pl(m)) if m is not None else pl(o)**v
A['__divmod__']=lambda v,o: divmod(v,pl(o)); A['__rdivmod__']=lambda v,o: divmod(pl(o),v)
for n in 'lt le eq ne gt ge'.split():
    fn=getattr(op,n); A[f'__{n}__']=lambda v,o,fn=fn: fn(v,pl(o))
for n in 'neg pos abs invert'.split():
    fn=getattr(op,n); A[f'__{n}__']=lambda v,fn=fn: fn(v)
A['__hash__']=lambda v: hash(v)
A['__bool__']=lambda v: bool(v)
A['__int__']=lambda v: int(v)
A['__float__']=lambda v: float(v)
A['__complex__']=lambda v: complex(v)
A['__index__']=lambda v: int(v)
A['__trunc__']=lambda v: int(v)
import math
A['__floor__']=lambda v: math.floor(v); A['__ceil__']=lambda v: math.ceil(v)
A['__round__']=lambda v,*a: round(v,*map(pl,a))
A['__str__']=lambda v: str(v); A['__repr__']=lambda v: '<'+repr(v)+'>'
A['__format__']=lambda v,s: format(v,s)
A['__bytes__']=lambda v: str(v).encode()
A['__fspath__']=lambda v: str(v)
A['__len__']=lambda v: len(v); A['__length_hint__']=lambda v: len(v)
A['__contains__']=lambda v,o: pl(o) in v
A['__iter__']=lambda v: It(v)
A['__reversed__']=lambda v: It(v[::-1])
A['__getitem__']=lambda v,k: v[pl(k)]
A['__call__']=lambda v,*a: len(a)
A['__enter__']=lambda v: v; A['__exit__']=lambda v,*a: False
A['__setitem__']=lambda v,k,x: None; A['__delitem__']=lambda v,k: None
A['__dir__']=lambda v: ['b','a']
A['__missing__']=lambda v,k: 'miss'
class It(SpyBase):
    def __init__(self,v): object.__setattr__(self,'_n','it'); object.__setattr__(self,'_v',iter(v))
    def __iter__(self): print('  __iter__ it'); return self
    def __next__(self):
        print('  __next__ it')
        return next(object.__getattribute__(self,'_v'))
CACHE={}
def cls(names, base=SpyBase, attr=False):
    key=(names,base,attr)
    if key not in CACHE:
        d={n:mk(n,A[n]) for n in names}
        d['__init__']=lambda self,n,v:(object.__setattr__(self,'_n',n),object.__setattr__(self,'_v',v))[0] and None
        if '__eq__' in names and '__hash__' not in names: d['__hash__']=None
        if attr:
            def ga(self,name):
                print('  getattribute',nm(self),name)
                return object.__getattribute__(self,name)
            d['__getattribute__']=ga
        CACHE[key]=type('S',(base,),d)
    return CACHE[key]
NUM=tuple(n for n in A if n.strip('_') in ('eq ne lt le gt ge hash bool int float index trunc floor ceil round str repr format neg pos abs invert pow rpow divmod rdivmod'.split()) or any(n==f'__{p}{o}__' for p in ('','r') for o in 'add sub mul truediv floordiv mod lshift rshift and or xor matmul'.split()))
CMP=tuple('__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __hash__ __bool__ __repr__ __str__ __format__'.split())
LT=('__lt__','__repr__'); GT=('__gt__','__repr__'); EQ=('__eq__','__hash__','__repr__')
SEQ=tuple('__len__ __getitem__ __contains__ __iter__ __reversed__ __bool__ __repr__ __length_hint__'.split())
GET=('__getitem__','__repr__'); GETLEN=('__getitem__','__len__','__repr__'); ITER=('__iter__','__repr__'); ITERLEN=('__iter__','__len__','__repr__'); HINT=('__iter__','__length_hint__')
IDX=('__index__',); INT=('__int__',); FLT=('__float__',); LEN=('__len__',)
def num(n,v,attr=False): return cls(NUM,attr=attr)(n,v)
def cm(n,v): return cls(CMP)(n,v)
def S(names,n,v): return cls(names)(n,v)
def show(x,d=0):
    try:
        if hasattr(type(x),'__next__') and not isinstance(x,SpyBase): x=list(x)
    except Exception as e: x=('iterfail',type(e).__name__,str(e))
    return nm(x)
def t(label,f):
    print('#',label)
    try: r=f()
    except BaseException as e: print('  !',type(e).__name__,e)
    else:
        try: print('  =',show(r))
        except BaseException as e: print('  !!',type(e).__name__,e)
