# Conway's game of life on an unbounded plane, as a set of live cells.
class Life:
    neighbours = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0)]

    def __init__(self, cells=()):
        self.cells = frozenset(cells)

    @classmethod
    def parse(cls, text, dx=0, dy=0):
        return cls((x + dx, y + dy) for y, line in enumerate(text.split()) for x, c in enumerate(line) if c == "#")

    def step(self):
        counts = {}
        for x, y in self.cells:
            for dx, dy in self.neighbours:
                key = x + dx, y + dy
                counts[key] = counts.get(key, 0) + 1
        return Life(cell for cell, n in counts.items() if n == 3 or n == 2 and cell in self.cells)

    def __iter__(self):
        life = self
        while life:
            yield life
            life = life.step()

    def __len__(self):
        return len(self.cells)

    def __or__(self, other):
        return Life(self.cells | other.cells)

    def __eq__(self, other):
        return self.cells == other.cells

    def moved(self):
        if not self.cells:
            return self
        left, top = min(x for x, _ in self.cells), min(y for _, y in self.cells)
        return Life((x - left, y - top) for x, y in self.cells)

    def __str__(self):
        if not self.cells:
            return "(empty)"
        xs, ys = [x for x, _ in self.cells], [y for _, y in self.cells]
        return "\n".join("".join("#" if (x, y) in self.cells else "." for x in range(min(xs), max(xs) + 1))
                         for y in range(min(ys), max(ys) + 1))


def period(life, most=8):
    start = life.moved()
    for n, state in enumerate(life):
        if n and state.moved() == start:
            return n
        if n == most:
            return None
    return 0


patterns = {
    "block": "## ##",
    "blinker": "###",
    "glider": ".#. ..# ###",
    "toad": ".### ###.",
    "dies": "##",
}
for name, text in patterns.items():
    life = Life.parse(text)
    print(f"{name}: {len(life)} cells, period {period(life)}")
    print(life.step())
pentomino = Life.parse(".## ##. .#.")
for n, state in zip(range(13), pentomino):
    if n % 4 == 0:
        print(n, len(state))
print(state)
crash = Life.parse(patterns["glider"]) | Life.parse(patterns["block"], 6, 5)
print([len(state) for _, state in zip(range(20), crash)])
