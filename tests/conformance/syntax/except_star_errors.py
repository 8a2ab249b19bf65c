# What may not leave an except* block.
programs = [
    "try: pass\nexcept* A:\n    break",
    "while x:\n    try: pass\n    except* A:\n        break",
    "while x:\n    try: pass\n    except* A:\n        continue",
    "def f():\n    try: pass\n    except* A:\n        return",
    "def f():\n    try: pass\n    except* A:\n        for x in y: break",
]

for source in programs:
    try:
        compile(source, "<program>", "exec")
    except SyntaxError as error:
        place = error.filename, error.lineno, error.offset, error.end_lineno, error.end_offset, error.text
        print(ascii(source), type(error).__name__, error.args, place)
    else:
        print(ascii(source), "compiles")
