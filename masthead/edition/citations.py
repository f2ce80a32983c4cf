"""Resolutions named by their numbers in running text: where they stand, and their symbols.

"resolution 47/19" is A/RES/47/19, "Security Council resolution 1325 (2000)" is S/RES/1325 (2000).
Each language says with which words resolutions are named (``resolution.citing`` in its file). One
that may be another body's is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from masthead.language.resolution import NEAR

if TYPE_CHECKING:
    from masthead.language.resolution import Citing

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9/.-])(?:"
    r"(?P<year>(?:19[4-9]|20\d)\d/\d{1,3})"
    r"|(?P<session>(?:E?S-)?\d{1,3}/\d{1,3})(?:[ \xa0]?(?P<first>[A-Z])(?![A-Za-z0-9])"
    r"(?:(?:[ \xa0](?:and|to|et|à|y|a|и)[ \xa0]|[-–和至])(?P<last>[A-Z])(?![A-Za-z0-9]))?)?"
    r"|(?P<council>\d{1,4})[ \xa0]?\((?P<adopted>(?:19[4-9]|20\d)\d)\)"
    r"|(?P<older>\d{1,4})(?:[ \xa0][A-Z](?:-[A-Z])?)?[ \xa0]?\((?P<roman>(?:E?S-)?[IVXL]{1,7})\)"
    r")(?![A-Za-z0-9/])"
)
"""Numbers of resolutions, by their form: 2019/5, 75/101 A, 1325 (2000), 217 A (III)."""
ASSEMBLY, COUNCIL = "general-assembly", "human-rights-council"
SECURITY, SOCIAL = "security-council", "economic-and-social-council"
_ANY_COUNCIL = "council"
"""A council that is named so alone: which one it is, the form of the number says."""
_FIRST_SESSION = 31
"""The first session of the General Assembly (1976) whose resolutions have numbers such as 31/1."""
_FAR = 200
"""How far from a number the word is looked for that stands after it."""


class Citation(NamedTuple):
    """A number in a text, and the symbol of the resolution that it names."""

    start: int
    end: int
    symbol: str


def find_citations(text: str, citing: Citing, speaks: str) -> Iterator[Citation]:
    """Find the resolutions that a text names by number, in their order.

    ``speaks`` is the body whose paper it is: a resolution of which nothing else is said is its own,
    or else the General Assembly's.
    """
    if "/" not in text and "(" not in text:
        return
    done = 0
    for head, chain in _find_chains(text, citing):
        body = _find_body(text, head, chain, citing)
        for number in chain:
            symbol = _name_symbol(number, body, speaks)
            if symbol and number.start() >= done:
                done = number.end()
                yield Citation(number.start(), done, symbol)


def _find_chains(text: str, citing: Citing) -> Iterator[tuple[int, list[re.Match[str]]]]:
    """Find where resolutions are named, and the numbers there: "resolutions 1/2, 3/4 and 5/6"."""
    if citing.closing:
        lead = _compile(f"(?:{citing.lead})$")
        for found in _NUMBER.finditer(text):
            before = text[max(0, found.start() - NEAR) : found.start()]
            if lead.search(before) and _closes(text, found, citing):
                yield found.start(), [found]
        return
    between = _compile(citing.between)
    for word in _compile(citing.word).finditer(text):
        chain: list[re.Match[str]] = []
        number = _NUMBER.match(text, word.end())
        while number:
            chain.append(number)
            gap = between.match(text, number.end(), number.end() + NEAR)
            number = _NUMBER.match(text, gap.end()) if gap else None
            number = number or _find_dated(text, chain[-1].end(), citing)
        if chain:
            yield word.start(), chain


def _find_dated(text: str, start: int, citing: Citing) -> re.Match[str] | None:
    """Find the next number where words stand between: it has a date, and no other noun before."""
    number = _NUMBER.search(text, start, start + _FAR)
    if not number or not _compile(citing.dated).match(text, number.end()):
        return None
    stops = _compile(citing.other).search(text, start, number.start())
    return None if stops else number


def _closes(text: str, number: re.Match[str], citing: Citing) -> bool:
    """Whether the first telling word after a number says that it is a resolution's."""
    found = _compile(f"(?P<yes>{citing.closing})|{citing.other}").search(
        text, number.end(), number.end() + _FAR
    )
    return bool(found and found["yes"])


def _find_body(text: str, head: int, chain: list[re.Match[str]], citing: Citing) -> str:
    """Find the body whose resolutions they are, right before or after; nothing when none is."""
    before = text[max(0, head - NEAR // 2) : chain[0].start()]
    after = text[chain[-1].end() : chain[-1].end() + NEAR]
    for cited in citing.bodies:
        if cited.before and _compile(f"(?:{cited.before})\\s*$").search(before):
            return cited.body
        if cited.after and _compile(cited.after).match(after):
            return cited.body
    return ""


def _name_symbol(number: re.Match[str], body: str, speaks: str) -> str:
    """Name the symbol of a resolution; nothing where the body has none of this form."""
    if number["council"]:
        fits = body in ("", _ANY_COUNCIL, SECURITY)
        return f"S/RES/{number['council']} ({number['adopted']})" if fits else ""
    if number["older"]:
        organ = {"": "A", ASSEMBLY: "A", SOCIAL: "E"}.get(body)
        return f"{organ}/RES/{number['older']}({number['roman']})" if organ else ""
    if number["year"]:
        own = SOCIAL if speaks == SOCIAL else ""
        return f"E/RES/{number['year']}" if (body or own) in (SOCIAL, _ANY_COUNCIL) else ""
    last = number["last"]
    letters = (number["first"] or "") + (f"-{last}" if last else "")
    body = body or (COUNCIL if speaks == COUNCIL else ASSEMBLY)
    organ = {ASSEMBLY: "A", COUNCIL: "A/HRC", _ANY_COUNCIL: "A/HRC"}.get(body)
    session = number["session"].partition("/")[0]
    if not organ or (organ == "A" and session.isdecimal() and int(session) < _FIRST_SESSION):
        return ""
    return f"{organ}/RES/{number['session']}{letters}"


@lru_cache(maxsize=128)
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
