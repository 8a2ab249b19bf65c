# A SystemExit that is printed on purpose is told like any other exception.
import sys, traceback
for args in ((), (3,), ("text",), ((1, 2),), (None,), ((),), ((7,),)):
    try: sys.exit(*args)
    except SystemExit as e:
        print(repr(e), repr(e.code), e.args)
        traceback.print_exc(file=sys.stdout)
try: sys.exit(1, 2)
except TypeError as e: print(e)
sys.exit((4,))
