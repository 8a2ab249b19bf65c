# modes: native web slice: too many objects for modes that copy or collect all the time
nested = []
for _ in range(1_000_000):
    nested = [nested]
print(len(nested))
try:
    repr(nested)
except RecursionError as error:
    print("caught", type(error).__name__)
depth = 0
level = nested
while level:
    level, depth = level[0], depth + 1
print(depth)
del nested, level
print("freed")
