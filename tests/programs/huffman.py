# Huffman codes of texts: trees, canonical codes, encoding to bytes and back.
class Leaf:
    def __init__(self, symbol, weight):
        self.symbol, self.weight, self.least = symbol, weight, symbol

    def codes(self, prefix=""):
        yield self.symbol, prefix or "0"


class Node:
    def __init__(self, left, right):
        self.left, self.right = left, right
        self.weight, self.least = left.weight + right.weight, min(left.least, right.least)

    def codes(self, prefix=""):
        yield from self.left.codes(prefix + "0")
        yield from self.right.codes(prefix + "1")


def count(text):
    counts = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    return counts


def build(counts):
    trees = [Leaf(s, w) for s, w in counts.items()]
    while len(trees) > 1:
        trees.sort(key=lambda t: (t.weight, t.least), reverse=True)
        trees.append(Node(trees.pop(), trees.pop()))
    return trees[0]


def canonical(codes):
    result, code, length = {}, 0, 0
    for size, symbol in sorted((len(code), symbol) for symbol, code in codes):
        code <<= size - length
        result[symbol] = format(code, f"0{size}b")
        code, length = code + 1, size
    return result


def encode(text, table):
    bits = "".join(table[c] for c in text)
    padding = -len(bits) % 8
    bits += "0" * padding
    return bytes([padding]) + bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def decode(data, table):
    back = {code: symbol for symbol, code in table.items()}
    bits = "".join(f"{byte:08b}" for byte in data[1:])
    bits = bits[:len(bits) - data[0]]
    out, code = [], ""
    for bit in bits:
        code += bit
        if code in back:
            out.append(back[code])
            code = ""
    if code:
        raise ValueError("data ends in the middle of a symbol")
    return "".join(out)


for text in ("abracadabra", "she sells sea shells by the sea shore", "aaaa", "the snake 蛇 and the krait"):
    tree = build(count(text))
    table = canonical(tree.codes())
    data = encode(text, table)
    assert decode(data, table) == text
    print(f"{text!r}: {len(text)} characters, {len(data)} bytes, weight {tree.weight}")
    print("  " + " ".join(f"{s!r}={c}" for s, c in sorted(table.items(), key=lambda item: (len(item[1]), item))))
    print("  " + data.hex(" "))
codes = list(table.values())
print(not any(a != b and b.startswith(a) for a in codes for b in codes), sum(2.0 ** -len(c) for c in codes))
try:
    decode(b"\x00\xff", {"a": "0", "b": "1111111110"})
except ValueError as error:
    print(error)
