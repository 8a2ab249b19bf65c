def fails(x): raise ValueError(x)
def by_return():
    return fails(1)
def by_name():
    value = fails(2)
def by_attribute():
    fails.made = fails(3)
def in_parentheses():
    value = (fails(4))
def with_more():
    value = fails(5); other = 6
import sys
for f in by_return, by_name, by_attribute, in_parentheses:
    try:
        f()
    except ValueError as error:
        last = error
with_more()
