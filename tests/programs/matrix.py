# Matrices of exact fractions: arithmetic, determinant, inverse, solving, powers.
from math import gcd


class Fraction:
    __slots__ = ("n", "d")

    def __init__(self, n, d=1):
        if d == 0:
            raise ZeroDivisionError(f"Fraction({n}, 0)")
        g = gcd(n, d) * (1 if d > 0 else -1)
        self.n, self.d = n // g, d // g

    @staticmethod
    def of(x):
        return x if isinstance(x, Fraction) else Fraction(x)

    def __add__(self, other):
        other = Fraction.of(other)
        return Fraction(self.n * other.d + other.n * self.d, self.d * other.d)

    __radd__ = __add__

    def __neg__(self):
        return Fraction(-self.n, self.d)

    def __sub__(self, other):
        return self + -Fraction.of(other)

    def __mul__(self, other):
        if not isinstance(other, (int, Fraction)):
            return NotImplemented
        other = Fraction.of(other)
        return Fraction(self.n * other.n, self.d * other.d)

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = Fraction.of(other)
        return Fraction(self.n * other.d, self.d * other.n)

    def __eq__(self, other):
        other = Fraction.of(other)
        return (self.n, self.d) == (other.n, other.d)

    def __bool__(self):
        return self.n != 0

    def __str__(self):
        return str(self.n) if self.d == 1 else f"{self.n}/{self.d}"

    def __format__(self, spec):
        return format(str(self), spec)


class Matrix:
    def __init__(self, rows):
        self.rows = [[Fraction.of(x) for x in row] for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows of different lengths")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    def __getitem__(self, key):
        i, j = key
        if isinstance(i, slice) or isinstance(j, slice):
            as_slice = lambda k: k if isinstance(k, slice) else slice(k, k + 1)
            return Matrix([row[as_slice(j)] for row in self.rows[as_slice(i)]])
        return self.rows[i][j]

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __mul__(self, k):
        return Matrix([[x * k for x in row] for row in self.rows])

    __rmul__ = __mul__

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"shapes {self.shape} and {other.shape} do not fit")
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows])

    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base, n = base @ base, n >> 1
        return result

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def reduced(self):
        "Gauss and Jordan; the rows and the determinant's factor."
        rows, factor = [row[:] for row in self.rows], Fraction(1)
        height = len(rows)
        for c in range(height):
            pivot = next((r for r in range(c, height) if rows[r][c]), None)
            if pivot is None:
                return rows, Fraction(0)
            if pivot != c:
                rows[c], rows[pivot], factor = rows[pivot], rows[c], -factor
            factor *= rows[c][c]
            rows[c] = [x / rows[c][c] for x in rows[c]]
            for r in range(height):
                if r != c and rows[r][c]:
                    rows[r] = [x - y * rows[r][c] for x, y in zip(rows[r], rows[c])]
        return rows, factor

    @property
    def det(self):
        return self.reduced()[1]

    def inverse(self):
        n = len(self.rows)
        joined = Matrix([row + unit for row, unit in zip(self.rows, Matrix.identity(n).rows)])
        rows, factor = joined.reduced()
        if not factor:
            raise ValueError("singular matrix")
        return Matrix([row[n:] for row in rows])

    def __str__(self):
        width = max((len(str(x)) for row in self.rows for x in row), default=0)
        return "\n".join("[" + " ".join(f"{x:>{width}}" for x in row) + "]" for row in self.rows)


a = Matrix([[2, 1, -1], [-3, -1, 2], [-2, 1, 2]])
b = Matrix([[8], [-11], [-3]])
print(a, a.T, a.det, sep="\n")
print(a.inverse(), (a.inverse() @ b).T, sep="\n")
print(a @ a.inverse() == Matrix.identity(3), 2 * a + a == a * 3)
fibonacci = Matrix([[1, 1], [1, 0]]) ** 30
print(fibonacci[0, 1], fibonacci[:, 0].shape, a[0:2, 1:])
hilbert = Matrix([[Fraction(1, i + j + 1) for j in range(4)] for i in range(4)])
print(hilbert.inverse(), hilbert.det)
for run in (lambda: Matrix([[1, 2], [2, 4]]).inverse(), lambda: a @ Matrix([[1, 2]]), lambda: Matrix([[1], [1, 2]]), lambda: a * "x",
            lambda: Fraction(1, 0)):
    try:
        run()
    except (ValueError, TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
