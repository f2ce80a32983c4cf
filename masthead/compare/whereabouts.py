"""Whereabouts: how a corrigendum says where in the paper something is corrected."""

from __future__ import annotations

from masthead.edition.content import capitalize
from masthead.edition.corrections import say_places
from masthead.edition.notes import Marks
from masthead.edition.numbering import number_units
from masthead.edition.references import name_unit
from masthead.language.language import Language
from masthead.paper import Cell, Column, Heading, Note, Paper, Row, Table, Unit, walk_units
from masthead.syntax.text import read_plain


class Whereabouts:
    """Says in one language where units of a paper stand."""

    def __init__(self, paper: Paper, language: Language) -> None:
        self._language = say_places(language)
        self._words = language.corrections.at
        self._numbering = number_units(paper, self._language)
        self._marks = Marks(paper, language)
        self._keys = {id(note): key for key, note in paper.notes.items()}
        self._above: dict[int, Unit] = {}
        self._names: dict[int, str] = {}
        """The units that have a name of their own."""
        self._near: dict[int, str] = {}
        """The name that stands before a unit which has none."""
        near = ""
        self._paper = paper
        self._units = list(walk_units(paper.text))
        for unit in self._units:
            self._above |= {id(child): unit for child in unit.children()}
            if name := self._name(unit):
                self._names[id(unit)] = near = name
            self._near[id(unit)] = near

    def say(self, unit: Unit, part: str = "") -> str:
        """Say where a unit stands, or a part of it."""
        said = self._say(unit)
        words = self._words
        if part in words.parts and not isinstance(unit, Heading):
            said = words.part.format(place=said, part=words.parts[part])
        return capitalize(said)

    def say_after(self, unit: Unit | None) -> str:
        """Say that something comes after a unit, or at the beginning."""
        if unit is None:
            return capitalize(self._words.beginning)
        place = self._say_heading(unit) if isinstance(unit, Heading) else self._say(unit)
        return capitalize(self._words.after.format(place=place))

    def list_names(self) -> dict[str, str]:
        """Say where each node is, by its id: the title and what stands beside it, units, notes."""
        masthead = {name: self._words.masthead[name] for name in ("title", "subtitle", "byline")}
        units = {self._numbering.of(unit).id: capitalize(self._say(unit)) for unit in self._units}
        calls = self._marks.calls
        notes = {
            calls[key].note: capitalize(self._say_note(note))
            for key, note in self._paper.notes.items()
            if key in calls
        }
        return masthead | units | notes

    def _say(self, unit: Unit) -> str:
        if isinstance(unit, Note):
            return self._say_note(unit)
        if isinstance(unit, Cell | Column | Row):
            return self._say_cell(unit)
        here: Unit | None = unit
        while here is not None:
            if name := self._names.get(id(here)):
                return name
            here = self._above.get(id(here))
        near = self._near.get(id(unit), "")
        return self._words.following.format(place=near) if near else self._words.beginning

    def _say_heading(self, heading: Heading) -> str:
        """Say a heading by its words: its number would be that of all that stands under it."""
        opening, closing = self._language.quotes[:2]
        said = read_plain(heading.text[self._language.code].content)
        return self._words.heading.format(name=f"{opening}{said}{closing}")

    def _name(self, unit: Unit) -> str:
        numbered = self._numbering.of(unit)
        name = name_unit(unit, numbered, self._language, None)
        if name and isinstance(unit, Heading) and numbered.label is None:
            return self._words.heading.format(name=name)
        return name

    def _say_note(self, note: Note) -> str:
        if letter := self._marks.letters.get(id(note)):
            said = self._words.note.format(mark=letter.mark)
            table = self._above.get(id(note))
            return self._words.part.format(place=self._say(table), part=said) if table else said
        call = self._marks.calls.get(self._keys.get(id(note), ""))
        return self._words.note.format(mark=call.mark if call else "")

    def _say_cell(self, unit: Cell | Column | Row) -> str:
        """Say the row and the column of a cell, counted from the top of its table's rows."""
        table = self._above.get(id(unit))
        while table is not None and not isinstance(table, Table):
            table = self._above.get(id(table))
        if table is None:  # of a chart
            return self._names.get(id(self._above.get(id(unit))), self._words.beginning)
        place = self._say(table)
        if isinstance(unit, Column):
            leaves = table.table.leaves
            start = next(at for at, leaf in enumerate(leaves, 1) if leaf is unit.leaves[0])
            return self._words.column.format(place=place, column=start)
        for number, (row, starts) in enumerate(
            zip(table.table.rows or (), table.lay_grid().starts, strict=True), start=1
        ):
            for cell, start in zip(row.cells, starts, strict=True):
                if cell is unit or row is unit:
                    return self._words.cell.format(place=place, row=number, column=start + 1)
        return place
