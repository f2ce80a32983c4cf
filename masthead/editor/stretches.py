"""Stretches: from which line to which line each unit of a paper stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from masthead.paper import Paper, Unit


class Stretch(Struct, frozen=True):
    """A unit with the lines it takes, counted from 1, both included."""

    unit: Unit
    first: int
    last: int
    column: int
    """Where its first key stands, from 1 on."""
    inner: tuple[Stretch, ...]

    def walk(self) -> Iterator[Stretch]:
        """Go through it and everything inside it, in the order of the lines."""
        yield self
        for stretch in self.inner:
            yield from stretch.walk()


def find_stretches(paper: Paper, lines: Sequence[str]) -> tuple[Stretch, ...]:
    """Find the lines of a paper's units and notes, in the order of the lines."""
    end = _find_end_of(lines, "text")
    units = _stretch(paper.text, end, lines)
    end = _find_end_of(lines, "notes")
    notes = tuple(
        _take_key(stretch, lines) for stretch in _stretch(paper.notes.values(), end, lines)
    )
    return tuple(sorted((*units, *notes), key=lambda stretch: stretch.first))


def _take_key(note: Stretch, lines: Sequence[str]) -> Stretch:
    """Take the key of a note in, which stands above it."""
    above = lines[note.first - 2] if note.first > 1 else ""
    indent = len(above) - len(above.lstrip(" "))
    if above.rstrip().endswith(":") and indent < note.column - 1:
        return replace(note, first=note.first - 1)
    return note


def find_unit(stretches: Iterable[Stretch], line: int) -> tuple[Stretch, ...]:
    """Find the units that stand around a line, the outermost first."""
    for stretch in stretches:
        if stretch.first <= line <= stretch.last:
            return (stretch, *find_unit(stretch.inner, line))
    return ()


def _stretch(units: Iterable[Unit], end: int, lines: Sequence[str]) -> tuple[Stretch, ...]:
    """Stretch units that stand side by side each to the next one, or to where all of them end."""
    found = sorted(_begin_lines(units), key=lambda unit: unit.place)
    made: list[Stretch] = []
    for number, unit in enumerate(found):
        first = unit.place.line
        last = found[number + 1].place.line - 1 if number + 1 < len(found) else end
        last = _trim(lines, first, last)
        inner = _stretch(unit.children(), last, lines)
        made.append(Stretch(unit, first, last, unit.place.column, inner))
    return tuple(made)


def _begin_lines(units: Iterable[Unit]) -> Iterator[Unit]:
    """Take the units that begin a line of their own: one of several in a line is none to fold."""
    taken: set[int] = set()
    for unit in units:
        if unit.place.line not in taken:
            taken.add(unit.place.line)
            yield unit


def _find_end_of(lines: Sequence[str], key: str) -> int:
    """Find the last line of what stands under a key of the paper."""
    inside = False
    for number, line in enumerate(lines, start=1):
        if inside and line[:1] not in ("", " ", "-", "#"):
            return _trim(lines, 1, number - 1)
        if line.startswith(f"{key}:"):
            inside = True
    return len(lines)


def _trim(lines: Sequence[str], first: int, last: int) -> int:
    """Leave out empty lines and comments at the end, which belong to what follows."""
    while last > first and (not lines[last - 1].strip() or lines[last - 1].lstrip()[0] == "#"):
        last -= 1
    return last
