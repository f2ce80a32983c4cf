"""Russian: quotation marks and dates."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.check.passage import Passage
from masthead.check.pattern import Pattern
from masthead.check.rule import Hit, rule
from masthead.patterns import compile_later

RUSSIAN = ("ru",)
MEASURED = "A/HRC/WG.6/34/ITA/3 and other Russian documents"
MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"

_CURLED = Pattern(r"“([^“”„]*)”|\"([^\"]*)\"", "“", '"')


_CYRILLIC = compile_later("[а-яА-ЯёЁ]")
_PAIR = 2


@rule("S501", "{found!r}", "quote with « »", source=MEASURED, languages=RUSSIAN, mends=True)
def quote_with_guillemets(passage: Passage) -> Iterator[Hit]:
    """Quotations stand in « »; „ “ only inside a quotation.

    These are the quotation marks of Russian typography.

    Good: политика «неприменения первыми», «вопрос „первой“ очереди», программа “FishBase”
    Bad: политика “неприменения первыми”
    """
    text = passage.prose
    for match in _CURLED.find(text):
        before = text[: match.start()]
        inner = match[1] or match[2] or ""
        if before.count("«") <= before.count("»") and _CYRILLIC.search(inner):
            sure = bool(match[1]) or text.count('"') == _PAIR
            yield passage.hit(*match.span(), f"«{inner}»" if sure else None, wanted=f"«{inner}»")


_RANGE = Pattern(rf"(?<![\d.-])(\d{{1,2}}) ?- ?(\d{{1,2}} (?:{MONTHS}))", "-")


@rule(
    "S502",
    "{found!r}",
    "write {wanted}",
    source=MEASURED,
    languages=RUSSIAN,
    mends=True,
)
def join_days_with_a_dash(passage: Passage) -> Iterator[Hit]:
    """Days of one month are joined by an en dash without spaces.

    4–15 ноября 2019 года is how documents in Russian have it.

    Good: 4–15 ноября 2019 года
    Bad: 4-15 ноября 2019 года
    """
    for match in _RANGE.find(passage.words):
        yield passage.hit(*match.span(), f"{match[1]}–{match[2]}")


_YEAR = Pattern(
    rf"(?:{MONTHS}) (?:19|20)\d\d(?! ?(?:г\.|гг\.|год|–|—|-|и (?:19|20)\d\d))", *MONTHS.split("|")
)


@rule("S503", "{found!r}", "add года", source=MEASURED, languages=RUSSIAN)
def name_the_year(passage: Passage) -> Iterator[Hit]:
    """After the year of a date stands года.

    So it is in mastheads and texts.

    Good: 4 ноября 2019 года
    Bad: 4 ноября 2019
    """
    for match in _YEAR.find(passage.words):
        yield passage.hit(*match.span())
