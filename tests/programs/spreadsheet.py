# Cells with formulas, evaluated in the order of what they need; cycles and errors are shown in the cell.
class CellError(Exception):
    pass


def tokens(text):
    i = 0
    while i < len(text):
        if text[i].isspace():
            i += 1
        elif text[i].isalnum() or text[i] == ".":
            j = i
            while j < len(text) and (text[j].isalnum() or text[j] == "."):
                j += 1
            yield text[i:j]
            i = j
        else:
            yield text[i]
            i += 1


class Formula:
    functions = {"SUM": sum, "MAX": max, "MIN": min, "COUNT": len, "AVG": lambda v: sum(v) / len(v)}
    binary = {"+": (1, lambda a, b: a + b), "-": (1, lambda a, b: a - b), "*": (2, lambda a, b: a * b), "/": (2, lambda a, b: a / b)}

    def __init__(self, text):
        self.tokens, self.needs = list(tokens(text)), set()
        self.evaluate = self.expression(0)
        if self.tokens:
            raise CellError(f"SYNTAX near {self.tokens[0]}")

    def next(self):
        if not self.tokens:
            raise CellError("SYNTAX at end")
        return self.tokens.pop(0)

    def expression(self, strength):
        left = self.operand()
        while self.tokens and self.tokens[0] in self.binary and self.binary[self.tokens[0]][0] > strength:
            level, f = self.binary[self.tokens.pop(0)]
            right = self.expression(level)
            left = (lambda f, a, b: lambda sheet: f(a(sheet), b(sheet)))(f, left, right)
        return left

    def operand(self):
        t = self.next()
        if t == "-":
            inner = self.operand()
            return lambda sheet: -inner(sheet)
        if t == "(":
            inner = self.expression(0)
            if self.next() != ")":
                raise CellError("SYNTAX (")
            return inner
        if t in self.functions:
            if self.next() != "(":
                raise CellError(f"SYNTAX {t}")
            first = self.next()
            last = self.next() and self.next() if self.tokens[0] == ":" else first
            if self.next() != ")":
                raise CellError(f"SYNTAX {t}")
            names = list(cells_between(first, last))
            self.needs.update(names)
            f = self.functions[t]
            return lambda sheet: f([sheet.number(n) for n in names if sheet.cells.get(n) is not None])
        if t[0].isalpha():
            self.needs.add(t)
            return lambda sheet: sheet.number(t)
        try:
            value = float(t)
        except ValueError:
            raise CellError(f"SYNTAX {t}") from None
        return lambda sheet: value


def cells_between(first, last):
    for column in range(ord(first[0]), ord(last[0]) + 1):
        for row in range(int(first[1:]), int(last[1:]) + 1):
            yield f"{chr(column)}{row}"


class Sheet:
    def __init__(self):
        self.cells, self.formulas, self.values, self.computed = {}, {}, {}, []

    def __setitem__(self, name, text):
        self.cells[name] = text
        self.formulas.pop(name, None)
        if isinstance(text, str) and text.startswith("="):
            try:
                self.formulas[name] = Formula(text[1:])
            except CellError as error:
                self.cells[name] = error

    def order(self):
        "What is needed comes first; cells of a cycle come last."
        done, active, result, cyclic = set(), [], [], set()

        def visit(name):
            if name in active:
                cyclic.update(active[active.index(name):])
                return
            if name in done:
                return
            active.append(name)
            for need in sorted(self.formulas[name].needs if name in self.formulas else ()):
                visit(need)
            active.pop()
            done.add(name)
            result.append(name)

        for name in sorted(self.cells):
            visit(name)
        return result, cyclic

    def recompute(self):
        self.values = {}
        self.computed, cyclic = self.order()
        for name in self.computed:
            if name in cyclic:
                self.values[name] = CellError("CYCLE")
            elif name in self.formulas:
                try:
                    self.values[name] = self.formulas[name].evaluate(self)
                except ZeroDivisionError:
                    self.values[name] = CellError("DIV/0")
                except CellError as error:
                    self.values[name] = CellError(f"NEEDS {error}") if "NEEDS" not in str(error) else error
            else:
                self.values[name] = self.cells.get(name)
        return self

    def number(self, name):
        value = self.values.get(name)
        if isinstance(value, CellError):
            raise value
        if isinstance(value, str):
            raise CellError(f"TEXT {name}")
        return value or 0

    def __str__(self):
        columns = sorted({n[0] for n in self.cells})
        rows = sorted({int(n[1:]) for n in self.cells})
        lines = ["   " + "".join(f"{c:>14}" for c in columns)]
        for r in rows:
            shown = []
            for c in columns:
                v = self.values.get(f"{c}{r}", "")
                shown.append(f"#{v}" if isinstance(v, CellError) else f"{v:,.2f}" if isinstance(v, float) else str(v))
            lines.append(f"{r:>3}" + "".join(f"{s:>14}" for s in shown))
        return "\n".join(lines)


sheet = Sheet()
data = {"A1": "item", "B1": "price", "C1": "count", "D1": "total", "A2": "nuts", "B2": 2.5, "C2": 4, "D2": "=B2*C2",
        "A3": "bolts", "B3": 0.75, "C3": 100, "D3": "=B3*C3", "D4": "=SUM(D2:D3)", "C4": "=AVG(C2:C3)", "D5": "=D4*(1-0.1)-D2/2",
        "B4": "=B5+1", "B5": "=B4", "C5": "=B4*2", "A4": "=A2+1", "A5": "=1/(C2-4)"}
for name, text in data.items():
    sheet[name] = text
print(sheet.recompute())
print(sheet.computed)
sheet["C2"] = 5
sheet["B5"] = 10
sheet["A4"] = "=(1+"
sheet["A6"] = "=MAX(B2:C3) ) 2"
print(sheet.recompute())
