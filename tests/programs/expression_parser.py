# A recursive descent parser and evaluator of arithmetic with variables, functions and good error messages.
import math


class ParseError(Exception):
    def __init__(self, message, text, position):
        super().__init__(message)
        self.text, self.position = text, position

    def show(self):
        return f"{self.text}\n{' ' * self.position}^ {self}"


class Number:
    def __init__(self, value):
        self.value = value

    def evaluate(self, names):
        return self.value

    def __repr__(self):
        return f"{self.value:g}"


class Name:
    def __init__(self, name):
        self.name = name

    def evaluate(self, names):
        try:
            return names[self.name]
        except KeyError:
            raise NameError(f"no variable {self.name}") from None

    def __repr__(self):
        return self.name


class Binary:
    operations = {
        "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
        "/": lambda a, b: a / b, "%": lambda a, b: a % b, "^": lambda a, b: a ** b,
    }

    def __init__(self, op, left, right):
        self.op, self.left, self.right = op, left, right

    def evaluate(self, names):
        return self.operations[self.op](self.left.evaluate(names), self.right.evaluate(names))

    def __repr__(self):
        return f"({self.left!r} {self.op} {self.right!r})"


class Negate:
    def __init__(self, inner):
        self.inner = inner

    def evaluate(self, names):
        return -self.inner.evaluate(names)

    def __repr__(self):
        return f"-{self.inner!r}"


class Call:
    functions = {"sqrt": math.sqrt, "max": max, "min": min, "abs": abs}

    def __init__(self, name, arguments):
        self.name, self.arguments = name, arguments

    def evaluate(self, names):
        return self.functions[self.name](*(a.evaluate(names) for a in self.arguments))

    def __repr__(self):
        return f"{self.name}({', '.join(map(repr, self.arguments))})"


class Parser:
    def __init__(self, text):
        self.text, self.position = text, 0

    def error(self, message):
        return ParseError(message, self.text, self.position)

    def peek(self):
        while self.position < len(self.text) and self.text[self.position].isspace():
            self.position += 1
        return self.text[self.position] if self.position < len(self.text) else ""

    def accept(self, characters):
        c = self.peek()
        if c and c in characters:
            self.position += 1
            return c
        return None

    def take(self, test):
        start = self.position
        while self.position < len(self.text) and test(self.text[self.position]):
            self.position += 1
        return self.text[start:self.position]

    def parse(self):
        tree = self.sum()
        if self.peek():
            raise self.error(f"unexpected {self.peek()!r}")
        return tree

    def sum(self):
        tree = self.product()
        while op := self.accept("+-"):
            tree = Binary(op, tree, self.product())
        return tree

    def product(self):
        tree = self.unary()
        while op := self.accept("*/%"):
            tree = Binary(op, tree, self.unary())
        return tree

    def unary(self):
        if self.accept("-"):
            return Negate(self.unary())
        return self.power()

    def power(self):
        base = self.atom()
        if self.accept("^"):
            return Binary("^", base, self.unary())
        return base

    def atom(self):
        c = self.peek()
        if c.isdigit() or c == ".":
            text = self.take(lambda c: c.isdigit() or c == ".")
            try:
                return Number(float(text))
            except ValueError:
                raise self.error(f"bad number {text}") from None
        if c.isalpha():
            name = self.take(str.isalnum)
            if not self.accept("("):
                return Name(name)
            if name not in Call.functions:
                raise self.error(f"no function {name}")
            arguments = []
            while not self.accept(")"):
                arguments.append(self.sum())
                if not self.accept(",") and self.peek() != ")":
                    raise self.error("expected , or )")
            return Call(name, arguments)
        if self.accept("("):
            tree = self.sum()
            if not self.accept(")"):
                raise self.error("expected )")
            return tree
        raise self.error("expected an expression" if c else "unexpected end")


def main():
    names = {"x": 3.0, "pi": math.pi}
    for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "10 % 4 / 2", "sqrt(x * x + 16)", "max(1, x, 2) - min(4, 5)",
                 "2 * pi * x", "1 / 0", "y + 1", "1 +", "(1", "1 2", "sin(1)", "1..2", "max(1 2)", "$"):
        try:
            tree = Parser(text).parse()
            print(f"{tree!r} = {tree.evaluate(names):.6g}")
        except ParseError as error:
            print(error.show())
        except (ArithmeticError, NameError) as error:
            print(f"{text}: {type(error).__name__}: {error}")


main()
