"""Labels of subparagraphs that a text cites: 12 (b), 12 b), 第12段(b), الفقرة 12 (ب)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.figures.figure import LABEL, Figure
from masthead.check.pattern import Pattern
from masthead.patterns import compile_later
from masthead.symbol import read_roman

_HAN = "一二三四五六七八九十"
_CIRCLED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_ARABIC = "أبجدهوزحطيكلمن"
_CLOSED = r"(?<![\w(])(?P<letter>[a-zа-я])\)(?: (?P<inner>[ivx]{1,6})\))?"
_PATTERNS = {
    "en": Pattern(r"\((?P<letter>[a-z])\)(?: ?\((?P<inner>[ivx]{1,6})\))?", "("),
    "zh": Pattern(
        rf"\((?P<letter>[a-z])\)(?:\((?P<inner>[{_HAN}]{{1,3}})\)|(?P<sign>[{_CIRCLED}]))?", "("
    ),
    "ar": Pattern(rf"\((?P<letter>[{_ARABIC}ﻫ])ـ?\)(?: ?[’‘](?P<inner>\d{{1,2}})[‘’])?", "("),
    **dict.fromkeys(("fr", "es", "ru"), Pattern(_CLOSED, ")")),
}
_BARE = Pattern(r"(?<=[Aa]rticle )\d{1,3} ?(?P<letter>[b-h])(?= )", "rticle ")
"""A label without parentheses, as in the Charter: Article 73 e."""
_LETTERS = str.maketrans(
    {**dict(zip(_ARABIC, "abcdefghijklmn", strict=True)), "ﻫ": "e",
     **dict(zip("асеох", "aceox", strict=True))}
)  # fmt: skip
"""Arabic labels by their order; Cyrillic ones that stand for the Latin letters they look like."""
_ORDERED = str.maketrans(dict(zip("абвгдежзик", "abcdefghij", strict=True)))
"""Cyrillic labels by their order, in a text that has one which looks like no Latin letter."""
_UNLIKE = compile_later(r"(?<![\w(])[бгджзик]\)")
_NUMERALS = ("i", "v", "x")
"""Letters that may be numerals, which other languages write as numbers."""


def read_labels(text: str, code: str) -> Iterator[Figure]:
    """Read the labels that a text cites; the value is that of English: ``b``, ``b 2``."""
    pattern = _PATTERNS.get(code)
    if pattern is None:
        return
    letters = _ORDERED if code == "ru" and _UNLIKE.search(text) else _LETTERS
    for match in pattern.find(text):
        letter = match["letter"].translate(letters)
        number = _read_inner(match)
        value = f"{letter} {number}" if number else letter
        needed = letter not in _NUMERALS or number > 0
        yield Figure(LABEL, value, *match.span(), needed=needed)
    if code == "en":
        for match in _BARE.find(text):
            yield Figure(LABEL, match["letter"], *match.span("letter"), needed=False)


def _read_inner(match: re.Match[str]) -> int:
    """Read the label inside the subparagraph: (ii), ii), (二), ㈡, ’2‘; 0 where there is none."""
    written = match["inner"]
    if match.groupdict().get("sign"):
        return _CIRCLED.index(match["sign"]) + 1
    if not written:
        return 0
    if written.isdigit():
        return int(written)
    return read_roman(written.upper()) if written.isascii() else _read_han(written)


def _read_han(written: str) -> int:
    """Read 三, 十, 十二, 二十."""
    tens, ten, ones = written.rpartition("十")
    value = (_HAN.index(tens) + 1 if tens else 1) * 10 if ten else 0
    return value + (_HAN.index(ones) + 1 if ones else 0)
