# Shortest paths on a grid with user-defined positions as dict keys and a heap of our own.
class Position:
    __slots__ = ("row", "column")

    def __init__(self, row, column):
        self.row, self.column = row, column

    def __eq__(self, other):
        return isinstance(other, Position) and (self.row, self.column) == (other.row, other.column)

    def __hash__(self):
        return hash((self.row, self.column))

    def __lt__(self, other):
        return (self.row, self.column) < (other.row, other.column)

    def __add__(self, step):
        return Position(self.row + step[0], self.column + step[1])

    def __repr__(self):
        return f"<{self.row},{self.column}>"


class Heap:
    def __init__(self):
        self.items = []

    def __bool__(self):
        return bool(self.items)

    def push(self, item):
        items = self.items
        items.append(item)
        i = len(items) - 1
        while i and items[i] < items[(i - 1) // 2]:
            up = (i - 1) // 2
            items[i], items[up] = items[up], items[i]
            i = up

    def pop(self):
        items = self.items
        top, last = items[0], items.pop()
        if items:
            items[0], i = last, 0
            while (child := 2 * i + 1) < len(items):
                if child + 1 < len(items) and items[child + 1] < items[child]:
                    child += 1
                if not items[child] < items[i]:
                    break
                items[i], items[child] = items[child], items[i]
                i = child
        return top


class Grid:
    costs = {".": 1, "~": 5, "^": 9}

    def __init__(self, text):
        self.cells = {}
        for r, line in enumerate(text.split()):
            for c, mark in enumerate(line):
                p = Position(r, c)
                self.cells[p] = mark
                if mark == "S":
                    self.start = p
                elif mark == "E":
                    self.end = p

    def neighbours(self, position):
        for step in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            p = position + step
            mark = self.cells.get(p, "#")
            if mark != "#":
                yield p, self.costs.get(mark, 1)

    def shortest(self):
        distance, before, done = {self.start: 0}, {}, set()
        heap = Heap()
        heap.push((0, self.start))
        while heap:
            d, p = heap.pop()
            if p in done:
                continue
            done.add(p)
            if p == self.end:
                break
            for q, cost in self.neighbours(p):
                if q not in distance or d + cost < distance[q]:
                    distance[q], before[q] = d + cost, p
                    heap.push((d + cost, q))
        else:
            return None, [], len(done)
        path = [self.end]
        while path[-1] != self.start:
            path.append(before[path[-1]])
        return distance[self.end], path[::-1], len(done)

    def draw(self, path):
        on_path = set(path)
        width = max(p.column for p in self.cells) + 1
        rows = max(p.row for p in self.cells) + 1
        for r in range(rows):
            print("".join("*" if Position(r, c) in on_path and self.cells[Position(r, c)] not in "SE" else self.cells[Position(r, c)]
                          for c in range(width)))


for text in ("S.~... ..^.#. .#.~.E ...#..", "S#E ### ...", "S~~E ^.^. ...."):
    grid = Grid(text)
    cost, path, visited = grid.shortest()
    print(cost, path, visited)
    grid.draw(path)
heap = Heap()
for n in (5, 3, 8, 1, 9, 2, 7, 3):
    heap.push(n)
print([heap.pop() for _ in range(8)], bool(heap))
