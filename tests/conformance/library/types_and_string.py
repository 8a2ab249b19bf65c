"""types and string."""
import string
import types


def f():
    pass


def g():
    yield


class C:
    __slots__ = ("s",)

    def m(self):
        pass


print([isinstance(x, t) for x, t in [(f, types.FunctionType), (lambda: 0, types.LambdaType), (len, types.BuiltinFunctionType), (C().m, types.MethodType), (g(), types.GeneratorType), (f.__code__, types.CodeType),
                                    (types, types.ModuleType), (C.__dict__, types.MappingProxyType), (None, types.NoneType), (..., types.EllipsisType), (NotImplemented, types.NotImplementedType), (C.s, types.MemberDescriptorType),
                                    (int | str, types.UnionType), (list[int], types.GenericAlias), (object.__init__, types.WrapperDescriptorType), (str.join, types.MethodDescriptorType), (f.__class__.__code__, types.GetSetDescriptorType)]])
ns = types.SimpleNamespace(a=1, b="x")
ns.c = [2]
print(ns, ns.a, ns == types.SimpleNamespace(a=1, b="x", c=[2]), vars(ns))
M = types.new_class("M", (int,), {}, lambda ns: ns.update(x=5))
print(M.x, M(3) + 1, M.__mro__, types.MethodType(f, 5).__self__, types.MappingProxyType({"a": 1})["a"])


class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        return super().__new__(m, name, bases, {**ns, "kw": kw})

    def __init__(self, *args, **kw):
        pass


print(types.new_class("N", (), {"metaclass": Meta, "k": 1}).kw, types.prepare_class("X")[0], types.resolve_bases((int,)))
m = types.ModuleType("made", "doc")
m.x = 1
print(m, m.__name__, m.__doc__, m.x)
cell = types.CellType(5)
print(cell.cell_contents, types.FunctionType((lambda: x).__code__, {"x": 7})())

print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits, repr(string.whitespace), string.punctuation, len(string.printable), string.capwords("hello big  world"), string.capwords("a-b", "-"))
t = string.Template("$who likes ${what}s; $$5 $missing")
print(t.safe_substitute(who="tim", what="cake"), t.substitute({"who": 1, "what": 2}, missing=3), t.get_identifiers(), t.is_valid(), t.template)
for text in ("$", "a $5", "${x", "$x ${y}\nb $!", "${}", "$x$y", "$_a1 $é"):
    t = string.Template(text)
    try:
        print(repr(t.substitute(x=1, y=2, _a1=3)))
    except Exception as error:
        print(type(error).__name__, error)
    print(repr(t.safe_substitute(x=1)), t.is_valid())
