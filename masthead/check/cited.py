"""What is not the author's own wording: addresses, quotations, titles, words of another language.

Rules about words, spelling and punctuation leave it as it stands: a name, a title or a quotation
is spelt as its owner spells it, and a work is cited in its own language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.pattern import HIDDEN
from masthead.patterns import compile_later

Span = tuple[int, int]

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:[\w-]+\.)+(?:org|int|com|net|edu|gov|info|example|eu|[a-z]{2}/[\w/])[\w/-]*",
    re.ASCII,
)


def find_addresses(text: str) -> Iterator[Span]:
    """Find bare addresses: ``https://…``, ``www.…``, ``desk@example.org``, ``example.org``."""
    for mark in ("://", "www."):
        position = text.find(mark)
        while position >= 0:
            start, end = position, position
            while start > 0 and text[start - 1].isascii() and text[start - 1].isalnum():
                start -= 1
            while end < len(text) and text[end].isascii() and not text[end].isspace():
                end += 1
            address = text[start:end].rstrip(".,;:!?")
            if "(" not in address:
                address = address.rstrip(").,;:!?")
            end = start + len(address)
            yield start, end
            position = text.find(mark, end)
    if "@" in text:
        yield from (match.span() for match in _MAIL.finditer(text))
    if "." in text:
        yield from (match.span() for match in _DOMAIN.finditer(text))


_QUOTED = (
    re.compile("“[^“”„]*”"),
    re.compile("„[^“”„]*[“”]"),
    re.compile("”[^“”„]*“"),
    re.compile("«(?:[^«»]|«[^«»]*»)*»"),
    re.compile(r'(?<!\w)"[^"]*"(?!\w)'),
    re.compile(r"(?<!\w)‘[^‘’]*’(?!\w)"),
)
_DIRECTIONS = {"ar": (2, 3, 4), "ru": (1, 3, 0, 4)}
"""Which of these quote in a language: in Arabic ”…“ are those that look right in print."""


def find_quotations(text: str, code: str) -> Iterator[Span]:
    """Find what stands between quotation marks, the marks included."""
    kinds = _DIRECTIONS.get(code, (0, 3, 4, 5))
    for kind in kinds:
        yield from (match.span() for match in _QUOTED[kind].finditer(text))


LETTERS = {
    "latin": re.compile("[A-Za-zÀ-ɏ]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "han": re.compile("[\u3400-\u9fff]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
}
"""The letters of each script."""
SCRIPTS = {"ar": "arabic", "ru": "cyrillic", "zh": "han"}
"""The scripts of the languages that are not written in Latin letters."""

_L = "A-Za-zÀ-ɏ"
_CITED = compile_later(rf"[{_L}](?:[{_L}\d ,.;:?!()“”‘’'\"&/*‐-–{HIDDEN}-]*[{_L}\d)])?")
_WORDS = re.compile(rf"[{_L}]{{2,}}")


def find_foreign(text: str, code: str) -> Iterator[Span]:
    """Find stretches of two Latin words and more in a text of another script."""
    if code not in SCRIPTS or not _WORDS.search(text):
        return
    for match in _CITED.finditer(text):
        if len(_WORDS.findall(match[0])) > 1:
            yield match.span()


_CITATION = re.compile(
    r"\b(?:document|vols?|nos?|resolutions?|recommendations?|decisions?|pp?|eds?|arts?|chaps?|sects?"
    r"|paras?|núm|annex|suppl)\.? ?[\dA-Z]*\d"
    r"|\bIbid\b|\bop\. cit|\b(?:1[6-9]|20)\d\d\b|\(ed|\beds\.|https?://",
    re.IGNORECASE,
)


_DOCUMENT = re.compile(
    r"(?:See(?: also)?|Resolutions?|Decisions?|Official Records|General Assembly|Security Council"
    r"|Economic and Social Council|Report|For|The|This|Available)\b"
)
"""How notes begin that are of the Organization, and so in each of its languages."""


def is_citation(text: str) -> bool:
    """Whether a note cites a work: it gives a volume, a page, a number or a year."""
    return _CITATION.search(text) is not None and not _DOCUMENT.match(text)


def is_foreign_citation(text: str, code: str) -> bool:
    """Whether a note only cites a work in a language of another script, and is in that script."""
    if code not in SCRIPTS:
        return False
    own, latin = (len(LETTERS[script].findall(text)) for script in (SCRIPTS[code], "latin"))
    return own * 4 < latin and (is_citation(text) or HIDDEN in text)
