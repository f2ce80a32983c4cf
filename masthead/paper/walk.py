"""Going through a paper: every unit and every text of it, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from masthead.diagnostic import Place
from masthead.paper.cells import Column
from masthead.paper.localized import Localized
from masthead.paper.paper import Paper
from masthead.paper.table import Table
from masthead.paper.unit import NOT_IN_ALL, Slot, Unit
from masthead.paper.units import Annex, Note


class Entry(NamedTuple):
    """A text of a paper in all its languages."""

    kind: str
    """What it belongs to: the masthead (agenda, basis, sponsors, title, subtitle, byline, opening,
    state), or the kind of its unit.
    """
    slot: Slot
    place: Place
    """Where it stands, or else its unit."""
    unit: Unit | None = None
    key: str = ""
    """The key of a note."""
    notes: Mapping[str, Unit] = MappingProxyType({})
    """Notes that can be called in it besides those of the paper."""
    around: tuple[Unit, ...] = ()
    """The units in which its unit stands, the outermost first."""
    allow: Mapping[str, str] = MappingProxyType({})
    """What the paper allows, where it belongs to no unit."""

    @property
    def texts(self) -> Localized:
        """The text in each language."""
        return self.slot.texts

    def may_lack(self, code: str) -> bool:
        """Whether a language version may do without it.

        Its unit allows that, or a table around it, or what stands around it is left out as a whole;
        for lines of the masthead the paper does.
        """
        if self.unit is None:
            return bool(self.allow.get(NOT_IN_ALL, "").strip())
        return self.unit.may_lack(code) or any(
            outer.may_lack(code) if isinstance(outer, Table) else outer.is_left_out(code)
            for outer in self.around
        )


def walk_units(units: Iterable[Unit]) -> Iterator[Unit]:
    """Go through units and everything in them, in reading order."""
    waiting = [iter(units)]
    while waiting:
        for unit in waiting[-1]:
            yield unit
            waiting.append(iter(unit.children()))
            break
        else:
            waiting.pop()


def find_annex(units: Iterable[Unit], wanted: Unit) -> Annex | None:
    """Find the annex in which a unit stands, among its own units; None if it is in none."""
    for unit in units:
        if isinstance(unit, Annex):
            if any(inner is wanted for inner in unit.annex.text):
                return unit
            if found := find_annex(unit.annex.text, wanted):
                return found
    return None


class Found(NamedTuple):
    """A text of a unit, and the notes that can be called in it besides those of the paper."""

    unit: Unit
    slot: Slot
    notes: Mapping[str, Unit]
    """By key; empty where the unit stands in none that has notes of its own."""
    around: tuple[Unit, ...] = ()
    """The units in which the unit stands, the outermost first."""


def walk_slots(
    units: Iterable[Unit],
    notes: Mapping[str, Unit] = MappingProxyType({}),
    around: tuple[Unit, ...] = (),
) -> Iterator[Found]:
    """Go through the texts of units and of everything in them, in reading order."""
    for unit in units:
        found = _walk_parts(unit, notes, around)
        yield from _read_by_rows(found) if isinstance(unit, Table) else found


def _walk_parts(unit: Unit, notes: Mapping[str, Unit], around: tuple[Unit, ...]) -> Iterator[Found]:
    own = unit.own_notes() or notes
    for part in unit.parts():
        if isinstance(part, Unit):
            yield from walk_slots([part], own, (*around, unit))
        else:
            yield Found(unit, part, own, around)


def _read_by_rows(found: Iterable[Found]) -> Iterator[Found]:
    """Read the heads of a table as they are printed: those under a common one come after the row.

    Notes called in them have their letters in this order.
    """
    for are_heads, group in groupby(found, lambda one: isinstance(one.unit, Column)):
        read = list(group)
        yield from sorted(read, key=lambda head: len(head.around)) if are_heads else read


def walk_masthead(paper: Paper) -> Iterator[tuple[str, Localized]]:
    """Go through the texts above the text itself, in the order in which they are printed.

    They are called agenda, basis, sponsors, from, to, title, subtitle, byline and opening; one that
    the paper does not have is left out.
    """
    for title in paper.agenda.titles if paper.agenda else ():
        yield "agenda", title
    if paper.adoption and paper.adoption.basis:
        yield "basis", paper.adoption.basis
    if paper.sponsors:
        yield "sponsors", paper.sponsors
    if paper.communication:
        yield "from", paper.communication.from_
        yield "to", paper.communication.to
    if paper.title:
        yield "title", paper.title
    if paper.subtitle:
        yield "subtitle", paper.subtitle
    if paper.byline:
        yield "byline", paper.byline
    if paper.opening:
        yield "opening", paper.opening


def walk_texts(paper: Paper) -> Iterator[Entry]:
    """Go through every text of a paper.

    First the masthead's, in the order in which they are printed, with the names for the files'
    metadata (``state``), then the text's and the notes'.
    """
    states = (("state", name) for name in paper.submitted_by)
    for kind, texts in (*walk_masthead(paper), *states):
        place = next((text.place for text in texts.values()), paper.place)
        yield Entry(kind, Slot("text", texts), place, allow=paper.allow)
    for unit, slot, notes, around in walk_slots(paper.text):
        place = slot.place or unit.place
        yield Entry(unit.kind, slot, place, unit, notes=notes, around=around)
    if paper.symbol_note:
        place = next(text.place for text in paper.symbol_note.values())
        yield Entry(Note.kind, Slot("text", paper.symbol_note, paragraphs=True), place, key="*")
    for key, note in paper.notes.items():
        for slot in note.contents():
            yield Entry(note.kind, slot, slot.place or note.place, note, key)
