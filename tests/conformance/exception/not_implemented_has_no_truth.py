# NotImplemented is neither true nor false.
x = NotImplemented
class Says:
    def __bool__(self): return x
    def __eq__(self, other): return x
    def __lt__(self, other): return x
for text in ("assert x", "if x: pass", "if not x: pass", "x and 1", "x or 1", "while x: break", "1 if x else 2", "not x", "bool(x)", "[1 for i in [1] if x]",
             "any([x])", "all([x])", "list(filter(None, [x]))", "list(filter(lambda i: x, [1]))", "match 1:\n  case 1 if x: pass", "sorted([1], reverse=x)",
             "bool(Says())", "Says() in [1]", "sorted([Says(), Says()])", "Says() == Says()", "Says() < Says()"):
    try: exec(text); print(text, "-> no error")
    except TypeError as e: print(text, "!!", e)
