# Building text: +=, join, formatting, slices, methods.
def run(n):
    text = ""
    for i in range(n):
        text += "x%d," % i
    parts = text.split(",")
    joined = "-".join([p.upper() for p in parts])
    total = len(joined)
    for i in range(n):
        line = f"{i:>6} {i * 2} {parts[i]!s}"
        total += len(line) + line.count("1")
        if line.startswith("  ") and line.endswith("7"):
            total += line.find("x")
    reversed_ = joined[::-1].replace("X", "yz")
    for word in reversed_.split("-"):
        total += len(word.strip("y"))
    out = []
    for c in text[:n]:
        out.append(chr(ord(c) + 1))
    return total, len("".join(out)), reversed_[:12]


print(run(180000))
