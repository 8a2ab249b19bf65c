def attempt(run):
    try:
        run()
    except TypeError as error:
        print(error)

class A: pass
class B(A): pass

def inconsistent():
    class C(A, B): pass

def duplicate():
    class C(A, A): pass

def not_a_class():
    class C(1): pass

def final():
    class C(bool): pass

def none_type():
    class C(type(None)): pass

def layouts():
    class C(int, str): pass

def function_base():
    class C(type(lambda: 0)): pass

for run in (inconsistent, duplicate, not_a_class, final, none_type, layouts, function_base):
    attempt(run)
