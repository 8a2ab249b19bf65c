"""product, combinations, combinations_with_replacement and permutations of all small sizes, and of larger ones by digest."""
from itertools import combinations, combinations_with_replacement, permutations, product


def digest(rows):
    total = count = 0
    for row in rows:
        count += 1
        for item in row:
            total = (total * 31 + item + 7) % 1000000007
    return count, total


for n in range(6):
    for r in range(n + 3):
        print(n, r, list(combinations(range(n), r)), list(combinations_with_replacement(range(n), r))[:8], list(permutations(range(n), r))[:12])
        print(digest(combinations_with_replacement(range(n), r)), digest(permutations(range(n), r)), digest(product(range(n), repeat=min(r, 4))))
print(digest(combinations(range(12), 5)), digest(permutations(range(6))), digest(permutations(range(7), 4)), digest(product(range(3), range(4), range(0, 2), repeat=2)))
print(list(product("ab", [1, 2], (None,))), list(product()), list(product([])), list(permutations("abc", None)), list(combinations("abc", 0)))
it = combinations("abcd", 2)
print(next(it), next(it), list(it), list(it), list(it))
row = next(permutations([[1], [2]]))
row[0].append(5)
print(row)
