# Every question that natives ask of operands, by class: what numbers, comparables and the like are asked, line by line.
from _every_dunder import *
lines=[l.strip() for l in r'''
sorted([a,b,c])
sorted([a,b,c],reverse=True)
sorted([c,b,a,a2],key=lambda x:x)
min(a,b,c)
max(a,b,c)
min([a,b],default=3)
max([c,a,b],key=lambda x:x)
a in [b,c,a2]
a2 in (a,)
a in {b,c,a2}
a in {b:1,a2:2}
[b,c,a2].index(a)
(b,c,a2).index(a,1)
[b,c,a2].count(a)
[b,c,a2].remove(a)
[a,b]==[a2,b]
[a,b]<[a2,c]
[a,b]!=[a2,c]
(a,b)<(a2,b)
(a,b)>=(a2,c)
{a:b}=={a2:b}
{a,b}=={a2,b}
{a,b}<={a2,b,c}
{a,b}|{a2,c}
{a,b}&{a2,c}
{a,b}-{a2,c}
{a,b}^{a2,c}
{a,b}.isdisjoint([c])
{a,b}.union([a2],[c])
{a,b}.intersection([a2],(c,b))
{a,b}.difference([a2],{c})
{a,b}.symmetric_difference([a2,c])
{a,b}.issubset([a2,b,c])
{a,b}.issuperset([a2,b])
dict.fromkeys([a,b,a2])
{a:1,b:2}|{a2:3}
{a:1,**{a2:3,b:4}}
{**{a:1},**{a2:2}}
dict([(a,1),(a2,2)])
dict({a:1},x=2)
{a:1}.get(a2)
{a:1}.pop(a2)
{a:1}.setdefault(a2,5)
{a:1}.update([(a2,1),(b,2)])
{a:1}.keys()&[a2]
{a:1}.keys()|[a2]
{a:1}.keys()-[a2]
{a:1}.keys()^[a2]
{a:1}.items()&[(a2,1)]
{a:b}.items()=={a2:b}.items()
(a,b) in {a2:b}.items()
b in {a:b,a2:c}.values()
{a,a2,b}
{x for x in (a,a2,b)}
{x:1 for x in (a,a2,b)}
frozenset([a,b,a2])
a==b
a!=b
a<b<c
a<b>c
not a
a and b
a or b
bool(a)
sum([a,b])
sum([a,b],c)
any([z,a,b])
all([a,z,b])
list(filter(None,[a,z,b]))
abs(a),-a,+a,~a
a+1,1+a,a-1,1-a,a*2,2*a,a/2,2/a,a//2,2//a,a%2,2%a
a**2,2**a,pow(a,2),pow(2,a),pow(a,2,5),pow(2,a,5)
divmod(a,2),divmod(2,a)
a<<1,1<<a,a>>1,1>>a,a&1,1&a,a|1,1|a,a^1,1^a
1.5+a,a+1.5,1.5<a,1.5==a
round(a),round(a,1),round(f,a)
int(a),float(a),str(a),repr(a),ascii(a)
bin(a),hex(a),oct(a),chr(a)
'%d %s %r %x %f %c %5.1f'%(a,a,a,a,a,a,a)
'%*d'%(a,3)
'{} {!r} {:>5} {!s:>5}'.format(a,a,a,a)
f'{a} {a!r} {a:>5} {a!s:>4} {a=}'
format(a,''),format(a,'>4')
print(a,b,sep=',')
'abc'[a],[1,2,3][a],(1,2,3)[a],b'abc'[a]
[1,2,3][a:b],'abc'[:a],(1,2)[a:],[1,2,3,4][::b]
range(a),range(a,b,c),range(10)[a],range(10)[a:b]
a in range(10)
range(10).index(a),range(10).count(a)
[0]*a,a*[0],(0,)*a,'x'*a,b'x'*a
'abc'.center(a),'abc'.ljust(a),'abc'.zfill(a)
'abc'.find('c',a),'abcabc'.replace('a','b',a),'abc'.split('b',a)
[1,2,3].insert(a,9),[1,2,3].pop(a),[1,2,3].index(2,a,b)
(5).__add__(a),(5).to_bytes(a),int.from_bytes([a,b]),bytes([a,b]),bytes(a)
math.gcd(a,b),math.lcm(a,b),math.factorial(a),math.comb(c,a),math.perm(c,a),math.isqrt(c)
math.sqrt(a),math.floor(a),math.ceil(a),math.trunc(a),math.hypot(a,b),math.fsum([a,b]),math.prod([a,b]),math.dist([a],[b])
math.isclose(a,b),math.ldexp(a,b),math.pow(a,b),math.log(a),math.log(a,b),math.atan2(a,b),math.copysign(a,b),math.fmod(a,b),math.frexp(a)
math.sumprod([a,b],[c,a])
list(zip([a,b],[c])),list(map(lambda x,y:x+y,[a,b],[c]))
list(itertools.accumulate([a,b,c])),list(itertools.groupby([a,a2,b])),list(itertools.takewhile(lambda x:x,[a,z])),list(itertools.compress([1,2],[a,z]))
list(itertools.islice([1,2,3],a,b)),list(itertools.repeat(1,a)),list(itertools.combinations([1,2,3],a)),list(itertools.islice(itertools.count(a),2))
list(itertools.dropwhile(None.__class__ and (lambda x:x),[a,z,b])),list(itertools.filterfalse(None,[a,z])),list(itertools.pairwise([a,b])),list(itertools.batched([1,2,3],b))
functools.reduce(lambda x,y:x+y,[a,b,c])
isinstance(a,int),issubclass(type(a),int),callable(a)
slice(a,b).indices(c),slice(a,b)==slice(a2,b)
enumerate([1],a)
list(enumerate([1],a))
operator.index(a),operator.add(a,b),operator.contains([a2],a),operator.countOf([a2,b],a),operator.indexOf([b,a2],a),operator.truth(a),operator.not_(a),operator.is_(a,a)

[x for x in [a,b] if x]
[*[a],*(b,)]
max([a,a2]),min([a2,a])
a if a else b
setattr(type('Q',(),{})(),'x',a)
int('12',a),int('12',base=b)
str(b'x','utf8'),'a'.join(['b'])
'x'.expandtabs(a),'abc'.startswith('a',a),b'abc'.find(a),a in b'abc'
a is a,a is not b
a.__eq__(b),a.__lt__(b)
[a,b,c].sort()
[c,a,b].sort(key=lambda x:(x,1))
sorted({c:1,a:2,b:3})
[(a,1),(a2,0)]==[(a2,1),(a,0)]
{1:a}=={1:a2},{1:[a]}=={1:[a2]}
(1,a)==(1.0,a2),[a]==[a]
sum([[a],[b]],[])
str.join(',',[str(x) for x in (a,b)])
repr([a,{b:c},(a,),{a}])
print([a,(b,)],{a:b})
'{0.real}'.format(3),'%(k)s'%{'k':a},'{k}'.format(k=a),'{0[0]}'.format([a])
round(3.7,a),round(15,a)
'''.strip().splitlines()]
import math,itertools,functools,operator
time=0
for kind in 'num', 'cmp', 'eq', 'lt', 'gt':
    names={'num':NUM,'cmp':CMP,'eq':EQ,'lt':LT,'gt':GT,'idx':IDX,'int':INT,'flt':FLT}[kind]
    print('=====',kind)
    a=S(names,'a',1);a2=S(names,'a2',1);b=S(names,'b',2);c=S(names,'c',3);z=S(names,'z',0);f=3.14159
    for l in lines:
        t(l,lambda: eval(l))
