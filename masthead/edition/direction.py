"""Left-to-right runs in right-to-left text: where each begins and ends.

The Unicode bidirectional algorithm (UAX #9) sets a line from the classes of its characters; it
cannot know that an address, a citation or a telephone number is one thing. Here such a thing is
found in the whole of a paragraph, emphasis and links included, and isolated as one piece. What is
left outside has neither a left-to-right letter nor a digit, so it can only run from right to left.

A stretch without a right-to-left letter is one run if it has a letter of its own, from its first
word to its last. Numbers alone are one run each, where spaces, hyphens or signs do not make them
parts of one number; the two numbers of a range run with the text. Marks at the ends belong to the
run, but for those that punctuate a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import bidirectional, category

from msgspec import Struct

from masthead.patterns import compile_later

# What a character is to a run, one letter each.
_TEXT, _DIGIT, _BARRIER, _SPACE = "L", "d", "R", " "
_SIGN, _MATHS, _DASH, _STOP, _OPEN, _CLOSE, _QUOTE, _OTHER = "$", "+", "-", ".", "(", ")", "q", "o"

_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "«": "»", "‹": "›"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_ADDRESS = compile_later(r"(?<![A-Za-z])[A-Za-z][A-Za-z0-9+.-]*://[^\s،؛؟]*[^\s.,:;!?،؛؟)\]”’»]")

# A number, and numbers that single spaces or hyphens join; a telephone number with its area.
_NUMBER = r"d(?:[d.o$+q]*d)?"
_NUMBERS = compile_later(
    rf"(?P<phone>(?:\+d+[ -]?)?\(d{{1,5}}\)[ -]?d+(?:[ -]d+)*)|{_NUMBER}(?:[ -]{_NUMBER})*"
)
_ALONE = compile_later(rf"{_NUMBER}(?:[ -]{_NUMBER})*")
_GROUPED = compile_later(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?|\d+(?:[.,:/]\d+)*")
_PREFIX = re.compile(r"(?<!\w)[\u0621-\u064a]\u0640?$")
_GOES_ON = re.compile(r"\.\s*\S")
_SHORT = compile_later(r"(?:\w\.)+\w|\w|[^\W\d_]?[^\W\d_A-Z]{1,2}")

Run = tuple[int, int]
"""Where a run begins and ends in a paragraph's text."""


def has_right_to_left(text: str) -> bool:
    """Whether a letter, or a mark of punctuation, of a right-to-left script stands in a text."""
    return _BARRIER in _find_kinds(text)


def find_runs(text: str) -> list[Run]:
    """Find the runs of a paragraph of right-to-left text."""
    kinds = _find_kinds(text)
    if _BARRIER not in kinds and _TEXT in kinds:  # all of it is in another language
        return [(len(text) - len(text.lstrip()), len(text.rstrip()))]
    runs: list[Run] = []
    for match in re.finditer(r"[^R]+", kinds):
        first, last = match.span()
        partners = _find_pairs(text, first, last)
        # A bracket whose partner stands elsewhere belongs to the text around the runs.
        alone = [at for at in range(first, last) if kinds[at] in "()" and at not in partners]
        for begin, stop in _cut(first, last, [*alone, *(at + 1 for at in alone)]):
            runs += _Stretch(text, kinds, partners, begin, stop).find()
    return runs


def _find_kinds(text: str) -> str:
    kinds = ""
    for character in text:
        kinds += _find_kind(character, kinds[-1:])
    for match in _ADDRESS.finditer(text):
        kinds = kinds[: match.start()] + _TEXT * len(match[0]) + kinds[match.end() :]
    return kinds


def _find_kind(character: str, before: str) -> str:  # noqa: PLR0911 - a table with an order
    direction = bidirectional(character)
    if direction in ("NSM", "BN"):  # accents and joiners go with what they stand on
        return before or _SPACE
    if direction in ("R", "AL") or character == "،":
        return _BARRIER
    if direction in ("EN", "AN"):
        return _DIGIT
    if direction == "L":
        return _TEXT
    if character.isspace():
        return _SPACE
    if character in ".,:;!?…":
        return _STOP
    kind = category(character)
    if character in "\"'" or kind in ("Pi", "Pf"):
        return _QUOTE
    if direction == "ET" or kind in ("Sc", "So") or character == "§":
        return _SIGN
    return {"Sm": _MATHS, "Pd": _DASH, "Ps": _OPEN, "Pe": _CLOSE}.get(kind, _OTHER)


def _cut(start: int, end: int, places: list[int]) -> Iterator[Run]:
    for place in sorted(places):
        if start < place < end:
            yield start, place
            start = place
    yield start, end


def _find_pairs(text: str, start: int, end: int) -> dict[int, int]:
    """Find the brackets and quotation marks that close in a stretch: each one's partner."""
    opened: dict[str, list[int]] = {opening: [] for opening in _PAIRS}
    partners: dict[int, int] = {}
    for at in range(start, end):
        if text[at] in opened:
            opened[text[at]].append(at)
        elif waiting := opened.get(_CLOSING.get(text[at], "")):
            partner = waiting.pop()
            partners |= {partner: at, at: partner}
    return partners


class _Stretch(Struct, frozen=True):
    """A part of a paragraph without right-to-left letters, from ``start`` to ``end``."""

    text: str
    kinds: str
    partners: dict[int, int]
    start: int
    end: int

    def find(self) -> list[Run]:
        """Find the runs in it."""
        inner = self.kinds[self.start : self.end]
        core = re.search(r"[Ld](?:.*[Ld])?", inner, re.DOTALL)
        if core is None:
            return []
        start, end = self.start + core.start(), self.start + core.end()
        if _TEXT not in inner:
            return self._find_numbers(start, end)
        begin = self._find_sentence(start, self.kinds.index(_TEXT, start))
        found = self._find_numbers(start, begin) if begin > start else []
        return [*found, self._widen(begin, end, found[-1][1] if found else self.start, self.end)]

    def _find_sentence(self, start: int, word: int) -> int:
        """Find where the first word's sentence begins: numbers may end the one before."""
        for at in range(word - 1, start, -1):
            if self.kinds[at] == _SPACE and self.text[at - 1] in ".:;!?…":
                return at + 1
        return start

    def _find_numbers(self, start: int, end: int) -> list[Run]:
        """Find the runs where there are numbers only."""
        found: list[Run] = []
        match = _NUMBERS.search(self.kinds, max(self.start, start - 3), self.end)
        while match and match.start() < end:
            if match["phone"] and not self._is_phone(match):
                match = _ALONE.search(self.kinds, match.start(), self.end)
                continue
            found += [match.span()] if match["phone"] else self._split_range(*match.span())
            match = _NUMBERS.search(self.kinds, match.end(), self.end)
        found = self._join_sums(found)
        lows = [self.start, *(stop for _, stop in found)]
        highs = [*(begin for begin, _ in found[1:]), self.end]
        return [
            self._widen(*run, low, high) for run, low, high in zip(found, lows, highs, strict=False)
        ]

    def _is_phone(self, match: re.Match[str]) -> bool:
        """Whether numbers about one in parentheses are a telephone's: "1540 (2004)" is none."""
        written = self.text[slice(*match.span())]
        area = written[written.index("(") + 1 : written.index(")")]
        return written.startswith("+") or area.startswith("0") or len(area) < 4

    def _split_range(self, start: int, end: int) -> list[Run]:
        """Split a range into its two numbers; what else hyphens join is one number."""
        dashes = [at for at in range(start, end) if self.kinds[at] == _DASH]
        wide = [at for at in dashes if self.text[at] not in "-\u2010\u2011"]
        if wide:
            return [
                run for part in self._cut_at(start, end, wide) for run in self._split_range(*part)
            ]
        if len(dashes) != 1:
            return [(start, end)]
        one, two = (
            self.text[slice(*part)].strip("%°") for part in self._cut_at(start, end, dashes)
        )
        grouped = _GROUPED.fullmatch(one) and _GROUPED.fullmatch(two)
        falls = len(one) == len(two) and one > two
        if not grouped or falls or two.startswith("0") or re.match(r"0\d+ ", one):
            return [(start, end)]
        return self._cut_at(start, end, dashes)

    def _cut_at(self, start: int, end: int, places: list[int]) -> list[Run]:
        begins = [start, *(at + 1 for at in places)]
        return list(zip(begins, [*places, end], strict=True))

    def _join_sums(self, runs: list[Run]) -> list[Run]:
        """Join the numbers of a sum, between whose signs there are spaces."""
        joined: list[Run] = []
        for start, end in runs:
            last = joined[-1] if joined else None
            between = self.kinds[last[1] : start] if last else ""
            if last and between == " + ":
                joined[-1] = (last[0], end)
                while len(joined) > 1 and self.kinds[joined[-2][1] : joined[-1][0]] == " - ":
                    joined[-2:] = [(joined[-2][0], end)]
            else:
                joined.append((start, end))
        return joined

    def _widen(self, start: int, end: int, low: int, high: int) -> Run:
        """Take in the marks that belong to a run: those that stand on it, and their partners."""
        while True:
            before = start, end
            start, end = self._reach_back(start, low), self._reach_on(end, high)
            inside = [self.partners[at] for at in range(start, end) if at in self.partners]
            if self.kinds[end : end + 1] == _QUOTE and self.partners.get(end) == start - 1:
                inside += [start - 1, end]
            inside = [at for at in inside if low <= at < high]
            start, end = min([start, *inside]), max([end, *(at + 1 for at in inside)])
            if (start, end) == before:
                return start, end

    def _reach_back(self, start: int, low: int) -> int:
        """Take in signs before a run: "+41", "$ 5", ".NET", also after a prefix of one letter."""
        at = start
        while at > low and self.kinds[at - 1] in "$+o":
            at -= 1
        if at == 0 or self.kinds[at - 1] in " (" or _PREFIX.search(self.text, max(at - 3, 0), at):
            pass
        elif self.kinds[at - 1] == _BARRIER:  # "and/": only what measures a number is its own
            at = start
            while at > low and self.kinds[at - 1] == _SIGN:
                at -= 1
        elif at > low and self.text[at - 1] in "-." and (at < 2 or self.kinds[at - 2] in " ("):
            at -= 1
        elif self.kinds[at - 1] == _DASH:
            at = start
        if self.kinds[at] == _DIGIT and self.kinds[max(low, at - 2) : at] == "$ ":
            at -= 2
        return at

    def _reach_on(self, end: int, high: int) -> int:
        """Take in signs after a run: "5 %", "C++", "U.S."."""
        at = end
        while at < high and self.kinds[at] in "$+o":
            at += 1
        if at < high and at == end and self.kinds[at - 1] == _TEXT and self.text[at] in "-'’":
            at += 1
        following = self.kinds[at : at + 1]
        if following == _BARRIER and self.text[at] != "،":
            while at > end and self.text[at - 1] in "/-":
                at -= 1
        elif self.kinds[at - 1] == _DIGIT and re.match(r" \$(?![Ld])", self.kinds[at:high]):
            at += 2
        elif _GOES_ON.match(self.text, at):
            words = re.split(r"[^\w.]", self.text[max(self.start, at - 12) : at])
            if _SHORT.fullmatch(words[-1]):
                at += 1
        return at
