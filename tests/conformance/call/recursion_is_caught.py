def deep(n):
    return 1 + deep(n + 1)

try:
    deep(0)
except RecursionError as error:
    print(type(error).__name__, error)

def even(n):
    return True if n == 0 else odd(n - 1)

def odd(n):
    return False if n == 0 else even(n - 1)

print(even(300))
