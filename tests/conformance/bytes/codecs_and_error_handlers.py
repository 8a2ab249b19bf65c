def show(call):
    try:
        print(ascii(call()))
    except Exception as error:
        print(type(error).__name__, error)
        if isinstance(error, UnicodeError):
            print(error.encoding, ascii(error.object), error.start, error.end, error.reason)

text, raw = "a\xe9\u20ac\U0001f600\udc80", b"a\xc3\xa9\xff\xe2\x82z\xed\xa0\x80"
for handler in "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass", "nope":
    for encoding in "utf-8", "ascii", "latin-1", "utf-16-le", "utf-32-be":
        show(lambda: text.encode(encoding, handler))
        show(lambda: raw.decode(encoding, handler))
for encoding in "UTF8", "utf-16", "utf_32", "Latin1", "us-ascii", "utf-8-sig", "no such":
    show(lambda: "A\xe9".encode(encoding))
    show(lambda: b"\xef\xbb\xbfAb\x00".decode(encoding))
show(lambda: "a".encode(5))
show(lambda: b"a".decode("utf8", 5))
show(lambda: "a".encode("a\0b"))
show(lambda: b"\xff\xfea\0\0\xd8".decode("utf-16"))
