# Behind the last line of a program's own file there is no column, and no caret.
import traceback, sys
for text in ("try:\n    pass\n", "if x:\n", "match x:\n  case [*a, *b]: pass\n", "match x:\n  case [*a, b, *_]: pass\n"):
    try: compile(text, "compiled", "exec")
    except SyntaxError as e: print(e.args)
