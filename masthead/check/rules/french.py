"""French: guillemets, dates, ranges, numbers. Spaces that do not break are layout's task."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.passage import Passage
from masthead.check.pattern import Pattern
from masthead.check.rule import Hit, rule
from masthead.patterns import compile_later

FRENCH = ("fr",)
MANUAL = "UN Editorial Manual and Manuel du traducteur, Office des Nations Unies à Genève"
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"

_CURLED = Pattern(r"“([^“”]*)”|\"([^\"]*)\"", "“", '"')


@rule("S301", "{found!r}", "quote with « »", source=MANUAL, languages=FRENCH, mends=True)
def quote_with_guillemets(passage: Passage) -> Iterator[Hit]:
    """Quotations stand in guillemets, with a space inside; “ ” only inside a quotation.

    These are the quotation marks of French typography.

    Good: la politique de « non-emploi en premier »
    Bad: la politique de “non-emploi en premier”
    """
    text = passage.prose
    for match in _CURLED.find(text):
        before = text[: match.start()]
        if before.count("«") <= before.count("»"):
            sure = bool(match[1]) or text.count('"') == _PAIR
            sure = sure and not _ENGLISH.search(match[0])
            wanted = f"« {(match[1] or match[2]).strip()} »"
            yield passage.hit(*match.span(), wanted if sure else None, wanted=wanted)


_PAIR = 2
_ENGLISH = compile_later(r"\b(?:the|of|and|for|from|with|to|by)\b", re.IGNORECASE)
"""Words that only a title in English has."""

_FIRST = Pattern(rf"\b1 ({MONTHS})\b", "1 ")


@rule(
    "S302",
    "{found!r}",
    "write {wanted}",
    source=MANUAL,
    languages=FRENCH,
    mends=True,
)
def write_the_first_as_ordinal(passage: Passage) -> Iterator[Hit]:
    """The first day of a month is 1er, the others are plain numbers.

    So it is in mastheads and texts.

    Good: le 1er mai 2024, le 2 mai 2024
    Bad: le 1 mai 2024
    """
    for match in _FIRST.find(passage.words):
        yield passage.hit(*match.span(), f"1er {match[1]}")


_STREET = compile_later(
    r"(?:rue|place|avenue|boulevard|pont|quai|square|stade|université|mouvement|gare|lycée|[A-Z]\w+)"
    r" (?:du|le) \Z",
    re.IGNORECASE,
)
"""What is named after a day keeps its capital."""
_CAPITAL = Pattern(
    rf"\b(\d{{1,2}}(?:er)?) ({'|'.join(month.capitalize() for month in MONTHS.split('|'))})\b",
    *(month.capitalize() for month in MONTHS.split("|")),
)  # fmt: skip


@rule(
    "S303",
    "{found!r}",
    "write {wanted}",
    source=MANUAL,
    languages=FRENCH,
)
def write_months_small(passage: Passage) -> Iterator[Hit]:
    """Months begin with a small letter.

    They are common nouns in French.

    Good: 16 mai 2024
    Bad: 16 Mai 2024
    """
    for match in _CAPITAL.find(passage.words):
        if not _STREET.search(passage.words, 0, match.start()):
            yield passage.hit(*match.span(), wanted=f"{match[1]} {match[2].lower()}")


_DATED = compile_later(rf"\d{{1,2}}(?:er)? (?:{MONTHS})")
_YEAR = compile_later(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)(?=\Z|\D)")
_RANGE = Pattern(rf"(?<=\d)(?: ?– ?)(?=\d)|(?<=[a-zûé])(?: ?– ?)(?=\d{{1,2}} (?:{MONTHS}))", "–")


@rule(
    "S304",
    "{found!r} in a range",
    "write a hyphen",
    source=f"{MANUAL}; documents of 2010",
    languages=FRENCH,
    mends=True,
)
def join_ranges_with_a_hyphen(passage: Passage) -> Iterator[Hit]:
    """Ranges have a hyphen.

    8-19 février 2010 is how documents in French have it.

    Good: 8-19 février 2010
    Bad: 8–19 février 2010
    """
    text = passage.words
    for match in _RANGE.find(text):
        before, after = text[: match.start()], text[match.end() :]
        sure = _DATED.match(after) or (_YEAR.search(before) and _YEAR.match(after))
        yield passage.hit(*match.span(), "-" if sure else None)


_POINT = Pattern(r"(?<![\w.,/])(\d{1,3})\.(\d{1,2}) (?=million|milliard|%|pour cent|km|kt)", ".")


@rule(
    "S305",
    "{found!r}",
    "write {wanted}",
    source=MANUAL,
    languages=FRENCH,
    mends=True,
)
def write_decimals_with_a_comma(passage: Passage) -> Iterator[Hit]:
    """Decimals follow a comma.

    A point divides thousands for some readers.

    Good: 1,5 million
    Bad: 1.5 million
    """
    for match in _POINT.find(passage.words):
        yield passage.hit(match.start(), match.end() - 1, f"{match[1]},{match[2]}")


_NUMBER = Pattern(r"\b(?:N[o°º]|no|No\.|no\.) ?(?=\d)", "o", "°", "º")


@rule("S306", "{found!r}", "write n°", source=MANUAL, languages=FRENCH, mends=True)
def abbreviate_number(passage: Passage) -> Iterator[Hit]:
    """Number is abbreviated n°.

    So it is in French documents.

    Good: la résolution n° 1540
    Bad: la résolution No. 1540
    """
    for match in _NUMBER.find(passage.words):
        sure = not match[0].startswith("N") or match[0].startswith("No.")
        sure = sure and match[0] != "no. "  # it may end a sentence
        yield passage.hit(*match.span(), "n° " if sure else None, wanted="n° ")


_PERCENT = Pattern(r"(?<=\d)%", "%")


@rule("S307", "no space before %", "write {wanted}", source=MANUAL, languages=FRENCH, mends=True)
def put_a_blank_before_the_sign(passage: Passage) -> Iterator[Hit]:
    """Before the sign of per cent stands a space.

    Layout keeps it beside its number.

    Good: 50 %
    Bad: 50%
    """
    for match in _PERCENT.find(passage.words):
        yield passage.hit(*match.span(), " %")
