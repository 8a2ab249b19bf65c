# What UTF-8 cannot say is refused by standard output before any of it is written; standard error shows its escape.
import sys

for text in "a\ud800b", "\udfff", "\u0416\udc00\udc01", "\U0001f40d\ud83d":
    try:
        print("one", text)
    except UnicodeEncodeError as e:
        print("|", e, "|", e.encoding, e.start, e.end, e.reason, ascii(e.object))
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError as e:
        print(type(e).__name__)
    print(ascii(text), repr(text) == ascii(text))
sys.stderr.write("told: \u0416\ud800\n")
print("and on")
raise ValueError("\udc00x")
