def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except TypeError as error:
        print(error)

def none(): pass
def one(a): pass
def optional(a, b=1): pass
def two(a, b): pass
def keyword(a, *, k): pass
def keyword_optional(a, *, k=1): pass

attempt(none, 1)
attempt(none, 1, 2)
attempt(one, 1, 2)
attempt(two, 1, 2, 3)
attempt(optional, 1, 2, 3)
attempt(keyword, 1, 2)
attempt(keyword, 1, 2, k=3)
attempt(keyword_optional, 1, 2, k=3)
attempt(keyword_optional, 1, 2, 3)

class C:
    def method(self): pass

attempt(C().method, 1)
attempt(C, 1)
