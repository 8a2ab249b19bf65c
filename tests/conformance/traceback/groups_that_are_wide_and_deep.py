def nest(n):
    return ExceptionGroup(f"level {n}", [nest(n - 1) if n else ValueError("leaf")])
raise ExceptionGroup("wide", [nest(11)] + [KeyError(i) for i in range(17)])
