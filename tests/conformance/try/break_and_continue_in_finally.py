def breaks():
    for i in range(3):
        try:
            1 / 0
        finally:
            break
    return i

def continues():
    seen = []
    for i in range(3):
        try:
            raise KeyError(i)
        finally:
            seen.append(i)
            continue
    return seen

def return_then_break():
    while True:
        try:
            return "never"
        finally:
            break
    return "after the loop"

def break_through():
    out = []
    for i in range(3):
        try:
            if i == 1:
                break
            out.append(i)
        finally:
            out.append("f")
    else:
        out.append("else")
    return out

def deep():
    for i in range(5):
        try:
            try:
                if i == 3:
                    break
                continue
            finally:
                print("inner", i)
        finally:
            print("outer", i)
    return i

print(breaks(), continues(), return_then_break(), break_through(), deep())
