"""Marks: what a marked Edition, made of two versions, says of itself.

It is a tree as any other, with what both versions have, what only the new one has, and what only
the old one has, each where it is read. Its words stand in inlines of three more kinds, its nodes
have a :class:`Mark` beside them. Only writers that know these kinds print it; others stop at them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from msgspec import Struct

from masthead.edition.inlines import Content, Inline, InlinePart, Slots, Words

Change = Literal["kept", "inserted", "deleted"]

OLD = "old-"
"""What the ids of deleted nodes and calls begin with, which no other id does."""


class Inserted(InlinePart, frozen=True):
    """Content that only the new version has. No mark stands in another."""

    kind: ClassVar[str] = "inserted"
    content: Content

    def contents(self) -> Slots:
        """Give what was inserted."""
        return (("content", self.content),)


class Deleted(InlinePart, frozen=True):
    """Content that only the old version has."""

    kind: ClassVar[str] = "deleted"
    content: Content

    def contents(self) -> Slots:
        """Give what was deleted."""
        return (("content", self.content),)


class Renumbered(InlinePart, frozen=True):
    """What nobody changed and yet has another number: a reference, the call of a note.

    ``old`` is as the old version has it, ids too; ``new`` is what a writer prints that does not
    show both.
    """

    kind: ClassVar[str] = "renumbered"
    old: Inline
    new: Inline

    def contents(self) -> Slots:
        """Give what it is now."""
        return (("new", (self.new,)),)


Marked = Inserted | Deleted | Renumbered
MARKED = frozenset({Inserted.kind, Deleted.kind, Renumbered.kind})
"""The kinds that only writers of marked editions know."""


class Compared(Struct, frozen=True):
    """Which versions a marked Edition is made of, in its language."""

    old: str
    """``A/80/L.5 (2 October 2025)``"""
    new: str
    said: str
    """Both, as running heads say it: ``Changes from … to …``."""


class Mark(Struct, frozen=True):
    """What happened to a node, or to a part that has no id (``edition``, ``masthead``, ``joint``).

    A node without a mark is in both versions as it is. ``was`` holds the fields of the old version
    that are not texts and not as they are now, by their names: ``id``, ``label``, ``number``. In
    a field with several texts (the lines of a closing, the paragraphs of a note) one that is
    nothing but an Inserted or a Deleted came or went as a whole.
    """

    id: str
    change: Change = "kept"
    was: tuple[tuple[str, Any], ...] = ()
    ends: Literal["", "inserted", "deleted"] = ""
    """Whether the end of the paragraph came or went: a node with ``inserted`` was one with the node
    after it, one with ``deleted`` is so now. The later node has the fields that the whole has; the
    text of this one is marked as any other, and its label came or went with its end."""

    def find(self, name: str, now: Any) -> Any:
        """Find what a field was; ``now`` is what it is, and was where nothing else is said."""
        return next((value for field, value in self.was if field == name), now)


class Marks:
    """The marks of an edition, by the id of the node."""

    def __init__(self, marks: tuple[Mark, ...]) -> None:
        self._marks = {mark.id: mark for mark in marks}

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks.values())

    def of(self, identifier: str) -> Mark:
        """Give the mark of a node: ``kept`` where it has none."""
        return self._marks.get(identifier) or Mark(identifier)

    def write(self, identifier: str, name: str, text: str | None) -> tuple[Any, ...]:
        """Write a text without markup, such as a label, as content with its marks.

        Nothing is inside it that could be told apart: it comes or goes as a whole.
        """
        mark = self.of(identifier)
        now: Content = (Words(text),) if text else ()
        change = mark.ends or mark.change
        if change != "kept":
            wrap = Inserted if change == "inserted" else Deleted
            return (wrap(now),) if now else ()
        old = mark.find(name, text)
        if old == text:
            return now
        before = (Deleted((Words(old),)),) if old else ()
        return (*before, *((Inserted(now),) if now else ()))
