for text in "hello World", "straße", "ŒUVRE ﬁn", "ΑΣ ΟΔΟΣ.", "ǆ ǅ Ǆ", "İıIi", "ŉ", "they're bill's", "x1y2", "":
    print([text.lower(), text.upper(), text.title(), text.capitalize(), text.swapcase(), text.casefold()])
for text in "abc", "ABC", "Abc Def", "a1", "1", "²", "½", "٣", " \t\u2003", "\x1c", "_a", "1a", "é", "ªº", "ǅ", "", "\u200b", "a b", "a\nb", "class":
    print(ascii(text), [name for name in dir(str) if name.startswith("is") and getattr(text, name)()])
