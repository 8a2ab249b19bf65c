def down(n):
    if n == 0: return 1 // n
    return down(n - 1)
def ping(n):
    return pong(n)
def pong(n):
    return ping(n - 1) if n else down(7)
ping(2)
