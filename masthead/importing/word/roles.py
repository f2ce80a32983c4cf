"""What a paragraph's style says it is: the styles of both templates, of our writer, of Word."""

from __future__ import annotations

import re
from typing import NamedTuple

from masthead.measures import load_measures
from masthead.project import Project
from masthead.wordfile.model import Style


class Role(NamedTuple):
    """What a style is for: ``heading``, ``title``, ``bullet`` …, and its level."""

    kind: str
    level: int = 0


STATIONS = ("new-york", "geneva")

_TEMPLATES = {
    "_ h __m": Role("title"), "_ h _m": Role("title"), "title": Role("title"),
    "subtitle": Role("byline"), "title_h2": Role("byline"), "title_h3": Role("byline"),
    "title_h4": Role("byline"), "agenda_title_h1": Role("agenda_title"),
    "list bullet": Role("bullet", 1), "list bullet 2": Role("bullet", 2),
    "list bullet 3": Role("bullet", 3), "quote": Role("quotation"),
    "intense quote": Role("quotation"), "block text": Role("quotation"),
    "caption": Role("caption"), "table of figures": Role("contents"),
    "toc heading": Role("contents"),
    "reg_h__ch": Role("heading", 1), "reg_h_1": Role("heading", 2), "reg_h_23": Role("heading", 3),
    "reg_h_4": Role("heading", 4), "endnote text": Role("note"),
}  # fmt: skip
"""Styles of the templates that our writer has no use for, and Word's own."""
_WORDS = re.compile(r"(heading|toc) (\d)")
_OURS = re.compile(r"(heading|bullet|subparagraph|continuation)_(\d)")
_TURNED = re.compile(r"(?:_(?:last|kept|column|end|center|hidden|more))+$")
_STATION = re.compile(r"(?:_g|_ga|_r)$")


class Roles:
    """Finds what styles are for."""

    def __init__(self, project: Project) -> None:
        self._known = dict(_TEMPLATES)
        for station in STATIONS:
            for kind, name in load_measures(project, station, "en").word.items():
                match = _OURS.fullmatch(kind)
                role = Role(match[1], int(match[2])) if match else Role(kind)
                self._known.setdefault(_normalize(name), role)

    def find(self, style: Style) -> Role | None:
        """Find what a style is for, or the nearest of those that it is based on."""
        for name in (style.name, *style.bases):
            if (found := self._look_up(name)) is not None:
                return found
        return None

    def _look_up(self, name: str) -> Role | None:
        plain = _normalize(name)
        if match := _WORDS.fullmatch(plain):
            if match[1] == "toc":
                return Role("contents")
            return Role("heading", min(int(match[2]), 6))
        return self._known.get(plain) or self._known.get(_normalize(_TURNED.sub("", plain)))


def is_of_geneva(style: Style) -> bool:
    """Whether a style is one of Geneva's template."""
    return bool(_STATION.search(style.name.lower()))


def _normalize(name: str) -> str:
    plain = " ".join(name.lower().split())
    return _STATION.sub("", plain) if plain.startswith("_") or "_" in plain else plain
