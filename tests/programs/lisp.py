# A small Lisp: reader, environments, closures, tail calls without depth, quasi errors, a library in itself.
class LispError(Exception):
    pass


class Symbol(str):
    table = {}

    def __new__(cls, name):
        if name not in cls.table:
            cls.table[name] = super().__new__(cls, name)
        return cls.table[name]


def read_all(text):
    words = text.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()[::-1]

    def read():
        if not words:
            raise LispError("unexpected end")
        word = words.pop()
        if word == "(":
            items = []
            while words and words[-1] != ")":
                items.append(read())
            if not words:
                raise LispError("missing )")
            words.pop()
            return items
        if word == ")":
            raise LispError("unexpected )")
        if word == "'":
            return [Symbol("quote"), read()]
        for kind in (int, float):
            try:
                return kind(word)
            except ValueError:
                pass
        return {"#t": True, "#f": False}.get(word, Symbol(word))

    while words:
        yield read()


def show(x):
    if isinstance(x, list):
        return "(" + " ".join(map(show, x)) + ")"
    return {True: "#t", False: "#f"}[x] if isinstance(x, bool) else "<function>" if callable(x) or isinstance(x, Lambda) else str(x)


class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer

    def find(self, name):
        env = self
        while env is not None:
            if name in env:
                return env
            env = env.outer
        raise LispError(f"unbound {name}")


class Lambda:
    def __init__(self, names, body, env):
        self.names, self.body, self.env = names, body, env

    def bind(self, arguments):
        if len(arguments) != len(self.names):
            raise LispError(f"expected {len(self.names)} arguments, got {len(arguments)}")
        return Env(self.names, arguments, self.env)


def evaluate(x, env):
    while True:
        if isinstance(x, Symbol):
            return env.find(x)[x]
        if not isinstance(x, list):
            return x
        if not x:
            raise LispError("cannot call ()")
        head, *rest = x
        if head == "quote":
            return rest[0]
        if head == "if":
            test, then, *otherwise = rest
            if evaluate(test, env) is not False:
                x = then
            elif otherwise:
                x = otherwise[0]
            else:
                return False
        elif head == "define":
            target, *body = rest
            if isinstance(target, list):
                env[target[0]] = Lambda(target[1:], body, env)
            else:
                env[target] = evaluate(body[0], env)
            return Symbol("ok")
        elif head == "set!":
            env.find(rest[0])[rest[0]] = evaluate(rest[1], env)
            return Symbol("ok")
        elif head == "lambda":
            return Lambda(rest[0], rest[1:], env)
        elif head == "let":
            env = Env([n for n, _ in rest[0]], [evaluate(v, env) for _, v in rest[0]], env)
            for part in rest[1:-1]:
                evaluate(part, env)
            x = rest[-1]
        else:
            f, *arguments = [evaluate(part, env) for part in x]
            if isinstance(f, Lambda):
                env = f.bind(arguments)
                for part in f.body[:-1]:
                    evaluate(part, env)
                x = f.body[-1]
            elif callable(f):
                try:
                    return f(*arguments)
                except (TypeError, IndexError, ZeroDivisionError) as error:
                    raise LispError(f"{show(head)}: {error}") from error
            else:
                raise LispError(f"not a function: {show(f)}")


def fold(f):
    def run(first, *rest):
        for x in rest:
            first = f(first, x)
        return first
    return run


BASE = {
    "+": fold(lambda a, b: a + b), "*": fold(lambda a, b: a * b), "-": lambda a, *r: a - sum(r) if r else -a, "/": fold(lambda a, b: a / b),
    "=": lambda a, b: a == b, "<": lambda a, b: a < b, "mod": lambda a, b: a % b, "list": lambda *items: list(items),
    "car": lambda l: l[0], "cdr": lambda l: l[1:], "cons": lambda a, l: [a, *l], "null?": lambda l: l == [], "length": len,
    "not": lambda x: x is False,
}
LIBRARY = """
(define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l)))))
(define (filter p l) (if (null? l) l (if (p (car l)) (cons (car l) (filter p (cdr l))) (filter p (cdr l)))))
(define (range a b) (if (< a b) (cons a (range (+ a 1) b)) '()))
(define (compose f g) (lambda (x) (f (g x))))
"""
PROGRAM = """
(define (fact n) (if (= n 0) 1 (* n (fact (- n 1)))))
(fact 25)
(map (compose (lambda (x) (* x x)) (lambda (x) (+ x 1))) (range 0 6))
(define (loop n total) (if (= n 0) total (loop (- n 1) (+ total n))))
(loop 300 0)
(define counter (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(list (counter) (counter) (counter))
(filter (lambda (n) (= 0 (mod n 3))) (range 0 20))
'(a (b . c) 1.5 #t)
(let ((x 2) (y 3)) (list x y (/ x y)))
(if (not #f) 'yes 'no)
(lambda (x) x)
(undefined 1)
(car '())
((lambda (x y) x) 1)
(1 2 3)
(/ 1 0)
(+ 1 'a)
()
"""
env = Env(map(Symbol, BASE), BASE.values())
for form in read_all(LIBRARY):
    evaluate(form, env)
for form in read_all(PROGRAM):
    try:
        print(show(form), "=>", show(evaluate(form, env)))
    except LispError as error:
        print(show(form), "=> error:", error)
for bad in ("(1 2", ")", "'"):
    try:
        print(list(read_all(bad)))
    except LispError as error:
        print("error:", error)
