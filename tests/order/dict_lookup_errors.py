from _spy import *
class BadEq(SameHash):
    __hash__ = SameHash.__hash__
    def __eq__(self, other):
        log("eq", self, other)
        raise ValueError("eq failed")
class BadHash(Spy):
    def __hash__(self):
        log("hash", self)
        raise TypeError("hash failed")
d = {SameHash("a"): 1}
for run in (lambda: d[BadEq("x")], lambda: BadEq("x") in d, lambda: d.setdefault(BadEq("x"), 1), lambda: d.pop(BadEq("x"), 0),
            lambda: d.update({BadEq("x"): 1}), lambda: {BadEq("x"), SameHash("y")}, lambda: d[BadHash("h")],
            lambda: {BadHash("h"): print("value evaluated first")}, lambda: d.get(BadHash("h")), lambda: {BadHash("h")},
            lambda: (BadHash("h"), 1) in d, lambda: {1}.intersection([BadHash("h")])):
    attempt(run)
print(d)
