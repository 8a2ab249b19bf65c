group = ExceptionGroup("top", [ValueError(1), ExceptionGroup("in", [TypeError(2), KeyError(3)]), OSError(4)])
group.add_note("kept")
print(group.split(ValueError))
print(group.subgroup((TypeError, KeyError)))
print(group.split(lambda e: isinstance(e, KeyError)))
print(group.subgroup(RuntimeError), group.split(Exception)[1])
print(group.subgroup(OSError).__notes__)
class Mine(ExceptionGroup):
    def derive(self, members): return Mine(self.message + "!", members)
print([type(part).__name__ for part in Mine("m", [ValueError(1), TypeError(2)]).split(ValueError)])
for make in (lambda: ExceptionGroup("g", []), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("g", [KeyboardInterrupt()]),
             lambda: ExceptionGroup("g", [1]), lambda: group.split(1)):
    try:
        make()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [GeneratorExit()])).__name__)
