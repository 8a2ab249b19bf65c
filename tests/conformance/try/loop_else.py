def find(items, wanted):
    for item in items:
        if item == wanted:
            break
    else:
        return "not found"
    return "found"

print(find([1, 2], 2), find([1, 2], 3), find([], 1))
n = 3
while n:
    n -= 1
else:
    print("while else", n)
while True:
    try:
        break
    finally:
        print("finally before leaving")
else:
    print("never")
for i in range(3):
    try:
        if i == 1:
            continue
    except Exception:
        pass
    else:
        print("else", i)
    finally:
        print("finally", i)
