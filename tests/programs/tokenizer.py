# Tokens of a small language with positions, strings with escapes, nested comments, indentation, and errors.
class Token:
    __slots__ = ("kind", "text", "line", "column")

    def __init__(self, kind, text, line, column):
        self.kind, self.text, self.line, self.column = kind, text, line, column

    def __repr__(self):
        return f"{self.kind}({self.text!r})@{self.line}:{self.column}"


class LexError(Exception):
    pass


KEYWORDS = frozenset("if else while def return and or not".split())
OPERATORS = sorted("+ - * / // ** == != <= >= < > = ( ) [ ] , : -> += -=".split(), key=len, reverse=True)
ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", '"': '"'}


class Lexer:
    def __init__(self, source):
        self.source, self.at, self.line, self.start_of_line = source, 0, 1, 0
        self.indents = [0]

    @property
    def column(self):
        return self.at - self.start_of_line + 1

    def error(self, message):
        return LexError(f"{self.line}:{self.column}: {message}")

    def rest(self):
        return self.source[self.at:]

    def newline(self):
        self.at += 1
        self.line += 1
        self.start_of_line = self.at

    def tokens(self):
        fresh = True
        while self.at < len(self.source):
            c = self.source[self.at]
            if fresh:
                fresh = False
                yield from self.indentation()
                continue
            if c == "\n":
                yield Token("NEWLINE", "", self.line, self.column)
                self.newline()
                fresh = True
            elif c in " \t":
                self.at += 1
            elif self.source.startswith("/*", self.at):
                self.comment()
            elif c == '"':
                yield self.string()
            elif c.isdigit():
                yield self.number()
            elif c.isalpha() or c == "_":
                start, column = self.at, self.column
                while self.at < len(self.source) and (self.source[self.at].isalnum() or self.source[self.at] == "_"):
                    self.at += 1
                word = self.source[start:self.at]
                yield Token("KEYWORD" if word in KEYWORDS else "NAME", word, self.line, column)
            else:
                for op in OPERATORS:
                    if self.source.startswith(op, self.at):
                        yield Token("OP", op, self.line, self.column)
                        self.at += len(op)
                        break
                else:
                    raise self.error(f"unexpected {c!r}")
        for _ in self.indents[1:]:
            yield Token("DEDENT", "", self.line, self.column)
        yield Token("END", "", self.line, self.column)

    def indentation(self):
        width = 0
        while self.at < len(self.source) and self.source[self.at] == " ":
            self.at, width = self.at + 1, width + 1
        if self.at < len(self.source) and self.source[self.at] == "\n":
            return
        if width > self.indents[-1]:
            self.indents.append(width)
            yield Token("INDENT", "", self.line, self.column)
        while width < self.indents[-1]:
            self.indents.pop()
            yield Token("DEDENT", "", self.line, self.column)
        if width != self.indents[-1]:
            raise self.error("unindent does not match")

    def comment(self):
        depth, line = 0, self.line
        while self.at < len(self.source):
            pair = self.source[self.at:self.at + 2]
            if pair == "/*":
                depth, self.at = depth + 1, self.at + 2
            elif pair == "*/":
                depth, self.at = depth - 1, self.at + 2
                if depth == 0:
                    return
            elif pair[0] == "\n":
                self.newline()
            else:
                self.at += 1
        raise LexError(f"{line}: comment without end")

    def string(self):
        column, parts = self.column, []
        self.at += 1
        while self.at < len(self.source) and (c := self.source[self.at]) != '"':
            if c == "\n":
                break
            if c == "\\":
                self.at += 1
                escape = self.source[self.at:self.at + 1]
                if escape not in ESCAPES:
                    raise self.error(f"bad escape \\{escape}")
                c = ESCAPES[escape]
            parts.append(c)
            self.at += 1
        if self.source[self.at:self.at + 1] != '"':
            raise self.error("string without end")
        self.at += 1
        return Token("STRING", "".join(parts), self.line, column)

    def number(self):
        column, start = self.column, self.at
        while self.at < len(self.source) and (self.source[self.at].isalnum() or self.source[self.at] == "."):
            self.at += 1
        text = self.source[start:self.at]
        try:
            int(text, 0) if "." not in text else float(text)
        except ValueError as error:
            raise self.error(f"bad number ({error})") from error
        return Token("NUMBER", text, self.line, column)


SOURCE = '''def area(r):
    /* nested /* comment
    */ ends */
    if r >= 0x10 and not r == 2.5:
        return r ** 2 // 3

    x = "tab\\t\\"quoted\\""
return x -> [1, 2]
'''
for token in Lexer(SOURCE).tokens():
    print(token)
for bad in ("x = $", '"open', '"\\q"', "/* open", "12abc", "if x:\n    y\n  z\n", "0b12", "1.2.3"):
    try:
        print(len(list(Lexer(bad).tokens())))
    except LexError as error:
        print(f"{error} (from {type(error.__cause__).__name__})" if error.__cause__ else error)
