"""Paragraphs: wrapping, filling, shortening, indenting, and taking common indentation away."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_blanks = "\t\n\x0b\x0c\r "


def _is_word(c):
    return c.isalnum() or c == "_"


def _blank_runs(text):
    """Turns of blanks and of other text: 'a  b' -> ['a', '  ', 'b']"""
    parts, start = [], 0
    for i in range(1, len(text) + 1):
        if i == len(text) or (text[i] in _blanks) != (text[i - 1] in _blanks):
            parts.append(text[start:i])
            start = i
    return parts


def _may_break(word, i):
    """Whether a line may end behind the hyphen at i: ab-cd, a-b-c-d."""
    before, behind = word[max(i - 3, 0):i], word[i + 1:i + 4]
    return ((before[-2:].isalpha() and len(before) > 1 or len(before) == 3 and before[1] == "-" and (before[0] + before[2]).isalpha())
            and (behind[:2].isalpha() and len(behind) > 1 or len(behind) == 3 and behind[1] == "-" and (behind[0] + behind[2]).isalpha()))


def _at_hyphens(word):
    """Parts of a word that a line may end behind; an em-dash is a part of its own."""
    parts, start, i, n = [], 0, 0, len(word)
    while i < n:
        if word[i] == "-":
            end = i
            while end < n and word[end] == "-":
                end += 1
            if end - i >= 2 and i > 0 and (_is_word(word[i - 1]) or word[i - 1] in "!\"'&.,?") and end < n and _is_word(word[end]):
                if i > start:
                    parts.append(word[start:i])
                parts.append(word[i:end])
                start = end
            elif end - i == 1 and i > start and _may_break(word, i):
                parts.append(word[start:end])
                start = end
            i = end
        else:
            i += 1
    if start < n:
        parts.append(word[start:])
    return parts


class TextWrapper:
    """Wraps and fills text; the options are attributes."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True, fix_sentence_endings=False,
                 break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None, placeholder=" [...]"):
        for name, value in list(locals().items()):
            if name != "self":
                setattr(self, name, value)

    def _split(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(dict.fromkeys(map(ord, _blanks), " "))
        chunks = _blank_runs(text)
        if self.break_on_hyphens:
            chunks = [part for chunk in chunks for part in ([chunk] if chunk[0] in _blanks else _at_hyphens(chunk))]
        if self.fix_sentence_endings:
            for i in range(len(chunks) - 1):
                end = chunks[i].rstrip("\"'")
                if chunks[i + 1] == " " and end[-1:] in (".", "!", "?") and end[-2:-1].islower():
                    chunks[i + 1] = "  "
        return chunks

    def _break_long(self, chunks, line, used, width):
        room = 1 if width < 1 else width - used
        if not self.break_long_words:
            if not line:
                line.append(chunks.pop())
            return
        chunk, end = chunks[-1], room
        if self.break_on_hyphens and len(chunk) > room:
            hyphen = chunk.rfind("-", 0, room)
            if hyphen > 0 and any(c != "-" for c in chunk[:hyphen]):
                end = hyphen + 1
        line.append(chunk[:end])
        chunks[-1] = chunk[end:]

    def wrap(self, text):
        """Lines of at most width characters, without their ends."""
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks, lines = self._split(text)[::-1], []
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width, line, used = self.width - len(indent), [], 0
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            while chunks and used + len(chunks[-1]) <= width:
                used += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._break_long(chunks, line, used, width)
                used = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                used -= len(line.pop())
            if not line:
                continue
            if self.max_lines is None or len(lines) + 1 < self.max_lines or (
                    not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()) and used <= width:
                lines.append(indent + "".join(line))
                continue
            while line:
                if line[-1].strip() and used + len(self.placeholder) <= width:
                    lines.append(indent + "".join(line) + self.placeholder)
                    break
                used -= len(line.pop())
            else:
                if lines and len(lines[-1].rstrip()) + len(self.placeholder) <= self.width:
                    lines[-1] = lines[-1].rstrip() + self.placeholder
                else:
                    lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """Lines of at most width characters."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """The text with its lines wrapped."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The text, cut at a word and marked if it is longer than width."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """The text without the blanks that all its lines begin with."""
    try:
        lines = text.split("\n")
    except (AttributeError, TypeError):
        raise TypeError(f"expected str object, not {type(text).__qualname__!r}") from None
    full = [line for line in lines if line and not line.isspace()]
    low, high = min(full, default=""), max(full, default="")
    margin = 0
    for margin, c in enumerate(low):
        if c != high[margin] or c not in " \t":
            break
    return "\n".join([line[margin:] if line and not line.isspace() else "" for line in lines])


def indent(text, prefix, predicate=None):
    """The text with prefix before each line that has more than blanks, or that the predicate takes."""
    lines = text.splitlines(True)
    return "".join([prefix + line if (predicate(line) if predicate else not line.isspace()) else line for line in lines])
