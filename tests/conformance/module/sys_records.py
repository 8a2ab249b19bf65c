# The records of sys: tuples whose items have names.
import sys
from sys import float_info, version_info

print(version_info.major, version_info.minor, version_info[:2], version_info >= (3, 8), isinstance(version_info, tuple))
print(float_info)
print(sys.int_info.bits_per_digit, sys.hash_info.modulus, sys.flags.optimize, sys.flags.dev_mode)
print(sys.float_info is float_info, sys.version_info is version_info, type(float_info), repr(version_info)[:29])
print(*float_info[:3], hash(version_info[:2]) == hash((3, 14)), hasattr(sys, "float_info"), hasattr(sys, "nothing"))
try:
    sys.nothing
except AttributeError as error:
    print(error, error.name, error.obj is sys)
try:
    float_info.max = 1
except AttributeError:
    print("cannot be set")
