"""Breaking the lines of a text where a line feed changes nothing of what is read."""

from __future__ import annotations

from masthead.patterns import compile_later
from masthead.syntax.inline import parse_text
from masthead.syntax.text import Text, have_same_words

_HAN = "\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_BREAK = compile_later(rf"(?<=\S) (?=\S)|(?<=[，。；：、！？）》」』])(?=[{_HAN}])")
"""Between words; in Chinese behind a mark of punctuation, as one would break a line by hand."""
_CJK = compile_later(f"[{_HAN}]")


def fold_text(text: Text, width: int) -> Text:
    """Break the lines of a text before a column; what cannot be broken stays longer.

    A character of Chinese counts for two columns.
    """
    raw = text.raw
    folded = "\n".join(_fold_line(line, width) for line in raw.split("\n"))
    again, faults = parse_text(folded, text.origin)
    return again if not faults and have_same_words(again, text) else text


def _fold_line(line: str, width: int) -> str:
    lines: list[str] = []
    start = last = 0
    for match in _BREAK.finditer(line):
        if _measure(line[start : match.start()]) > width and last > start:
            lines.append(line[start:last].rstrip(" "))
            start = last
        last = match.end()
    if _measure(line[start:]) > width and last > start:
        lines.append(line[start:last].rstrip(" "))
        start = last
    return "\n".join([*lines, line[start:]])


def _measure(text: str) -> int:
    return len(text) + len(_CJK.findall(text))
