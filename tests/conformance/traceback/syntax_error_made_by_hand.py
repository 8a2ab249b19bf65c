try:
    raise SyntaxError("by hand", ("there.py", 7, 3, "\tone two\n", 7, 6))
except SyntaxError:
    raise SyntaxError("no place", ("there.py", None, None, None))
