# The motion of the outer planets: float arithmetic over attributes and lists.
class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz
        self.mass = mass


def system():
    days, sun = 365.24, 39.47841760435743
    rows = [
        (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        (4.84143, -1.16032, -0.10362, 0.00166, 0.0077, -0.0000691, 0.000954792),
        (8.34337, 4.1248, -0.40352, -0.00276742, 0.00499853, 0.0000230417, 0.000285886),
        (12.8943, -15.1112, -0.223308, 0.00296460, 0.00237847, -0.0000296590, 0.0000436624),
        (15.3797, -25.9193, 0.179259, 0.00268068, 0.00162824, -0.0000951592, 0.0000515139),
    ]
    bodies = [Body(x, y, z, vx * days, vy * days, vz * days, m * sun) for x, y, z, vx, vy, vz, m in rows]
    px = sum([b.vx * b.mass for b in bodies])
    py = sum([b.vy * b.mass for b in bodies])
    pz = sum([b.vz * b.mass for b in bodies])
    bodies[0].vx, bodies[0].vy, bodies[0].vz = -px / sun, -py / sun, -pz / sun
    return bodies


def energy(bodies):
    total = 0.0
    for i, a in enumerate(bodies):
        total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
        for b in bodies[i + 1:]:
            dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
            total -= a.mass * b.mass / (dx * dx + dy * dy + dz * dz) ** 0.5
    return total


def advance(bodies, pairs, dt, steps):
    for _ in range(steps):
        for a, b in pairs:
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            d2 = dx * dx + dy * dy + dz * dz
            force = dt / (d2 * d2 ** 0.5)
            am = a.mass * force
            bm = b.mass * force
            a.vx -= dx * bm
            a.vy -= dy * bm
            a.vz -= dz * bm
            b.vx += dx * am
            b.vy += dy * am
            b.vz += dz * am
        for a in bodies:
            a.x += dt * a.vx
            a.y += dt * a.vy
            a.z += dt * a.vz


def run(steps):
    bodies = system()
    pairs = [(bodies[i], bodies[j]) for i in range(5) for j in range(i + 1, 5)]
    before = energy(bodies)
    advance(bodies, pairs, 0.01, steps)
    return round(before, 6), round(energy(bodies), 5)


print(run(20000))
