# The text of a caught exception recurses; then one with such a context is left uncaught.
class E(Exception):
    def __str__(self):
        return f"{self}"


try:
    str(E())
except RecursionError as error:
    print("caught", type(error).__name__)
try:
    raise E
except E:
    raise ValueError("the last")
