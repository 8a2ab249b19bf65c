# Every question that natives ask of iterables, containers and the like, by what their class can answer.
from _every_dunder import *
import itertools,functools,operator,math
lines=[l for l in r'''
list(s)
tuple(s)
set(s)
frozenset(s)
sorted(s)
sum(s)
any(s)
all(s)
min(s)
max(s)
min(s,default=1)
dict.fromkeys(s)
dict(s)
bytes(s)
enumerate(s)
list(enumerate(s))
list(zip(s,s))
list(zip(s,[1]))
list(zip([1],s))
list(zip([],s))
list(zip(s,[1],strict=True))
list(zip([1],s,strict=True))
list(map(lambda x:x,s))
list(map(lambda x,y:x,s,[1]))
list(filter(None,s))
list(reversed(s))
reversed(s)
iter(s)
next(iter(s))
len(s)
bool(s)
not s
2 in s
9 in s
operator.length_hint(s)
operator.countOf(s,2)
operator.indexOf(s,2)
operator.contains(s,3)
[*s]
(*s,)
{*s}
[0,*s,1]
(lambda *a:a)(*s)
print(*s)
(lambda p,q,r:r)(*s)
exec('x,y,z=s')
exec('x,*y=s')
exec('x,y=s')
exec('x,y,z,w=s')
exec('[x,*y,z]=s')
[x for x in s]
{x for x in s}
{x:1 for x in s}
list(x for x in s)
list.extend([],s)
[1,2].__iadd__(s)
exec('q=[1];q+=s')
exec('q=[1,2,3];q[1:2]=s')
exec('q=[1,2,3];q[::2]=s')
exec('q={1};q|=s')
exec('q={};q|=s')
exec('for x in s: break')
exec('for x in s:\n pass\nelse: print("els")')
set().update(s)
{1}.union(s,s)
{1,2}.intersection(s)
{1,2}.difference(s)
{1}.symmetric_difference(s)
{1}.issubset(s)
{1}.issuperset(s)
{1}.isdisjoint(s)
{1}.intersection_update(s)
{1:1}.keys()&s
{1:1}.keys()|s
{1:1}.keys()-s
{1:1}.keys()^s
{1:1}.keys().isdisjoint(s)
{1:1}.update(s)
','.join(s)
b','.join(s)
max(s,key=lambda x:-x)
functools.reduce(lambda x,y:x+y,s)
list(itertools.chain(s,s))
list(itertools.chain.from_iterable([s]))
list(itertools.islice(s,2))
list(itertools.islice(itertools.cycle(s),5))
list(itertools.product(s,[1]))
list(itertools.permutations(s,1))
list(itertools.combinations(s,2))
list(itertools.zip_longest(s,[1]))
list(itertools.accumulate(s))
list(itertools.starmap(lambda *a:a,[s]))
list(itertools.tee(s)[1])
list(itertools.groupby(s))
list(itertools.pairwise(s))
list(itertools.batched(s,2))
list(itertools.compress(s,s))
math.fsum(s)
math.prod(s)
math.dist(s,s)
math.sumprod(s,s)
s[0],s[-1]
s[0:2]
s[s0]
[1,2,3][s0]
exec('s[1]=2')
exec('s[1]+=2')
exec('del s[1]')
exec('del s[1:2]')
exec('match s:\n case [a,b,c]: print("seq")\n case _: print("no")')
exec('match s:\n case {"a":1}: print("map")\n case str()|int(): print("cls")\n case _: print("no")')
s()
s(1,2)
'%(a)s'%s
s==s
s==[1,2,3]
[1,2,3]==s
s<[1]
s+[1]
[1]+s
s*2
2*s
s in [s]
s in [1]
sorted([s,s])
isinstance(1,s)
isinstance(1,(s,))
issubclass(int,s)
int(s)
float(s)
round(s)
abs(s)
range(s)
slice(s).indices(5)
type('X',(),{'__slots__':s})
type('X',s,{})
exec('class X(s): pass')
exec('class X(*s): pass')
dir(s)
vars(s)
id(s)>0
getattr(s,'zz',3)
hasattr(s,'zz')
s.zz
callable(s)
str.maketrans(s)
'abc'.translate(s)
'abc'.startswith(s)
'abc'.strip(s)
'a' in s
s in 'abc'
sum(s,s0)
sum([[1],[2]],s)
exec('x=1,*s')
exec('def f(*a,**k): return a\nf(*s,**s)')
dict(**s)
{**s}
(lambda **k:k)(**s)
exec('raise s')
exec('try: 1/0\nexcept s: print("caught")')
exec('try: 1/0\nexcept (s,ZeroDivisionError): print("caught")')
exec('assert s')
exec('while s: break')
exec('x=s or 1')
exec('x=1 if s else 2')
exec('global gg;gg=s;del gg')
[i for i in range(3) if s]
type(s).__name__
'abc'[s0:],s0<1,[5]*s0
list(s)*s0
eval('1',{},s)
exec('y=1',{},s)
'''.strip().splitlines()]
shapes={'seq':SEQ,'get':GET,'getlen':GETLEN,'iter':ITER,'iterlen':ITERLEN,'hint':HINT,'len':LEN,'call':('__call__',),'cm':('__enter__','__exit__'),'items':('__setitem__','__delitem__','__getitem__'),
'all':tuple(n for n in A if n not in('__fspath__',)),'str':('__str__',),'repr':('__repr__',),'none':()}
for k,names in shapes.items():
    print('=====',k)
    s0=S(('__index__','__lt__'),'s0',1)
    for l in lines:
        s=S(names,'s',[1,2,3])
        t(l,lambda: eval(l))
