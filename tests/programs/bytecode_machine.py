# A stack machine with an assembler: jumps, calls, locals; and a disassembler.
class MachineError(Exception):
    pass


class Op:
    table = {}

    def __init__(self, operands=0):
        self.operands = operands

    def __call__(self, f):
        Op.table[f.__name__.removeprefix("op_").upper()] = (f, self.operands)
        return f


class Frame:
    def __init__(self, back_to, arguments):
        self.back_to, self.locals = back_to, dict(enumerate(arguments))


class Machine:
    def __init__(self, code, fuel=10_000):
        self.code, self.stack, self.frames, self.at = code, [], [Frame(None, [])], 0
        self.fuel, self.output = fuel, []

    def pop(self):
        if not self.stack:
            raise MachineError(f"stack is empty at {self.at}")
        return self.stack.pop()

    def run(self):
        while self.at is not None:
            self.fuel -= 1
            if self.fuel < 0:
                raise MachineError("out of fuel")
            name, *operands = self.code[self.at]
            self.at += 1
            Op.table[name][0](self, *operands)
        return self.output

    @Op(1)
    def op_push(self, value):
        self.stack.append(value)

    @Op()
    def op_add(self):
        b, a = self.pop(), self.pop()
        self.stack.append(a + b)

    @Op()
    def op_sub(self):
        b, a = self.pop(), self.pop()
        self.stack.append(a - b)

    @Op()
    def op_mul(self):
        b, a = self.pop(), self.pop()
        self.stack.append(a * b)

    @Op()
    def op_less(self):
        b, a = self.pop(), self.pop()
        self.stack.append(int(a < b))

    @Op()
    def op_dup(self):
        self.stack.append(self.stack[-1])

    @Op(1)
    def op_load(self, slot):
        try:
            self.stack.append(self.frames[-1].locals[slot])
        except KeyError as error:
            raise MachineError(f"slot {slot} is empty") from error

    @Op(1)
    def op_store(self, slot):
        self.frames[-1].locals[slot] = self.pop()

    @Op(1)
    def op_jump(self, target):
        self.at = target

    @Op(1)
    def op_jump_if(self, target):
        if self.pop():
            self.at = target

    @Op(2)
    def op_call(self, target, count):
        arguments = [self.pop() for _ in range(count)][::-1]
        self.frames.append(Frame(self.at, arguments))
        self.at = target

    @Op()
    def op_return(self):
        self.at = self.frames.pop().back_to

    @Op()
    def op_print(self):
        self.output.append(self.pop())


def assemble(text):
    lines, labels = [], {}
    for raw in text.splitlines():
        line = raw.split(";")[0].strip()
        if line.endswith(":"):
            labels[line[:-1]] = len(lines)
        elif line:
            lines.append(line.split())
    code = []
    for name, *words in lines:
        name = name.upper()
        if name not in Op.table:
            raise MachineError(f"no instruction {name}")
        if len(words) != Op.table[name][1]:
            raise MachineError(f"{name} takes {Op.table[name][1]} operands, not {len(words)}")
        operands = []
        for word in words:
            if word.lstrip("-").isdigit():
                operands.append(int(word))
            elif word in labels:
                operands.append(labels[word])
            else:
                raise MachineError(f"no label {word}")
        code.append((name, *operands))
    return code


FACTORIAL = """
    push 20
    call factorial 1
    print
    return
factorial:
    load 0
    push 2
    less
    jump_if base
    load 0
    dup
    push 1
    sub
    call factorial 1
    mul
    return
base:
    push 1
    return
"""
LOOP = """
    push 0          ; the sum
    push 10
    store 1
next:
    load 1
    add
    load 1
    push 1
    sub
    dup
    store 1
    jump_if next
    print
    return
"""
print(Machine(assemble(FACTORIAL)).run(), Machine(assemble(LOOP)).run())
for i, (name, *operands) in enumerate(assemble(LOOP)):
    print(f"{i:3} {name:<8}", *operands)
for bad in ("add", "jump here", "nope", "push", "load 5", "x:\njump x", "push 1\npush 2", "push 1\nprint 2"):
    try:
        print(Machine(assemble(bad)).run())
    except MachineError as error:
        print(error, "|", repr(error.__cause__))
    except IndexError:
        print("ran off the end")
print(sorted(Op.table))
