"""What stands at a place of a source: a call, a reference, the key of a note, an id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from masthead.editor.stretches import find_unit
from masthead.syntax.names import FORM

if TYPE_CHECKING:
    from masthead.editor.writing import Writing
    from masthead.paper import Unit

Kind = Literal["note", "id"]

_CALL = re.compile(rf"\[\^({FORM})\]")
_REFERENCE = re.compile(rf"\[@({FORM})\]")
_ID = re.compile(rf"(?:^|[{{,\s])id: *[\"']?({FORM})")
_ITEM = re.compile(rf"^\s*(?:-\s+)?(?:annotation|unit): *[\"']?({FORM})\b")
_NOTE_KEY = re.compile(rf"^( +)({FORM}):")
_NOTES = re.compile(r"^( *)(?:- +)?notes:\s*(?:#.*)?$")


class Mark(NamedTuple):
    """A name in the source: of a note or of a unit, where it is defined or used."""

    kind: Kind
    name: str
    line: int
    """From 1 on, as columns are."""
    column: int
    defines: bool

    def covers(self, line: int, column: int) -> bool:
        """Whether a place is in it, or right behind it."""
        return line == self.line and self.column <= column <= self.column + len(self.name)


def list_marks(lines: Sequence[str]) -> Iterator[Mark]:
    """List all names of notes and units, in the order in which they are written."""
    under: list[int] = []
    key_indent = -1
    for number, line in enumerate(lines, start=1):
        stripped = line.lstrip(" ")
        if not stripped or stripped.startswith("#"):
            continue
        indent = len(line) - len(stripped)
        while under and indent <= under[-1]:
            under.pop()
            key_indent = -1
        if notes := _NOTES.match(line):
            # The keys of a unit that begins with a dash stand two columns in.
            under.append(len(line) - len(line.lstrip(" -")) if "- " in notes[0] else len(notes[1]))
            key_indent = -1
            continue
        found = list(_find_in_line(line, number))
        key = _NOTE_KEY.match(line) if under else None
        if key and key_indent in (-1, len(key[1])):
            key_indent = len(key[1])
            found.append(Mark("note", key[2], number, key.start(2) + 1, defines=True))
        yield from sorted(found, key=lambda mark: mark.column)


def _find_in_line(line: str, number: int) -> Iterator[Mark]:
    patterns: tuple[tuple[re.Pattern[str], Kind, bool], ...] = (
        (_CALL, "note", False), (_REFERENCE, "id", False), (_ITEM, "id", False), (_ID, "id", True),
    )  # fmt: skip
    for pattern, kind, defines in patterns:
        for match in pattern.finditer(line):
            yield Mark(kind, match[1], number, match.start(1) + 1, defines)


def find_mark(lines: Sequence[str], line: int, column: int) -> Mark | None:
    """Find the name at a place; None where there is none."""
    for mark in list_marks(lines):
        if mark.covers(line, column):
            return mark
    return None


def find_alike(writing: Writing, mark: Mark) -> list[Mark]:
    """Find everywhere where the same note or unit is named, in the order of the lines.

    Notes of a table are others than those of the paper, whatever their keys.
    """
    scope = _find_table(writing, mark)
    return [
        one
        for one in list_marks(writing.lines)
        if one.kind == mark.kind and one.name == mark.name and _find_table(writing, one) == scope
    ]


def _find_table(writing: Writing, mark: Mark) -> Unit | None:
    """Find the table whose own note is named."""
    if mark.kind == "note":
        for stretch in reversed(find_unit(writing.stretches, mark.line)):
            if mark.name in stretch.unit.own_notes():
                return stretch.unit
    return None
