for text in "it's", '"', "'\"", "\\", "\n\t\r\0\x1f\x7f", "é", "\x80\xad\xa0", "\u200b\u2028", "\ud800", "\U0001f600", "\U000e0001", "\u0378":
    print(ascii(repr(text)), ascii(text))
print(repr(b"it's \"\\\n\xff"), repr("a" * 3))
