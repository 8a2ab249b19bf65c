# What natives say of wrong counts and of names that they do not take: counts first, then what is missing, then what is not known.
def show(*calls):
    for call in calls:
        try: print(call, "->", eval(call))
        except Exception as e: print(call, "!!", type(e).__name__, e)

class D(dict): pass
show("sum()", "sum([1], iterable=3)", "sum(iterable=[1])", "sum([1], stat=1)", "sum([1], start=1, x=2)", "sum([1], 2, 3)")
show("'a'.replace()", "'a'.replace('a')", "'a'.replace('a', 'b', 1, 2)", "'a'.replace('a', 'b', old=3)", "'a'.replace('a', 'b', cout=3)")
show("'a'.split(1, 2, 3)", "'a'.split(spe=1)", "'a'.encode(1, 2, 3)", "'a'.encode(encodin='x')", "'a'.splitlines(keepends=1, x=1)", "'a'.expandtabs(1, foo=2)")
show("int('1', bas=3)", "int(x='1')", "int(base=3)", "int(1, 2, 3)", "str(b'a', encodin='utf8')", "bytes('a', 'utf8', errrs='x')", "float(x=1)")
show("[1].sort(ky=1)", "[1].sort(1)", "[1].sort(key=None, reverse=0, x=1)", "max([1], ky=1)", "min([1], defalt=1)", "print(1, spe=2)", "print(1, 2, x=1)")
show("pow()", "pow(2)", "pow(2, 3, mdo=1)", "pow(2, 3, 4, 5)", "pow(foo=1)", "round()", "round(1.5, ndigit=1)", "round(1, 2, 3)", "round(number=2.5)")
show("enumerate([1], strt=2)", "enumerate()", "zip([1], strct=1)", "zip(x=1, y=2)", "property(fge=1)", "property(1, 2, 3, 4, 5)")
show("(1).to_bytes(leng=1)", "(1).to_bytes(1, 'big', True)", "int.from_bytes(b'a', byteordr='big')", "int.from_bytes()", "bytes.fromhex()", "bytes.fromhex(1, 2)")
show("compile()", "compile('1')", "compile('1', 'f', 'eval', flag=1)", "eval('1', globls={})", "exec('1', locls={})", "eval()")
show("'a'.upper(1)", "'a'.upper(x=1)", "'a'.upper(1, x=1)", "{1}.union(x=1)", "{1}.update(1, x=1)", "[].append(x=1)", "{}.get(key=1)", "{}.pop(1, default=2)")
show("str.maketrans(x=1)", "dict.fromkeys()", "dict.fromkeys(iterable=1)", "D.fromkeys()", "D.fromkeys(1, 2, 3)")
show("ImportError('a', nam='b')", "AttributeError('x', objj=1)", "NameError('x', nme=1)", "ValueError(x=1)")
show("format(None, None)", "str(None, None)", "chr(10 ** 30)", "chr(-1)", "b'ab'.count('a', 'b')", "b'ab'.find([1], [2])")
