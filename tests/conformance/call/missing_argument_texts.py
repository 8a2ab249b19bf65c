def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except TypeError as error:
        print(error)

def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def four(a, b, c, d): pass
def keyword(*, k): pass
def keywords(*, k, l, m): pass
def mixed(a, *, k): pass

attempt(one)
attempt(two)
attempt(two, 1)
attempt(three)
attempt(four)
attempt(four, b=1)
attempt(keyword)
attempt(keywords)
attempt(keywords, l=1)
attempt(mixed)
attempt(mixed, 1)
attempt(lambda x: x)

class C:
    def method(self, a): pass
    @classmethod
    def build(cls, a): pass
    @staticmethod
    def tool(a): pass
    def __init__(self, x=1): pass

attempt(C().method)
attempt(C.method)
attempt(C.build)
attempt(C.tool)
