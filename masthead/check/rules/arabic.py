"""Arabic: its own marks, no tatweel, both names of a month, one set of digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.inspection import Inspection
from masthead.check.passage import Passage
from masthead.check.pattern import Pattern
from masthead.check.rule import Hit, rule
from masthead.patterns import compile_later

ARABIC = ("ar",)
BITEXTS = "Arabic documents of the United Nations"
_LETTER = "\u0620-\u064a\u066e-\u06d3"

_MARKS = str.maketrans(",;?", "،؛؟")
_LATIN_MARK = Pattern(rf"(?<=[{_LETTER}»”)])[,;?]|[,;?](?= ?[{_LETTER}])", ",", ";", "?")


@rule(
    "S601",
    "{found!r} is a mark of Latin",
    "type {wanted}",
    source=BITEXTS,
    languages=ARABIC,
    mends=True,
)
def type_arabic_marks(passage: Passage) -> Iterator[Hit]:
    """Comma, semicolon and question mark, ، ؛ ؟, are those of Arabic.

    The Latin ones are turned the wrong way.

    Good: الدول، والأطراف
    Bad: الدول, والأطراف
    """
    for match in _LATIN_MARK.find(passage.words):
        yield passage.hit(*match.span(), match[0].translate(_MARKS))


_MARKED = "\u064b-\u0652\u0670"
_TATWEEL = Pattern(rf"(?<=[{_LETTER}{_MARKED}])\u0640+(?=[{_MARKED}]*[{_LETTER}])", "\u0640")
"""Between two letters: the one at the end of هـ or لـ shows that a letter is joined."""


@rule(
    "S602",
    "a tatweel",
    "delete it: layout stretches lines",
    source="ALREQ (W3C), justification",
    languages=ARABIC,
    mends=True,
)
def stretch_no_words(passage: Passage) -> Iterator[Hit]:
    """No tatweel is typed.

    It stretches a word for one line length, and searches miss the word.

    Good: الأمم المتحدة
    Bad: الأمـم المتحدة
    """
    for match in _TATWEEL.find(passage.text):
        yield passage.hit(*match.span(), "")


_EGYPTIAN = {"يونيو": "يونيه", "يوليو": "يوليه"}
_OTHER_SPELLING = Pattern("يونيو|يوليو", "يونيو", "يوليو")
_PAIRS = {
    "يناير": "كانون الثاني", "فبراير": "شباط", "مارس": "آذار", "أبريل": "نيسان", "مايو": "أيار",
    "يونيه": "حزيران", "يوليه": "تموز", "أغسطس": "آب", "سبتمبر": "أيلول", "أكتوبر": "تشرين الأول",
    "نوفمبر": "تشرين الثاني", "ديسمبر": "كانون الأول",
}  # fmt: skip
_STREET = compile_later(r"(?:شارع|مدينة|ميدان|جامعة|ثورة|حرب|جسر|حركة|انتفاضة) [^،.؛]{0,12}\Z")
"""What is named after a day."""
_DATED = re.compile(r" (?:19|20)\d\d")
_NAMES = "|".join(_PAIRS)
_ALONE = Pattern(
    rf"(?<=\d )(?:{_NAMES})(?![{_LETTER}/])"
    rf"|(?<![/{_LETTER}])(?<!/ )(?:{_NAMES})(?= (?:عام )?(?:19|20)\d\d)",
    *_PAIRS,
)
"""A month beside a day or a year: مارس is a verb, too, and streets are named after months."""
_REVERSED = Pattern(
    rf"(?<![{_LETTER}])(?P<late>{_NAMES}) ?/ ?"
    rf"(?P<early>{'|'.join(_PAIRS.values())})(?![{_LETTER}])",
    *_PAIRS,
)


@rule(
    "S603",
    "{found!r}",
    "write {wanted}",
    source=f"{BITEXTS}: dual names of months",
    languages=ARABIC,
    mends=True,
)
def name_months_twice(passage: Passage) -> Iterator[Hit]:
    """Months have both names, the Levantine and the Gregorian.

    Readers from Casablanca to Baghdad know one or the other.

    Good: 22 تموز/يوليه 2024
    Good: في شارع يوليه
    Bad: 22 يوليه 2024
    Bad: 22 يوليه/تموز 2024
    Bad: 22 تموز/يوليو 2024
    """
    text = passage.words
    for match in _OTHER_SPELLING.find(text):
        sure = text[match.start() - 1 : match.start()] == "/"
        wanted = _EGYPTIAN[match[0]]
        yield passage.hit(*match.span(), wanted if sure else None, wanted=wanted)
    reversed_at = set()
    for match in _REVERSED.find(text):
        right = _PAIRS[match["late"]] == match["early"]
        reversed_at.add(match.start())
        wanted = f"{_PAIRS[match['late']]}/{match['late']}"
        yield passage.hit(*match.span(), wanted if right else None, wanted=wanted)
    for match in _ALONE.find(text):
        if match.start() not in reversed_at and not _STREET.search(text, 0, match.start()):
            wanted = f"{_PAIRS[match[0]]}/{match[0]}"
            dated = _DATED.match(text, match.end()) and text[match.start() - 2].isdigit()
            yield passage.hit(*match.span(), wanted if dated else None, wanted=wanted)


_LATIN = re.compile("[A-Za-z]")
_OTHER_SET = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "٠١٢٣٤٥٦٧٨٩0123456789")
_ASCII = Pattern("[0-9]+")
_INDIC = Pattern("[٠-٩]+", *"٠١٢٣٤٥٦٧٨٩")


@rule(
    "S604",
    "{found!r}: the other set of digits",
    "use one set throughout the paper",
    source=BITEXTS,
    reads="paper",
    languages=ARABIC,
    mends=True,
)
def use_one_set_of_digits(inspection: Inspection) -> Iterator[Hit]:
    """All digits of a paper are of one set, 123 or ١٢٣.

    The two sets also behave otherwise beside slashes and signs.

    Good: 22 تموز/يوليه 2024
    Bad: 22 تموز/يوليه ٢٠٢٤
    """
    passages = list(inspection.passages(ARABIC))
    counts = [sum(kept.count(passage.prose) for passage in passages) for kept in (_ASCII, _INDIC)]
    if all(counts):
        rare = _INDIC if counts[0] >= counts[1] else _ASCII
        for passage in passages:
            for match in rare.find(passage.prose):
                around = passage.prose[max(match.start() - 2, 0) : match.end() + 2]
                in_latin = _LATIN.search(around) is not None  # CO2, COVID-19
                wanted = None if in_latin else match[0].translate(_OTHER_SET)
                yield passage.hit(*match.span(), wanted)
