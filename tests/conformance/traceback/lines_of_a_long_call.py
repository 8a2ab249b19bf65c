def check(**values):
    if values["depth"] < 0: raise ValueError("too deep")
    return values
result = [
    1,
    check(
        depth=1,
        width=2,
        height=3,
        inner=check(
            depth=-1,
            name="x",
        ),
    ),
]
