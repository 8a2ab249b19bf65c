"""What a module may ask of the compiler before it is the rule, and since when it is."""


class _Feature:
    def __init__(self, optionalRelease, mandatoryRelease, compiler_flag):
        self.optional, self.mandatory, self.compiler_flag = optionalRelease, mandatoryRelease, compiler_flag

    def getOptionalRelease(self):
        return self.optional

    def getMandatoryRelease(self):
        return self.mandatory

    def __repr__(self):
        return f"_Feature{(self.optional, self.mandatory, self.compiler_flag)!r}"


def _release(text):
    major, minor, micro, level, serial = text.split()
    return int(major), int(minor), int(micro), level, int(serial)


all_feature_names = []
for _line in """nested_scopes|2 1 0 beta 1|2 2 0 alpha 0|16
generators|2 2 0 alpha 1|2 3 0 final 0|0
division|2 2 0 alpha 2|3 0 0 alpha 0|131072
absolute_import|2 5 0 alpha 1|3 0 0 alpha 0|262144
with_statement|2 5 0 alpha 1|2 6 0 alpha 0|524288
print_function|2 6 0 alpha 2|3 0 0 alpha 0|1048576
unicode_literals|2 6 0 alpha 2|3 0 0 alpha 0|2097152
barry_as_FLUFL|3 1 0 alpha 2|4 0 0 alpha 0|4194304
generator_stop|3 5 0 beta 1|3 7 0 alpha 0|8388608
annotations|3 7 0 beta 1||16777216""".split("\n"):
    _name, _from, _rule, _flag = _line.split("|")
    all_feature_names.append(_name)
    globals()[_name] = _Feature(_release(_from), _release(_rule) if _rule else None, int(_flag))
del _line, _name, _from, _rule, _flag
