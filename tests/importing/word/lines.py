"""The lines of text of a source, and its texts, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.importing.word.drawn import SIX

LINES = ("paragraph", "operative", "preamble")
BELOW = ("subparagraphs", "list")


@dataclass(eq=False)
class Line:
    """A unit that is a line of text: its item in the source, and the list in which it stands."""

    item: dict[str, Any]
    within: list[Any]
    key: str
    """What the list is: ``text``, ``subparagraphs`` …"""

    @property
    def texts(self) -> dict[str, str]:
        """Its texts, by language."""
        for kind in LINES:
            if kind in self.item:
                found: dict[str, str] = self.item[kind]
                return found
        return self.item

    @property
    def is_leaf(self) -> bool:
        """Whether it is one paragraph and nothing else: nothing below it, nothing said about it."""
        several = any("\n\n" in self.texts.get(code, "") for code in SIX)
        return not several and not self.item.keys() - {*LINES, *SIX, "numbered"}

    def find_sibling(self, offset: int) -> Line | None:
        """Find the line before or after it."""
        place = next(at for at, item in enumerate(self.within) if item is self.item) + offset
        if 0 <= place < len(self.within) and _is_line(self.within[place], self.key):
            return Line(self.within[place], self.within, self.key)
        return None


def _is_line(item: Any, key: str) -> bool:
    if not isinstance(item, dict):
        return False
    return any(kind in item for kind in LINES) or (key in BELOW and "en" in item)


def list_lines(value: Any, key: str = "") -> Iterator[Line]:
    """List all lines of a source."""
    if isinstance(value, list):
        for item in value:
            if _is_line(item, key):
                yield Line(item, value, key)
            yield from list_lines(item, key)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "rows":  # cells are edited by themselves
                yield from list_lines(inner, name)


def list_texts(value: Any) -> Iterator[dict[str, str]]:
    """List all texts of a source that are in six languages."""
    if isinstance(value, dict):
        if set(SIX) <= value.keys() and isinstance(value["en"], str):
            yield value
        for name, inner in value.items():
            if name not in ("versions", "vote", "image", "label", "chart", "agenda_item"):
                yield from list_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from list_texts(inner)


def list_keyed(value: Any, key: str) -> Iterator[Any]:
    """List what stands under a key, anywhere."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key:
                yield inner
            yield from list_keyed(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from list_keyed(inner, key)
