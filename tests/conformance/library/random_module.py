"""random: CPython's sequences for the same seeds."""
import random


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


for seed in (0, 1, 42, -7, 2**32, 10**40, 3.5, "text", b"bytes", "", "é" * 100, True):
    random.seed(seed)
    print(repr(seed)[:20], random.random(), random.getrandbits(1), random.getrandbits(33), random.getrandbits(100), random.randint(1, 100), random.randrange(10), random.choice("abcdef"))
random.seed(7)
x = list(range(20))
random.shuffle(x)
print(x, random.sample(range(1000), 5), random.sample("abcdefgh", 8), random.sample(range(10**9), 10), random.sample(["a", "b"], counts=[5, 3], k=4))
print(random.choices("abc", k=5), random.choices("abc", [5, 3, 2], k=5), random.choices([1, 2, 3], cum_weights=[1, 3, 10], k=5), random.randbytes(7), random.uniform(1, 10), random.triangular(0, 5, 1), random.triangular())
print([round(f, 9) for f in (random.gauss(), random.gauss(5, 2), random.normalvariate(), random.expovariate(2), random.lognormvariate(0, 1), random.betavariate(2, 3), random.gammavariate(0.5, 2), random.gammavariate(3, 1), random.paretovariate(3), random.weibullvariate(1, 2), random.vonmisesvariate(1, 2))])
state = random.getstate()
a = [random.random() for _ in range(3)]
random.setstate(state)
print(a == [random.random() for _ in range(3)], state[0], len(state[1]))
r, s = random.Random(5), random.Random(5)
print([r.randint(0, 9) for _ in range(10)], r.random() == s.random(), [random.Random(3).randrange(0, 100, 7) for _ in range(3)], random.Random(9).randrange(5, -5, -2))
random.seed(1)
print(sum(random.random() for _ in range(2000)), [random.randrange(2**70) for _ in range(2)], random.getrandbits(0))
for f in (lambda: random.choice([]), lambda: random.randrange(0), lambda: random.randint(5, 1), lambda: random.randrange(1, 10, 0), lambda: random.sample([1], 2), lambda: random.sample({1, 2}, 1), lambda: random.seed([]), lambda: random.choices("ab", [0, 0]),
          lambda: random.choices("ab", [1]), lambda: random.randrange(1.5), lambda: random.getrandbits("a"), lambda: random.choices("ab", 3)):
    attempt(f)
print(0 <= random.Random().random() < 1, random.Random().random() != random.Random().random())


class Own(random.Random):
    def random(self):
        return 0.5


print(Own(1).uniform(0, 10), Own(1).random())
