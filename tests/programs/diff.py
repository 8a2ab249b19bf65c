# The longest common subsequence of two texts, shown as a unified diff, and a patch that is applied back.
def common(a, b):
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if a[i] == b[j] else max(lengths[i + 1][j], lengths[i][j + 1])
    i = j = 0
    while i < len(a) or j < len(b):
        if i < len(a) and j < len(b) and a[i] == b[j]:
            yield " ", a[i]
            i, j = i + 1, j + 1
        elif j == len(b) or i < len(a) and lengths[i + 1][j] >= lengths[i][j + 1]:
            yield "-", a[i]
            i += 1
        else:
            yield "+", b[j]
            j += 1


def hunks(changes, context=1):
    changes = list(changes)
    keep = set()
    for n, (mark, _) in enumerate(changes):
        if mark != " ":
            keep.update(range(max(0, n - context), min(len(changes), n + context + 1)))
    group, old, new = None, 1, 1
    for n, (mark, line) in enumerate(changes):
        if n in keep:
            if group is None:
                group = [(old, new)]
            group.append((mark, line))
        elif group is not None:
            yield group
            group = None
        old += mark != "+"
        new += mark != "-"
    if group is not None:
        yield group


def show(changes):
    for (old, new), *lines in hunks(changes):
        removed = sum(mark != "+" for mark, _ in lines)
        added = sum(mark != "-" for mark, _ in lines)
        yield f"@@ -{old},{removed} +{new},{added} @@"
        yield from (mark + line for mark, line in lines)


def patch(lines, text):
    result, at = [], 0
    for line in text:
        if line.startswith("@@"):
            start = int(line.split()[1][1:].split(",")[0]) - 1
            result += lines[at:start]
            at = start
        elif line[0] == "+":
            result.append(line[1:])
        else:
            if lines[at] != line[1:]:
                raise ValueError(f"line {at + 1} is {lines[at]!r}, not {line[1:]!r}")
            if line[0] == " ":
                result.append(lines[at])
            at += 1
    return result + lines[at:]


OLD = """one
two
three
four
five
six
seven
eight""".splitlines()
NEW = """zero
one
two
3
four
five
six and a half
seven
eight
nine""".splitlines()
text = list(show(common(OLD, NEW)))
print("\n".join(text))
print(patch(OLD, text) == NEW)
for a, b in (("", "abc"), ("abc", ""), ("same", "same"), ("kitten", "sitting"), ("abcabba", "cbabac")):
    changes = list(common(a, b))
    print(f"{a!r} {b!r}", "".join(mark.strip() + c for mark, c in changes), sum(mark == " " for mark, _ in changes))
try:
    patch(NEW, text)
except ValueError as error:
    print(error)
