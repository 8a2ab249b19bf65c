# Counting words of a text: splitting, stripping, lower case, a dict, sorting by count.
WORDS = ("the krait is a small and quiet snake that hunts at night and rests by day under stones or in the roots of trees "
         "while the day's heat passes; it eats other snakes, frogs, mice and its own kind. The Krait, when found, rolls up.").split(" ")


def text(n):
    seed = 1
    lines = []
    for _ in range(n):
        line = []
        for _ in range(10):
            seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
            line.append(WORDS[(seed >> 16) % len(WORDS)])
        lines.append(" ".join(line))
    return "\n".join(lines)


def run(n):
    counts = {}
    lengths = {}
    for line in text(n).split("\n"):
        for word in line.split():
            word = word.strip(".,;'").lower()
            counts[word] = counts.get(word, 0) + 1
            lengths.setdefault(len(word), set()).add(word)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ordered[:3], len(counts), [len(lengths[k]) for k in sorted(lengths)]


print(run(25000))
