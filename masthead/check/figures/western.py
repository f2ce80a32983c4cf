"""Figures written in digits with dates in words: every language but Chinese."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from masthead.check.figures.figure import (
    CODE,
    DATE,
    DECADE,
    FRACTION,
    NUMBER,
    Figure,
    write_date,
    write_number,
)  # fmt: skip
from masthead.check.figures.labels import read_labels
from masthead.check.pattern import Pattern, hide
from masthead.language.language import Language
from masthead.patterns import compile_later

_ASCII_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹\u00a0", "01234567890123456789 ")
_DIGIT = Pattern(r"\d")
_NUMBER = Pattern(
    r"(?P<code>(?:[A-Za-z]{1,12}|[\u0400-\u06ff]{1,12}-)-?(?=\d))?"
    r"(?P<number>\d{1,3}(?:[,\u202f\u2009 ]\d{3})+(?!\d)|\d+)"
    r"(?P<decimals>[.,]\d+(?![.,]?\d))?(?P<decade>s\b)?"
)
_POINTED = Pattern(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.]\d|\d)", ".")
"""Thousands as Spanish and French texts divide them at times: 18.000."""
_SESSION = Pattern(r"\(د[-–](\d{1,3})\)", "(د")
_HYPHENED = Pattern(r"(?<![\w/.-])\d{1,2}(?:-\d{1,2})+(?![\w/.-])", "-")
_TIME = Pattern(
    r"(?<!\d)(?:[01]?\d|2[0-4])(?::[0-5]\d|[.][0-5]\d(?=(?: a \d{1,2}[.]\d\d)? ?(?:horas?|h\b|ч\b))"
    r"| ?(?:h\b|heures?\b|ч\b|час\w*)(?: ?[0-5]\d(?: мин\w*)?)?)",
    ":", "h", "ч",
)  # fmt: skip
_FRACTION = Pattern(r"(?<![\d/])([1-9])/([1-9]\d?)(?![\d/])", "/")
_MARKS = re.compile("[\u0640\u064b-\u0652]*")
_FREE_CODES = frozenset({"COVID-", "CoV-"})
_JOINT = r"(?:,|[–—−-]|and|or|to|et|au|ou|y|o|a|al|и|по|или|و|إلى)"
_ARTICLE = r"(?:(?:from|on|le|du|les|el|del|los|с|в)\s+)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|°)?"
_BETWEEN = Pattern(rf"\s*{_JOINT}?\s*(?:de\s+)?{_ARTICLE}")
_VERBS = frozenset({"may", "march", "mars", "мая", "марта"})
_IN = frozenset({"in", "of", "since", "until", "by", "late", "early", "mid", "en", "de", "в", "с"})


class _Mention(NamedTuple):
    """A month in a text, with the days before it and the year after it."""

    start: int
    end: int
    days: tuple[int, ...]
    month: int
    year: int | None


def read_western(text: str, language: Language) -> list[Figure]:
    """Read dates and numbers written in digits."""
    plain = unify_digits(text)
    figures = read_dates(plain, language)
    figures += read_labels(cover(plain, figures), language.code)
    plain = cover(plain, figures)
    figures += _read_times(plain)
    plain = cover(plain, figures)
    if language.code in ("es", "fr"):
        figures += _read_pointed(plain)
    elif language.script == "arabic":
        figures += _read_sessions(plain)
        figures += _read_hyphened(cover(plain, figures))
    return figures + read_numbers(cover(plain, figures))


def _read_times(text: str) -> list[Figure]:
    """Read hours and minutes. They ask nothing: other languages count the day in two halves."""
    return [
        Figure(NUMBER, str(int(part[0])), match.start(), match.end(), needed=False)
        for match in _TIME.find(text)
        for part in re.finditer(r"\d+", match[0])
    ]


def _read_pointed(text: str) -> list[Figure]:
    """Read numbers whose thousands are divided by points."""
    return [
        Figure(NUMBER, str(int(match[0].replace(".", ""))), *match.span())
        for match in _POINTED.find(text)
    ]


def _read_sessions(text: str) -> list[Figure]:
    """Read (د-28), the session of an old resolution, which other languages write as (XXVIII)."""
    return [Figure(NUMBER, match[1], *match.span(), needed=False) for match in _SESSION.find(text)]


def _read_hyphened(text: str) -> list[Figure]:
    """Read 5-6, which is the rule 5.6 of other languages, or the numbers 5 and 6."""
    figures = []
    for match in _HYPHENED.find(text):
        parts = match[0].split("-")
        values = [*parts, *(f"{one}.{other}" for one, other in itertools.pairwise(parts))]
        figures += [
            Figure(NUMBER, write_number(Decimal(value)), *match.span(), needed=False)
            for value in values
        ]
    return figures


def unify_digits(text: str) -> str:
    """Write all digits as ASCII digits and all spaces plain, character for character."""
    return text if text.isascii() else text.translate(_ASCII_DIGITS)


def cover(text: str, figures: list[Figure]) -> str:
    """Cover what has been read, so that it is not read again."""
    return hide(text, [(figure.start, figure.end) for figure in figures])


def has_digits(text: str) -> bool:
    """Whether there is a digit in a text."""
    return _DIGIT.search(text) is not None


def read_dates(text: str, language: Language) -> list[Figure]:
    """Read dates with the month in words: "15 and 16 November 2022", "in January 2022"."""
    pattern, months = _compile_dates(language.dates.months, language.script)
    mentions = []
    for match in pattern.find(text):
        days = tuple(map(int, re.findall(r"\d+", match["days"] or match["after"] or "")))
        if not all(1 <= day <= 31 for day in days):
            continue
        year = int(match["year"]) if match["year"] else None
        bare = language.script == "arabic" and "/" not in match["month"]
        if not days and year is None and (bare or not _is_month(match, text)):
            continue
        start = match.start("days") if match["days"] else match.start("month")
        month = months[_MARKS.sub("", match["month"]).replace("/ ", "/").lower()]
        mentions.append(_Mention(start, match.end(), days, month, year))
    return _make_dates(text, mentions)


def _is_month(match: re.Match[str], text: str) -> bool:
    """Whether a bare name is a month: not in "May it please the Committee"."""
    if match["month"].lower() not in _VERBS:
        return True
    before = text[: match.start()].rstrip().rpartition(" ")[2].lower()
    return before in _IN


def _make_dates(text: str, mentions: list[_Mention]) -> list[Figure]:
    """A month without a year has that of the month to which it is joined."""
    figures: list[Figure] = []
    year: int | None = None
    following = len(text)
    for mention in reversed(mentions):
        joined = _BETWEEN.fullmatch(text[mention.end : following]) is not None
        year = mention.year if mention.year is not None else (year if joined else None)
        for day in mention.days or (None,):
            value = write_date(year, mention.month, day)
            figures.append(Figure(DATE, value, mention.start, mention.end))
        following = mention.start
    return figures


@lru_cache(maxsize=8)
def _compile_dates(names: tuple[str, ...], script: str) -> tuple[Pattern, dict[str, int]]:
    """Make the pattern of dates; a month may have two names, as in Arabic, and be declined."""
    months: dict[str, int] = {}
    written: list[str] = []
    for number, name in enumerate(names, start=1):
        parts = [name, *name.split("/")]
        if script == "cyrillic":  # января, январь, январе; марта, март
            parts += [name[:-1] + ending for ending in ("ь", "е", "ю", "й", "")]
        for part in dict.fromkeys(parts):
            months.setdefault(part.lower(), number)
            written += (part, part.capitalize(), part.replace("/", "/ "))
    ordered = sorted(dict.fromkeys(written), key=len, reverse=True)
    if script == "arabic":  # vowel signs and tatweel may stand after any letter
        listed = "|".join(
            "".join(f"{re.escape(c)}{_MARKS.pattern}" for c in name) for name in ordered
        )
        written = []
    else:
        listed = "|".join(map(re.escape, ordered))
    pattern = (
        rf"(?<![\w/])(?:(?P<days>{_DAY}(?:\s*{_JOINT}\s*{_DAY}){{0,9}})(?:\s+de)?\s+)?(?P<month>{listed})(?!\w)"
        r"(?:\s+(?P<after>\d{1,2})(?![\d.]\d|\w| per cent)(?=,|\s|[.;)]|$))?"
        r"(?:,?\s*(?:de\s+|del\s+)?(?P<year>\d{4})(?!\d))?"
    )
    return Pattern(pattern, *written), months


def read_numbers(text: str) -> list[Figure]:
    """Read numbers in digits, decades (1990s), fractions (2/3) and codes (F-16)."""
    if not has_digits(text):
        return []
    figures = [
        Figure(FRACTION, f"{match[1]}/{match[2]}", *match.span()) for match in _FRACTION.find(text)
    ]
    return figures + [_read_number(match) for match in _NUMBER.find(cover(text, figures))]


def _read_number(match: re.Match[str]) -> Figure:
    start, end = match.span()
    code, digits, decimals = match["code"], match["number"], match["decimals"] or ""
    if code is not None and len(code) > 1 and not _is_prefix(code):
        # The G of G20 says nothing of its own. Grades and the like have other letters elsewhere.
        needed = not code.endswith(tuple(_FREE_CODES))
        return Figure(CODE, f"{code}{digits}", start, end, needed=needed, worded=True)
    if match["decade"] and len(digits) == 4:
        return Figure(DECADE, f"{digits}s", start, end)
    if match["decade"]:
        end -= 1
    whole = re.sub(r"\D", "", digits)
    attributive = _ATTRIBUTIVE.match(match.string, end) is not None  # a 10-year plan
    if digits == "2019" and _DISEASE.search(match.string):
        attributive = True  # coronavirus disease (COVID-19), and disease 2019 in other languages
    value = write_number(Decimal(whole + decimals.replace(",", ".")))
    return Figure(NUMBER, value, start, end, needed=not attributive)


_DISEASE = compile_later("COVID|كوفيد|КОВИД|冠状病毒")
_ATTRIBUTIVE = re.compile(r"-[a-z]")


def _is_prefix(code: str) -> bool:
    """Whether letters before a number are a word of its language: post-2015, mid-2020."""
    return code.endswith("-") and code[:-1].islower() and code.isascii()
