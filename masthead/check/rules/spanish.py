"""Spanish: ¿ and ¡, months, ranges of dates, sessions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.passage import Passage
from masthead.check.pattern import Pattern
from masthead.check.rule import Hit, rule
from masthead.patterns import compile_later

SPANISH = ("es",)
MANUAL = "Manual de instrucciones para los traductores, onutraduccion.wordpress.com/manual"
MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"


@rule(
    "S401",
    "{found!r} without {wanted!r}",
    "open the question or exclamation, too",
    source=MANUAL,
    languages=SPANISH,
)
def open_questions(passage: Passage) -> Iterator[Hit]:
    """Questions and exclamations open with ¿ and ¡.

    A reader hears from the first word on that it is one.

    Good: ¿Qué significa?
    Bad: Qué significa?
    """
    for opening, closing in (("¿", "?"), ("¡", "!")):
        text = passage.prose
        if text.count(opening) < text.count(closing):
            position = text.index(closing)
            yield passage.hit(position, position + 1, wanted=opening)


_NAME = compile_later(
    r"(?:[A-ZÁÉÍÓÚ]\w+|calle|plaza|avenida|paseo|movimiento|universidad) (?:de |del |el )*\Z"
)
_CAPITAL = Pattern(
    rf"\b(\d{{1,2}} de) ({'|'.join(month.capitalize() for month in MONTHS.split('|'))})\b",
    *(month.capitalize() for month in MONTHS.split("|")),
)  # fmt: skip


@rule(
    "S402",
    "{found!r}",
    "write {wanted}",
    source=MANUAL,
    languages=SPANISH,
)
def write_months_small(passage: Passage) -> Iterator[Hit]:
    """Months begin with a small letter.

    They are common nouns in Spanish.

    Good: 16 de mayo de 2024
    Bad: 16 de Mayo de 2024
    """
    for match in _CAPITAL.find(passage.words):
        # in a title with capitals, and in the name of a street: Mar de 10 de Diciembre de 1982
        if not _NAME.search(passage.words, 0, match.start()):
            yield passage.hit(*match.span(), wanted=f"{match[1]} {match[2].lower()}")


_CONTRACTED = re.compile(r"\b(?:del|desde el) \Z", re.IGNORECASE)
_RANGE = Pattern(rf"(\d{{1,2}}(?: de (?:{MONTHS}))?) ?[-–] ?(\d{{1,2}} de (?:{MONTHS}))", "-", "–")


@rule(
    "S403",
    "{found!r}",
    "write {wanted}",
    source=f"{MANUAL}; «5 a 9 de mayo de 2003»",
    languages=SPANISH,
    mends=True,
)
def join_dates_with_a_word(passage: Passage) -> Iterator[Hit]:
    """Two dates are joined by a.

    So it is in mastheads and texts: 22 de julio a 2 de agosto de 2024.

    Good: 5 a 9 de mayo de 2003
    Bad: 5-9 de mayo de 2003
    """
    for match in _RANGE.find(passage.words):
        joint = "al" if _CONTRACTED.search(passage.words, 0, match.start()) else "a"
        yield passage.hit(*match.span(), f"{match[1]} {joint} {match[2]}")


_NUMBER = Pattern(r"\b(?:N[o°º]\.?|no\.|n[°º]|Nro\.) ?(?=\d)", "o", "°", "º")


@rule("S404", "{found!r}", "write núm.", source=MANUAL, languages=SPANISH, mends=True)
def abbreviate_number(passage: Passage) -> Iterator[Hit]:
    """Number is abbreviated núm.

    So it is in Spanish documents.

    Good: la resolución núm. 1540
    Bad: la resolución N° 1540
    """
    for match in _NUMBER.find(passage.words):
        sure = match[0].strip() != "no."  # it may end a sentence
        yield passage.hit(*match.span(), "núm. " if sure else None, wanted="núm. ")


_SESSION = Pattern(
    r"\b(?:[Pp]rimera|[Ss]egunda|[Tt]ercera|[Cc]uarta|[Qq]uinta|[Ss]exta|[Ss]éptima|[Oo]ctava|[Nn]ovena|"
    r"[Dd]écima|\d{1,3}ª) sesión (?:de la Asamblea|del Comité|de la Comisión|del Consejo)",
    "sesión",
)  # fmt: skip


@rule(
    "S405",
    "{found!r}",
    "a session of a body is a período de sesiones",
    source=MANUAL,
    languages=SPANISH,
)
def name_sessions(passage: Passage) -> Iterator[Hit]:
    """The session of a body is its período de sesiones.

    Sesión is a single meeting.

    Good: el segundo período de sesiones del Comité
    Bad: la segunda sesión del Comité
    """
    for match in _SESSION.find(passage.words):
        yield passage.hit(*match.span())
