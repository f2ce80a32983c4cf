"""Figures in English: in digits, in words, as Roman numerals of articles and parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from masthead.check.figures.figure import FRACTION, NUMBER, Figure, write_number
from masthead.check.figures.labels import read_labels
from masthead.check.figures.western import cover, read_dates, read_numbers, unify_digits
from masthead.check.pattern import Pattern, list_words
from masthead.language.language import Language
from masthead.symbol import read_roman

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CARDINAL = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 20 + 10 * number for number, word in enumerate(_TENS)},
}
_ORDINAL = {
    **{word: number for number, word in enumerate(_ORDINALS, start=1)},
    **{f"{word[:-1]}ieth": 20 + 10 * number for number, word in enumerate(_TENS)},
    "hundredth": 100,
}
_LOOSE = {
    "both": 2, "twice": 2, "double": 2, "pair": 2, "couple": 2, "bilateral": 2, "triple": 3,
    "trilateral": 3, "once": 1, "single": 1, "dozen": 12, "decade": 10, "decades": 10,
    "centenary": 100, "centennial": 100, "triangular": 3, "tripartite": 3, "neither": 2,
    "either": 2,
}  # fmt: skip
"""Words that may answer to a number of the other language, and ask for none."""
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
_STARTS = frozenset({*_CARDINAL, *_ORDINAL, *_LOOSE, *_PARTS})
_NAMED = list_words(
    "session sessions meeting meetings part parts article articles phase stage round committee "
    "protocol review conference century"
)
"""What first and second number, rather than order or compare."""
_WORD = Pattern(r"[A-Za-z]+")
_ROMAN = Pattern(
    r"\b(?:[Aa]rticles?|[Aa]rts?\.|[Pp]arts?|[Cc]hapters?|[Cc]haps?\.|[Aa]nnex(?:es)?|[Ss]ections?|[Ss]ects?\.|"
    r"[Pp]rotocols?|[Tt]itles?|[Vv]olumes?|[Vv]ols?\.|[Cc]ommittees?|[Cc]lusters?|[Pp]illars?) "
    r"(?P<list>[IVXLC]+\b(?:(?:,? (?:and |or |to )?|–)[IVXLC]+\b){0,9})",
    *(f" {digit}" for digit in "IVXLC"),
)
_SCALED = Pattern(r"[ -](million|billion|trillion|thousand)\b")
_TIME = Pattern(
    r"\b(?:(?P<from>\d{1,2})(?: (?:to|and|or) |–))?"
    r"(?P<hour>\d{1,2})(?:\.(?P<minute>[0-5]\d))?(?= [ap]\.m\.)",
    ".m.",
)
_BLANK = str.maketrans(dict.fromkeys("-,.;:()[]“”‘’–—\n/", " "))


class _Word(NamedTuple):
    start: int
    end: int
    text: str


def read_english(text: str, language: Language) -> list[Figure]:
    """Read every figure of an English text."""
    plain = unify_digits(text)
    figures = read_dates(plain, language)
    figures += read_labels(cover(plain, figures), language.code)
    for read in (_read_romans, _read_times, _read_digits):
        plain = cover(plain, figures)
        figures = [*figures, *read(plain)]
    plain = cover(plain, figures)
    if _STARTS.isdisjoint(plain.lower().translate(_BLANK).split()):
        return figures
    return figures + list(_read_words(plain))


def _read_romans(text: str) -> Iterator[Figure]:
    for match in _ROMAN.find(text):
        start = match.start("list")
        for numeral in re.finditer(r"[IVXLC]+", match["list"]):
            begin, end = start + numeral.start(), start + numeral.end()
            # Which languages have Roman numerals here is not the same.
            yield Figure(NUMBER, str(read_roman(numeral[0])), begin, end, worded=True)


def _read_times(text: str) -> Iterator[Figure]:
    """Read hours and minutes, which other languages write as two numbers: 10.30 a.m."""
    for match in _TIME.find(text):
        for part in ("from", "hour", "minute"):
            if match[part]:
                yield Figure(NUMBER, str(int(match[part])), *match.span(part), worded=True)


def _read_digits(text: str) -> Iterator[Figure]:
    """Read digits, multiplied by the word that follows: 1.5 million."""
    for figure in read_numbers(text):
        match = _SCALED.match(text, figure.end)
        if match is not None and figure.kind == NUMBER:
            value = write_number(Decimal(figure.value) * _SCALES[match[1]])
            yield Figure(NUMBER, value, figure.start, match.end())
        else:
            yield figure


def _read_words(text: str) -> Iterator[Figure]:
    """Read numbers, ordinals and fractions in words."""
    words = [_Word(match.start(), match.end(), match[0].lower()) for match in _WORD.find(text)]
    position = 0
    while position < len(words):
        word = words[position]
        taken = 1
        if (parts := _count_parts(words, position)) and word.text in ("a", "an"):
            yield _make_fraction(word, words[position + 1], 1, parts)
            taken = 2
        elif word.text in _CARDINAL:
            reader = _Cardinal(text, words, position)
            taken = reader.taken
            yield reader.figure
        elif word.text in _ORDINAL:
            yield _read_ordinal(words, position)
        elif word.text in _PARTS:
            value = f"1/{_PARTS[word.text]}"
            yield Figure(FRACTION, value, word.start, word.end, needed=False, worded=True)
        elif word.text in _LOOSE:
            value = str(_LOOSE[word.text])
            yield Figure(NUMBER, value, word.start, word.end, needed=False, worded=True)
        position += taken


class _Cardinal:
    """A cardinal in words from its first word on: two hundred and fifty-one, two thirds."""

    def __init__(self, text: str, words: list[_Word], position: int) -> None:
        self.text = text
        self.words = words
        self.total = self.current = 0
        self.taken = 0
        while self._take(position + self.taken):
            pass
        first, last = words[position], words[position + self.taken - 1]
        value = self.total + self.current
        self.figure = Figure(
            NUMBER, str(value), first.start, last.end, needed=value >= 2, worded=True
        )
        if parts := _count_parts(words, position + self.taken - 1):
            self.figure = _make_fraction(first, words[position + self.taken], value, parts)
            self.taken += 1

    def _take(self, position: int) -> bool:
        """Take one more word, if it goes on with the number."""
        if position >= len(self.words):
            return False
        word = self.words[position]
        if self.taken:
            between = self.text[self.words[position - 1].end : word.start]
            if between not in (" ", "-", "\n") or _count_parts(self.words, position - 1):
                return False
        if word.text == "and" and self.current >= 100:
            if position + 1 < len(self.words) and self.words[position + 1].text in _CARDINAL:
                self.taken += 1
                return True
            return False
        return self._add(word.text)

    def _add(self, word: str) -> bool:
        number = _CARDINAL.get(word)
        if number is not None:
            fits = not self.taken or (
                self.current % 100 == 0 or (number < 10 and self.current % 10 == 0)
            )
            if not fits or (self.taken and number >= 10 and self.current % 100):
                return False
            self.current += number
        elif word == "hundred" and self.current:
            self.current *= 100
        elif word in _SCALES and self.current:
            self.total += self.current * _SCALES[word]
            self.current = 0
        elif word in _ORDINAL and _ORDINAL[word] < 10 and self.current >= 20:
            if self.current % 10:
                return False
            self.current += _ORDINAL[word]
        else:
            return False
        self.taken += 1
        return True


def _count_parts(words: list[_Word], position: int) -> int:
    """Say into how many parts a fraction divides whose last word may follow; 0: there is none."""
    if position + 1 >= len(words) or words[position + 1].start - words[position].end != 1:
        return 0
    number, parts = words[position].text, words[position + 1].text
    if parts in _PARTS:
        return _PARTS[parts]
    ordinal = _ORDINAL.get(parts.removesuffix("s"), 0)
    if ordinal < 3:
        return 0
    following = words[position + 2].text if position + 2 < len(words) else ""
    return ordinal if parts.endswith("s") or (number in ("one", "a") and following == "of") else 0


def _make_fraction(first: _Word, last: _Word, number: int, parts: int) -> Figure:
    return Figure(FRACTION, f"{number}/{parts}", first.start, last.end, worded=True)


def _read_ordinal(words: list[_Word], position: int) -> Figure:
    """Read an ordinal: first and second mean much, and ask only where they number a thing."""
    word = words[position]
    value = _ORDINAL[word.text]
    following = words[position + 1].text if position + 1 < len(words) else ""
    needed = value >= 3 or following in _NAMED
    return Figure(NUMBER, str(value), word.start, word.end, needed=needed, worded=True)
