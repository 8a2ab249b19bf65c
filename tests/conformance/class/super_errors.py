def attempt(run):
    try:
        print(run())
    except (TypeError, RuntimeError, AttributeError) as error:
        print(type(error).__name__, error)

class A:
    def none():
        return super()
    def changed(self):
        self = 1
        return super().x
    def missing(self):
        return super().nothing

class B: pass
attempt(A.none)
attempt(A().changed)
attempt(A().missing)
attempt(lambda: super(A, B()))
attempt(lambda: super(1, 2))
def plain():
    return super()
attempt(plain)
attempt(lambda: super(A, A()).__repr__()[:10])
print(super(A, A()).__self_class__ is A, super(A, A()).__thisclass__ is A, type(super(A)))
