"""Writes what CPython 3.14 says of source texts, for tests/syntax.test.mjs:

    tests/syntax/library.txt         a digest of the tree of every file of python_stdlib.zip
    tests/syntax/wrong_programs.txt  below each program, its error
    tests/syntax/warnings.txt        below each program, its warnings

    $(tests/tools/oracle.sh) tests/tools/syntax_expected.py [--check]

The programs are written by hand, one a line, as JSON strings; `b` before the quote means bytes (the characters are
Latin-1), `eval:` or `single:` before it the mode. What is said of a program is the line below it, indented, in the words
of tests/unit/ast_dump.h: KIND|LINE|COLUMN|END_LINE|END_COLUMN|MESSAGE|TEXT, 0 for None; or `ok`; then its warnings.
"""
import ast
import hashlib
import json
import os
import re
import sys
import warnings
import zipfile

assert sys.version_info[:2] == (3, 14)
sys.setrecursionlimit(100_000)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(ROOT, "tests", "syntax")
LIBRARY = os.path.join(ROOT, "node_modules", "pyodide", "python_stdlib.zip")


def fault(error):
    if isinstance(error, SyntaxError):
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        return "|".join([type(error).__name__, *(str(n or 0) for n in place), error.msg, error.text or ""])
    return f"{type(error).__name__}|0|0|0|0|{error}|"


def parsed(source, mode):
    """The tree's dump, or the error's words."""
    try:
        return ast.dump(ast.parse(source, "<string>", mode), include_attributes=True)
    except Exception as error:
        return fault(error)


def place_of_warning(source, mode, number):
    """Where the error is shown that this warning becomes if it is made one: there is no other way to ask."""
    seen = 0

    def show(message, *place):
        nonlocal seen
        seen += 1
        if seen == number + 1:
            raise message

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = show
        try:
            ast.parse(source, "<string>", mode)
        except SyntaxError as error:
            return f"{error.lineno}:{error.offset}-{error.end_lineno}:{error.end_offset}"
    return "?"


def judged(source, mode, with_warnings):
    if not with_warnings:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            said = parsed(source, mode)
        return said if not said.endswith(")") or re.match(r"\w+(Error|Warning)\|", said) else "ok"
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        said = parsed(source, mode)
    lines = [said if re.match(r"\w+Error\|", said) else "ok"]
    for number, warning in enumerate(seen):
        lines.append(f"warning {warning.lineno} {place_of_warning(source, mode, number)} {warning.message}")
    return "\n".join(lines)


def read_program(line):
    mode, _, literal = line.partition(":") if line.startswith(("eval:", "single:")) else ("exec", "", line)
    if literal.startswith("b"):
        return mode, json.loads(literal[1:]).encode("latin-1")
    return mode, json.loads(literal)


def judged_file(name, with_warnings):
    lines = []
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        for line in file.read().rstrip("\n").split("\n"):
            if line.startswith(" "):
                continue
            lines.append(line)
            if line and not line.startswith("#"):
                mode, source = read_program(line)
                lines.append("    " + json.dumps(judged(source, mode, with_warnings)))
    return "\n".join(lines) + "\n"


def library():
    with open(LIBRARY, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    lines = [f"{digest} python_stdlib.zip"]
    with zipfile.ZipFile(LIBRARY) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in sorted(archive.namelist()):
            if name.endswith(".py"):
                said = parsed(archive.read(name), "exec")
                lines.append(f"{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()} {name}")
    return "\n".join(lines) + "\n"


def main(check):
    made = {"library.txt": library(), "wrong_programs.txt": judged_file("wrong_programs.txt", False),
            "warnings.txt": judged_file("warnings.txt", True)}
    changed = 0
    for name, text in made.items():
        path = os.path.join(FOLDER, name)
        old = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
        if text == old:
            continue
        changed += 1
        print(f"{name} {'differs' if check else 'is new'}", file=sys.stderr)
        if not check:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
    return check and changed > 0


sys.exit(main("--check" in sys.argv[1:]))
