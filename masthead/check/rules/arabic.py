"""Arabic: its own marks, no tatweel, both names of a month, one set of digits."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.check.inspection import Inspection
from masthead.check.passage import Passage
from masthead.check.pattern import Pattern
from masthead.check.rule import Hit, rule

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
    for match in _LATIN_MARK.find(passage.prose):
        yield passage.hit(*match.span(), match[0].translate(_MARKS))


_TATWEEL = Pattern("(?<!ه)\u0640+|\u0640{2,}", "\u0640")


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
_ALONE = Pattern(rf"(?<!/)(?<![{_LETTER}])(?:{'|'.join(_PAIRS)})(?![{_LETTER}])", *_PAIRS)


@rule(
    "S603",
    "{found}",
    "write {wanted}",
    source=f"{BITEXTS}: dual names of months",
    languages=ARABIC,
    mends=True,
)
def name_months_twice(passage: Passage) -> Iterator[Hit]:
    """Months have both names, the Levantine and the Gregorian.

    Readers from Casablanca to Baghdad know one or the other.

    Good: 22 تموز/يوليه 2024
    Bad: 22 يوليه 2024
    Bad: 22 تموز/يوليو 2024
    """
    for match in _OTHER_SPELLING.find(passage.prose):
        yield passage.hit(*match.span(), _EGYPTIAN[match[0]])
    for match in _ALONE.find(passage.prose):
        yield passage.hit(*match.span(), f"{_PAIRS[match[0]]}/{match[0]}")


_ASCII = Pattern("[0-9]+")
_INDIC = Pattern("[٠-٩]+", *"٠١٢٣٤٥٦٧٨٩")


@rule(
    "S604",
    "{found!r}: the other set of digits",
    "use one set throughout the paper",
    source=BITEXTS,
    reads="paper",
    languages=ARABIC,
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
                yield passage.hit(*match.span())
