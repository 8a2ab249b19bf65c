try:
    {}["k"]
except KeyError:
    raise RuntimeError("only this") from None
