def compute(length):
    return lenght * 2
compute(1)
