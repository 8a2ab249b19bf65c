"""What constructors take and refuse, and subclasses of them."""
import itertools
from itertools import *


class Two:
    def __index__(self):
        return 2


class NoIndex:
    def __index__(self):
        raise LookupError("no index")


def show(text):
    try:
        made = eval(text)
        print(text, list(islice(made, 6)) if hasattr(made, "__next__") else made)
    except Exception as error:
        print(text, type(error).__name__, error)


for text in """combinations()|combinations('abc')|combinations('abc', 2, 3)|combinations('abc', -1)|combinations('abc', 'x')|combinations('abc', 2.0)|combinations(5, 2)|combinations(5, 'x')
combinations('abc', r=Two())|combinations(iterable='abc', r=2)|combinations('abc', q=2)|combinations('abc', 2, r=2)|combinations('abc', 10**30)|combinations('ab', 5)|combinations_with_replacement('abc', -1)
permutations('abc', -1)|permutations('abc', 2.0)|permutations('abc', Two())|permutations('abc', 10**30)|permutations()|permutations('ab', 3)|product(repeat=3)|product('ab', repeat=-1)|product('ab', repeat='x')
product('ab', foo=1)|product('ab', repeat=2, foo=3)|product(5)|product(5, repeat=0)|product('ab', repeat=Two())|product('ab', repeat=10**30)|chain(5)|chain(a=1)|chain()|chain.from_iterable(5)
chain.from_iterable('ab')|islice()|islice([1])|islice('abc', 1, 2, 3, 4)|islice('abc', -1)|islice('abc', 'x')|islice('abc', 0, -1)|islice('abc', 0, -5)|islice('abc', -5)|islice('abc', 0, 'x')
islice('abc', -1, 2)|islice('abc', 'x', 2)|islice('abc', 0, 2, 0)|islice('abc', 0, 2, -1)|islice('abc', 0, 2, 'x')|islice('abc', None, None, None)|islice('abcdef', 1, None, 2)|islice('abcdef', Two())
islice('abcdef', NoIndex())|islice('abcdef', NoIndex(), 3)|islice('abcdef', 0, 3, NoIndex())|islice('abcdef', 10**30)|islice('abcdef', 2**63 - 1)|islice(5, 1)|islice('abc', stop=1)|islice('abcdef', 1.0)
accumulate()|accumulate([1, 2, 3], None, 5)|accumulate(5)|accumulate([1, 2], foo=3)|accumulate([1, 2], 5)|accumulate(['a', 2])|accumulate([], initial=3)|accumulate([1], initial=None)|accumulate(func=max, iterable=[3, 1, 5])
batched('abcdefg', 0)|batched('abcdefg', 'x')|batched('abcdefg')|batched()|batched(5, 2)|batched(5, 0)|batched('abc', 10**30)|batched('abcdefg', n=3)|batched('ab', 2, True)|batched('abc', 2, strict=[])
compress()|compress('abc')|compress(5, [1])|compress('abc', 5)|compress(data='abc', selectors=[1, 1])|compress(1, 2, 3)|dropwhile()|dropwhile(None, [1])|dropwhile(1, 5)|dropwhile(1, 2, 3)|dropwhile(a=1)
takewhile()|takewhile(5, [1])|filterfalse()|filterfalse(1, 2)|groupby()|groupby(5)|groupby('a', None, None)|groupby('a', foo=None)|pairwise()|pairwise(5)|pairwise('a', 'b')|starmap()|starmap(pow)
starmap(pow, 5)|starmap(pow, [5])|starmap(pow, [[2, 3]])|tee('abc', 0)|tee('abc', -1)|tee('abc', 'x')|tee()|tee(5)|tee(5, 0)|tee('abc', n=2)|tee('abc', 2, 3)|len(tee('abc', Two()))|zip_longest(5)|zip_longest('a', 5)
zip_longest('a', foo=5)|zip_longest('ab', 'c', fillvalue=None)|chain[int]|count[int]""".replace("\n", "|").split("|"):
    show(text)


class Loud(chain):
    def __new__(cls, *args, name="none"):
        self = super().__new__(cls, *args)
        self.name = name
        return self

    def __next__(self):
        return (self.name, super().__next__())


print(list(Loud([1], "ab", name="n")), Loud().__class__.__mro__, isinstance(Loud(), chain), list(Loud.from_iterable(["a"]).__iter__().__next__()) if 0 else "")
for kind in (accumulate, batched, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, zip_longest):
    class Sub(kind):
        extra = 1

    args = {accumulate: ([1, 2],), batched: ("abc", 2), chain: ("ab", "c"), combinations: ("abc", 2), combinations_with_replacement: ("ab", 2), compress: ("abc", [1, 0, 1]), count: (1,), cycle: ("ab",),
            dropwhile: (bool, [1, 0, 2]), filterfalse: (bool, [1, 0, 2]), groupby: ("aab",), islice: ("abcd", 1, 3), pairwise: ("abc",), permutations: ("abc", 2), product: ("ab", "c"), repeat: (1, 2),
            starmap: (pow, [(2, 3)]), takewhile: (bool, [1, 0]), zip_longest: ("ab", "c")}[kind]
    made = Sub(*args)
    made.attribute = 5
    print(kind.__name__, kind.__module__, kind.__qualname__, made.attribute, made.extra, iter(made) is made, len(list(islice(made, 4))))
