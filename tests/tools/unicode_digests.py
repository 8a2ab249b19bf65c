"""Prints tests/unit/unicode_digests.h: what CPython 3.14 says of every character,
folded into one number per question. tests/unit/unicode_test.c makes the same
streams of words from our tables.

    PYTHONHASHSEED=0 python3.14 tests/tools/unicode_digests.py > tests/unit/unicode_digests.h
"""
import _sre
import itertools
import struct
import sys
import unicodedata

assert sys.version_info[:2] == (3, 14) and unicodedata.unidata_version == "16.0.0"

CATEGORIES = "Cn Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co".split()
ALL = [chr(c) for c in range(0x110000)]
NORMAL = ALL[:0x2FA20]
FORMS = ("NFC", "NFD", "NFKC", "NFKD")
REASONS = ("invalid start byte", "invalid continuation byte", "unexpected end of data")
EDGES = (0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xFF)


def digest(words):
    state = 0xCBF29CE484222325
    for word in words:
        state = (state ^ word) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return state


def kinds():
    for c in ALL:
        questions = (c.isalpha(), c.isalnum(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isprintable(), c.isspace(),
                     len((c + "x").splitlines()) == 2, c.islower(), c.isupper(), c.istitle(), c.isidentifier(),
                     ("a" + c).isidentifier(), _sre.unicode_iscased(ord(c)))
        flags = sum(answer << i for i, answer in enumerate(questions))
        yield flags << 16 | CATEGORIES.index(unicodedata.category(c)) << 8 | unicodedata.combining(c)


def texts(answers):
    for text in answers:
        yield len(text)
        yield from map(ord, text)


def numbers():
    for c in ALL:
        yield unicodedata.decimal(c, -1) + 1
        yield unicodedata.digit(c, -1) + 1
        yield struct.unpack("Q", struct.pack("d", unicodedata.numeric(c, -1.0)))[0]


def normal(form):
    for c in NORMAL:
        yield from texts(unicodedata.normalize(form, text) for text in (
            c, c + "\u0323\u0307\u0301", "\u1100" + c + "\u11a8", "a" + c + "\u0327" + c + "\u0301"))


def utf8():
    for lead in range(0x80, 0x100):
        for size in range(4):
            for tail in itertools.product(EDGES, repeat=size):
                data = bytes((lead, *tail))
                try:
                    yield from texts([data.decode("utf-8")])
                except UnicodeDecodeError as e:
                    yield from (99, e.start, e.end, REASONS.index(e.reason))


STREAMS = {
    "KINDS": kinds(),
    "LOWER": texts(c.lower() for c in ALL),
    "UPPER": texts(c.upper() for c in ALL),
    "TITLE": texts(c.title() for c in ALL),
    "FOLD": texts(c.casefold() for c in ALL),
    "SWAP": texts(c.swapcase() for c in ALL),
    "SIMPLE_LOWER": (_sre.unicode_tolower(c) for c in range(0x110000)),
    "NUMBERS": numbers(),
    **{form: normal(form) for form in FORMS},
    "UTF8": utf8(),
}

print("/* Made by tests/tools/unicode_digests.py on CPython 3.14. */")
for name, words in STREAMS.items():
    print(f"#define DIGEST_{name} 0x{digest(words):016x}ull")
