# Float arithmetic: a logistic map, a numerical integral, a Mandelbrot escape count.
def run(n):
    x, r, total = 0.4, 3.7, 0.0
    for _ in range(n):
        x = r * x * (1.0 - x)
        total += x
    step = 1.0 / n
    area = 0.0
    for i in range(n):
        t = (i + 0.5) * step
        area += 4.0 / (1.0 + t * t)
    inside = 0
    for row in range(40):
        for column in range(60):
            cr, ci = column / 20.0 - 2.2, row / 16.0 - 1.25
            zr = zi = 0.0
            for _ in range(60):
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                if zr * zr + zi * zi > 4.0:
                    break
            else:
                inside += 1
    return round(total / n, 3), round(area * step, 9), inside


print(run(1000000))
