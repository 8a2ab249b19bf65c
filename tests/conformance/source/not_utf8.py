def greet():
    return 1

print("café")
