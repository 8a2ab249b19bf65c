def wins():
    try:
        return "try"
    finally:
        return "finally"

def swallows():
    try:
        1 / 0
    finally:
        return "swallowed"

def keeps():
    x = 1
    try:
        return x
    finally:
        x = 2

def mutable():
    x = [1]
    try:
        return x
    finally:
        x.append(2)

def nested():
    try:
        try:
            return "inner"
        finally:
            print("first")
    finally:
        print("second")

print(wins(), swallows(), keeps(), mutable(), nested())
