total = 10

def wrong():
    total += 1
    return total

try:
    wrong()
except UnboundLocalError as error:
    print(error)

def right():
    global total
    total += 1
    return total

print(right(), total)
