def show(value, *specs):
    for spec in specs:
        try:
            print(repr(spec), format(value, spec) + "|")
        except Exception as error:
            print(repr(spec), type(error).__name__, error)

show("abc", "", "5", ">5", "^6", "*^7", ".2", "6.2s", "=5", "05", "+", "d", ",", "5x", "x5", "\x01")
show(1234567, "", "d", ",", "_", "x", "#X", "_b", "#o", "012,", "+", " ", "=+12", "<12", "^12", "c", "e", ".2f", "%", ".2", "s", "n", ",,", ",_", "z", "20,.3f")
show(-42, "5", "05", "=6", "x", "#010b", "+d", "c")
show(3.14159, "", ".2f", "10.3e", "g", "%", "+.1f", "010.2f", ",.4f", "_", "n", "d", "z.0f", ".3", "#.0f", "*^12.2f", ".6_f")
show(-0.001, ".1f", "z.1f", "+.0f", "e")
show(float("inf"), "", "f", "010", "F", "+")
show(10**30, ",", "x", "e", ".1f")
show(True, "", "5", "d", "s")
show(None, "", "5")
show(object, "x")
show([1], "", "3")
