"""A table: heads of its columns, rows of cells, notes and a source under it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from masthead.grid import Grid, Span, lay_grid
from masthead.paper.cells import MOST_ROWS, Column, Columns, OrShorter, Row
from masthead.paper.data import DataBody, DataFile
from masthead.paper.localized import Localized
from masthead.paper.model import Identifier
from masthead.paper.unit import NestedUnit, Slot, Unit
from masthead.paper.units import Note


class TableBody(DataBody):
    """What a table holds."""

    title: Localized = {}
    """The title, in each language; its number is made."""
    unit: Localized = {}
    """What its figures count, in each language; printed in parentheses under the title."""
    columns: Columns
    """The columns with their heads."""
    rows: (
        Annotated[
            list[Row],
            Field(min_length=1, max_length=MOST_ROWS),
            OrShorter({"type": "array"}),
        ]
        | None
    ) = None
    """The rows, from top to bottom."""
    data: DataFile | None = None
    """A CSV file beside the paper that holds the rows; its first line names the columns."""
    notes: dict[Identifier, Note] = {}
    """Notes under the table, by the key that calls them in its cells: ``[^a]``."""
    source: Localized = {}
    """Where the figures come from, in each language."""
    width: Literal["page", "column"] = "page"
    """Whether it is as wide as the page or as the column of text."""
    landscape: bool = False
    """Whether it stands on pages that are wider than high."""
    numbered: bool = True
    """Whether it has a number."""

    @property
    def leaves(self) -> list[Column]:
        """The columns that hold cells, from the first to the last."""
        return [leaf for column in self.columns for leaf in column.leaves]


class Table(NestedUnit):
    """A table."""

    kind: ClassVar[str] = "table"
    table: TableBody
    """Title, columns and rows of the table."""

    def lay_grid(self) -> Grid:
        """Find where each cell of its rows stands."""
        width = len(self.table.leaves)
        rows = [
            [
                Span(width if row.form == "section" else cell.columns, cell.rows)
                for cell in row.cells
            ]
            for row in self.table.rows or ()
        ]
        return lay_grid(rows, width)

    def own_notes(self) -> Mapping[str, Unit]:
        """Give the notes under it."""
        return self.table.notes

    def parts(self) -> Iterator[Slot | Unit]:
        """Give title and unit, heads, rows, notes, and the source under them."""
        body = self.table
        if body.title:
            yield Slot("title", body.title)
        if body.unit:
            yield Slot("unit", body.unit)
        yield from body.columns
        yield from body.rows or ()
        yield from body.notes.values()
        if body.source:
            yield Slot("source", body.source)
