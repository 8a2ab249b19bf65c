def assigned_later():
    try:
        print(value)
    except UnboundLocalError as error:
        print(error, "|", error.name)
    value = 1

def deleted():
    value = 1
    del value
    try:
        value
    except UnboundLocalError as error:
        print(error)
    try:
        del value
    except UnboundLocalError as error:
        print(error)

def free():
    def inner():
        return later
    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    later = 1
    return inner()

assigned_later()
deleted()
print(free())
try:
    undefined_name
except NameError as error:
    print(error, "|", error.name)
try:
    del undefined_name
except NameError as error:
    print(error)
