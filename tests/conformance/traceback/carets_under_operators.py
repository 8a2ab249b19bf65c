class Refuses:
    def __add__(self, other): raise TypeError("no sum")
    def __radd__(self, other): raise TypeError("no sum")
    def __getitem__(self, key): raise LookupError(key)
def show(text, **names):
    import sys
    try:
        exec(text, names)
    except Exception as e:
        return type(e).__name__
r = Refuses()
def deep(n):
    match = [1]
    return match[0] + (n
        + r)
deep(2)
