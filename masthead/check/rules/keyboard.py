"""Keyboards: marks and spaces that a language has and many a keyboard lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.passage import Passage
from masthead.check.pattern import HIDDEN, Pattern
from masthead.check.rule import Hit, rule
from masthead.patterns import compile_later
from masthead.syntax.linefeed import REFERENCE

FRENCH = "Lexique des règles typographiques en usage à l’Imprimerie nationale, ponctuation"
RESOLUTIONS = "resolutions of the General Assembly, seventy-fifth session"

_HIGH = Pattern(
    rf"(?<=[\w)\]»”’%…{HIDDEN}{REFERENCE}])[:;?!]+(?=[\s)\]»”]|\Z)"
    r"|(?<=«)(?=[^\s«])|(?<=[^\s«])(?=»)",
    *":;?!«»",
)
_ENGLISH = Pattern(
    r"\b(?:the|of|and|for|from|with|to|by|del|los|las|para|y)\b", flags=re.IGNORECASE
)
_NAME = re.compile(r"(?<![.!?»] )(?<!\A)\b[A-Z]\w+\Z")
"""A word with a capital inside a sentence: Yahoo! is a name."""
_AROUND = 60
"""How many characters beside a mark may say that it stands in a title in another language."""


@rule(
    "S310",
    "no space {where}",
    "type one",
    source=FRENCH,
    languages=("fr",),
    mends=True,
)
def put_spaces_beside_high_marks(passage: Passage) -> Iterator[Hit]:
    """A space stands before : ; ? and !, and inside « ».

    Layout keeps it beside its mark and makes it as narrow as it is; it cannot know where it is
    missing.

    Good: Voici la liste : un ; deux. Est-ce « tout » ?
    Good: à 10:30, voir https://www.un.org/fr/ et A/80/1
    Bad: Voici la liste: un; deux.
    Bad: Est-ce «tout»?
    """
    text = passage.prose
    for match in _HIGH.find(text):
        start, end = match.span()
        if _ENGLISH.compiled.search(text[max(start - _AROUND, 0) : end + _AROUND]):
            continue
        if start == end:
            inside = text[start - 1] == "«"
            first = start - 1 if inside else start
            mark = text[first]
            where = "after «" if inside else "before »"
            yield passage.hit(first, first + 1, f"{mark} " if inside else f" {mark}", where=where)
        else:
            name = match[0] == "!" and _NAME.search(text[:start]) and text[end:].strip()
            wanted = None if name else f" {match[0]}"
            yield passage.hit(start, end, wanted, where=f"before {match[0]!r}")


_ANGLES = Pattern(r"<<\s*(?=\S)([^<>\n]*[^<>\s])\s*>>", "<<")


@rule(
    "S311",
    "{found!r}",
    "quote with « »",
    source=FRENCH,
    languages=("fr", "es", "ru"),
    mends=True,
)
def type_guillemets(passage: Passage) -> Iterator[Hit]:
    """Guillemets are « and », not two signs in a row.

    The signs are printed as they stand.

    Good: la « question » posée
    Bad: la <<question>> posée
    """
    inner = " " if passage.code == "fr" else ""
    for match in _ANGLES.find(passage.prose):
        yield passage.hit(*match.span(), f"«{inner}{match[1]}{inner}»")


_ORDINAL = Pattern(
    r"(?:(?<=[Aa]rtículo )|(?<=[Aa]rt\. )|(?<=[Pp]árrafo ))\d{1,3}°"
    r"|(?<![\w.,])\d{1,3}°(?= (?:[a-zñáéíóú]{4,}|de (?:enero|febrero|marzo|abril|mayo|junio|julio"
    r"|agosto|septiembre|octubre|noviembre|diciembre))\b)"
    r"(?! (?:norte|oeste|este|latitud|longitud|grados|centígrados|bajo|sobre|entre|hasta|hacia"
    r"|según|desde|para|pero|como|cuando|respecto)\b)",
    "°",
)


_COUNTED = compile_later(r" (?:de |período|aniversario|congreso|informe|piso|grupo|párrafo)")
"""What is counted and not measured."""


@rule(
    "S410",
    "{found!r} has the sign of degrees",
    "type {wanted}",
    source=RESOLUTIONS,
    languages=("es",),
    mends=True,
)
def write_ordinals_with_a_letter(passage: Passage) -> Iterator[Hit]:
    """An ordinal has a raised o, º, and not the sign of degrees.

    The two look alike, and searches and readers aloud tell them apart.

    Good: el 25º período de sesiones, a 2° de latitud norte, 1,5 °C
    Bad: el 25° período de sesiones
    """
    for match in _ORDINAL.find(passage.prose):
        wanted = match[0].replace("°", "º")
        before = passage.prose[max(match.start() - 9, 0) : match.start()]
        sure = _COUNTED.match(passage.prose, match.end()) or before.endswith(("o ", ". "))
        yield passage.hit(*match.span(), wanted if sure else None, wanted=wanted)


_CYRILLIC = re.compile("[\u0400-\u04ff]")
_JOINED = compile_later(r"\b(?:по|кое|кой|из|во|в|юго|\w*[бвгджзклмнпрстфхцчшщ]о)(?<!\bэто)\Z")
"""The first half of a word with a hyphen: северо-восток, по-новому, научно-технический."""
_LAST = re.compile(r"\w+\Z")
_DASH = Pattern(r"(?<=[\w)»,;.…]) --? (?=[\w«(])", " - ", " -- ")


@rule(
    "S510",
    "a hyphen for a dash",
    "type {wanted}",
    source=RESOLUTIONS,
    languages=("ru",),
    mends=True,
)
def set_words_apart_with_a_dash(passage: Passage) -> Iterator[Hit]:
    """Between words that are set apart stands a dash, not a hyphen.

    A hyphen joins, a dash divides; many sentences have no verb but the dash.

    Good: Комитет — главный орган; 10 - 3; северо-восток
    Bad: Комитет - главный орган
    """
    text = passage.prose
    for match in _DASH.find(text):
        start, end = match.span()
        if _CYRILLIC.search(text[start - 1] + text[end]):
            dash = "–" if " – " in text else "—"
            last = _LAST.search(text, 0, start)
            names = last is not None and last[0][0].isupper() and text[end].isupper()
            sure = not names and not _JOINED.search(text.lower(), 0, start)
            yield passage.hit(start + 1, end - 1, dash if sure else None, wanted=dash)
