"""Where the nodes of an edition landed on the pages of its PDF."""

from __future__ import annotations

from msgspec import Struct, field

_OF_LINES = frozenset("\u00ad\u2010\u200b\u2060")
"""What a line may end with though the text has it not, and what says where it may."""


class Landing(Struct, frozen=True):
    """The number of pages, and for each node id the page (from 1) on which it begins."""

    pages: int
    nodes: dict[str, int] = field(default_factory=dict)
    breaks: dict[int, tuple[str, int]] = field(default_factory=dict)
    """The pages that begin inside a node: its id, and how many of its characters stand before
    (:func:`count_characters`; label and marks of calls are counted, notes are not)."""


def count_characters(text: str) -> int:
    """Count the characters that every format prints alike: no spaces, nothing of line ends."""
    return sum(map(is_counted, text))


def is_counted(character: str) -> bool:
    """Whether :func:`count_characters` counts a character."""
    return not character.isspace() and character not in _OF_LINES
