"""The records of the module sys, made when they are first asked for: tuples whose items have names."""

import sys

_FIELDS = {
    "version_info": ("major minor micro releaselevel serial", (3, 14, 0, "final", 0)),
    "float_info": ("max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds",
                   (1.7976931348623157e+308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1)),
    "int_info": ("bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold", (30, 4, 4300, 640)),
    "hash_info": ("width modulus inf nan imag algorithm hash_bits seed_bits cutoff",
                  (64, 2305843009213693951, 314159, 0, 1000003, "siphash13", 64, 128, 0)),
    "flags": ("debug inspect interactive optimize dont_write_bytecode no_user_site no_site ignore_environment verbose bytes_warning quiet "
              "hash_randomization isolated dev_mode utf8_mode warn_default_encoding safe_path int_max_str_digits",
              (0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, False, 0, 0, False, 4300)),
}


class _Record(tuple):
    __slots__ = ()
    __module__ = "sys"

    def __repr__(self):
        return f"sys.{type(self).__name__}({', '.join(f'{name}={item!r}' for name, item in zip(self.__match_args__, self))})"


def record(name):
    names, items = _FIELDS[name]
    names = tuple(names.split())
    fields = {field: property(lambda self, i=i: self[i]) for i, field in enumerate(names)}
    kind = type(name, (_Record,), {"__slots__": (), "__module__": "sys", "__match_args__": names, "n_fields": len(names), **fields})
    made = sys.__dict__[name] = tuple.__new__(kind, items)
    return made
