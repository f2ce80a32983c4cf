"""What the locked fonts can show, by the lock alone: no font is opened, no engine imported."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from masthead.diagnostic import ToolError
from masthead.syntax.unseen import is_unseen

if TYPE_CHECKING:
    from masthead.language.language import Language
    from masthead.project import Project
    from masthead.setup.fontlock import FontLock, LockedFont

Ranges = list[tuple[int, int]]
"""First and last code points."""


class Coverage:
    """The characters that some faces have. ``first`` are those of the face that is asked first.

    ``family`` is how a fault names the faces.
    """

    def __init__(self, family: str, first: Ranges, every: Ranges) -> None:
        self.family = family
        self._first = _Spans(first)
        self._all = _Spans(every)
        self._known: dict[str, bool] = {}
        self._fine: set[str] = set()
        """Characters that were found to need no more."""

    def has(self, character: str) -> bool:
        """Whether a face has a character, or the first one its parts: ≮ is < and a stroke."""
        if character not in self._known:
            parts = unicodedata.normalize("NFD", character)
            composed = len(parts) > 1 and all(part in self._first for part in parts)
            self._known[character] = character in self._all or composed
        return self._known[character]

    def find_missing(self, text: str) -> set[str]:
        """Find the characters that no face has. What leaves no ink needs no glyph."""
        unknown = set(text) - self._fine
        missing = {
            character
            for character in unknown
            if not (self.has(character) or character.isspace() or is_unseen(character))
        }
        self._fine |= unknown - missing
        return missing

    def find_gaps(self, text: str) -> Iterator[tuple[int, int]]:
        """Find the runs of characters that no face has."""
        missing = self.find_missing(text)
        if not missing:
            return
        start = None
        for position, character in enumerate(text):
            if character not in missing:
                if start is not None:
                    yield start, position
                start = None
            elif start is None:
                start = position
        if start is not None:
            yield start, len(text)


class _Spans:
    """Ranges in order and without overlap, for looking characters up."""

    def __init__(self, ranges: Ranges) -> None:
        merged: Ranges = []
        for first, last in sorted(ranges):
            if merged and first <= merged[-1][1]:
                merged[-1] = merged[-1][0], max(last, merged[-1][1])
            else:
                merged.append((first, last))
        self._firsts = [first for first, _ in merged]
        self._lasts = [last for _, last in merged]

    def __contains__(self, character: str) -> bool:
        code = ord(character)
        place = bisect_right(self._firsts, code) - 1
        return place >= 0 and code <= self._lasts[place]


def load_lock(project: Project) -> FontLock:
    """Load the font lock of a project. Raises ToolError when it cannot be used."""
    return project.remember("font lock", lambda: _read_lock(project))


def _read_lock(project: Project) -> FontLock:
    from masthead.setup import SetupError
    from masthead.setup.fontlock import read_font_lock
    from masthead.setup.places import LOCK_NAME

    project.read("styles", LOCK_NAME)
    try:
        return read_font_lock(project.find("styles", LOCK_NAME))
    except SetupError as error:
        raise ToolError(str(error)) from None


def load_coverage(project: Project, language: Language) -> Coverage | None:
    """Load what the faces of a language can show; None where the lock does not say.

    Raises ToolError when the lock cannot be used.
    """
    return project.remember(("coverage", language.code), lambda: _load(project, language))


def _load(project: Project, language: Language) -> Coverage | None:
    lock = load_lock(project)
    named = language.fonts
    # The order in which a style sheet names them: Latin stands before the script it stands in.
    families = [lock.pick_family(role) for role in (named.latin, named.serif, named.sans)]
    families = [family for family in families if family]
    faces = [font for font in lock.fonts if font.family in families]
    if not faces or not all(font.characters for font in faces):
        return None
    first = [font for font in faces if font.family == families[0]]
    return Coverage(named.serif[0], _gather(first), _gather(faces))


def _gather(faces: list[LockedFont]) -> Ranges:
    """Gather the characters of some faces; those of a family mostly have the same."""
    alike = {font.characters: font for font in faces}
    return [span for font in alike.values() for span in list_characters(font)]


def list_characters(font: LockedFont) -> Ranges:
    """List the characters that a font has. Raises ToolError when the lock is wrong."""
    from masthead.setup.fontlock import read_ranges

    try:
        return read_ranges(font.characters)
    except ValueError:
        raise ToolError(f"styles/fonts.lock: no ranges of characters at {font.file}") from None


def narrow(ranges: Ranges, font: LockedFont) -> Ranges:
    """Narrow ranges to the characters that a font has; not where the lock does not say.

    The engine believes a style sheet's ``unicode-range``: what a font lacks of it is not looked
    for in any other.
    """
    return [
        (max(first, least), min(last, most))
        for first, last in list_characters(font)
        for least, most in ranges
        if max(first, least) <= min(last, most)
    ] or ranges
