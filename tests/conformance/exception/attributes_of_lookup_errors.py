class C: 
    attribute = 1
try:
    C().attribut
except AttributeError as error:
    print(error, "|", error.name, type(error.obj).__name__)
try:
    undefined
except NameError as error:
    print(error, "|", error.name)
try:
    import nothing_of_this_name
except ModuleNotFoundError as error:
    print(error, "|", error.name, error.path)
try:
    from math import nothing_of_this_name
except ImportError as error:
    print(str(error).split(" (")[0], "|", error.name, error.name_from)
try:
    {}["missing"]
except KeyError as error:
    print(error, error.args)
try:
    b"\xff".decode()
except UnicodeDecodeError as error:
    print(error, "|", error.encoding, error.object, error.start, error.end, error.reason)
try:
    "\ud800".encode()
except UnicodeEncodeError as error:
    print(error, "|", error.start, error.end)
