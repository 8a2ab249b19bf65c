class Point:
    "A point."
    dimension = 2
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __repr__(self):
        return f"Point({self.x}, {self.y})"

p = Point(1, 2)
print(p, p.__dict__, Point.__doc__, p.dimension, Point.__name__, Point.__module__)
p.dimension = 3
print(p.dimension, Point.dimension)
del p.dimension
print(p.dimension)
p.z = 9
del p.x
print(sorted(p.__dict__))
for run in (lambda: p.x, lambda: p.missing, lambda: Point.missing, lambda: delattr(p, "nope"),
            lambda: setattr(1, "a", 2), lambda: setattr(object(), "a", 2), lambda: (5).foo,
            lambda: setattr(int, "a", 2), lambda: None.x):
    try:
        run()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
