def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise LookupError("not a number") from error
try:
    parse("x")
except LookupError:
    {}["missing"]
