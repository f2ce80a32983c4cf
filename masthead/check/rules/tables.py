"""Tables and figures: sums add up, columns are of one form, and the text speaks of each of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct, field

from masthead.check.inspection import Inspection
from masthead.check.pattern import Pattern
from masthead.check.rule import Hit, rule
from masthead.language.amounts import MISSING, count_decimals, is_nil
from masthead.paper import Column, PictureUnit, Table, walk_units
from masthead.syntax.text import CrossReference

if TYPE_CHECKING:
    from masthead.paper import Cell, Row, Unit
    from masthead.syntax.text import Text

PRACTICE = "practice of editors"

_PER_CENT = Pattern(
    r"%|\bper ?cent|\bpour ?cent|\bpor ?ciento|\bporcent|процент|百分|المائة|المئوية",
    flags=re.IGNORECASE,
)
"""What the head of a column says whose figures nobody adds up."""
_NOTHING = frozenset("–-—")
"""What is typed in a cell for nothing."""


@rule(
    "X018",
    "the {form} is {found}, and what stands above it adds up to {wanted}",
    "correct one of them; where figures were rounded, allow it",
    source="UN Editorial Manual, tables: authors answer for their figures",
    reads="paper",
)
def add_up_sums(inspection: Inspection) -> Iterator[Hit]:
    """A subtotal or total is the sum of its rows.

    A reader who adds up finds another figure, and trusts none of them. Columns of percentages, and
    those in which a figure is not available, are not added up.

    Good: 14, 11 and a total of 25
    Bad: 14, 11 and a total of 26
    """
    for table in _list_tables(inspection):
        if _is_of_percentages(table.table.unit.values()):
            continue
        for leaf, cells in _list_columns(table):
            if not leaf.column.words and not leaf.is_of_percentages:
                for row, cell, wanted in _find_wrong_sums(cells):
                    fields = {"form": row.form, "found": cell.number, "wanted": wanted}
                    yield Hit(cell.place, 0, fields, cell)


@rule(
    "X019",
    "nothing in the text refers to this {kind}",
    "give it an id, and refer to it with [@id]",
    source=PRACTICE,
    reads="paper",
)
def refer_to_tables_and_figures(inspection: Inspection) -> Iterator[Hit]:
    """The text refers to every table and figure that has a number.

    A table of which no sentence speaks leaves readers to find out what it is for.

    Good: The posts are shown in [@posts]
    Bad: a table that no text names
    """
    called = defaultdict[str, list[set[int]]](list)
    for subject in inspection.subjects:
        for passage in subject.passages.values():
            for kept in passage.written.walk():
                if isinstance(kept, CrossReference):
                    around = {id(unit) for unit in (*subject.around, subject.node)}
                    called[kept.id].append(around)
    counted = [unit for unit in walk_units(inspection.paper.text) if _is_numbered(unit)]
    pictures = sum(isinstance(unit, PictureUnit) for unit in counted)
    for unit in counted:
        has_number = not isinstance(unit, PictureUnit) or pictures > 1
        # A reference that stands in the table itself is none of the text.
        if has_number and all(id(unit) in around for around in called[unit.id or ""]):
            yield Hit(unit.place, 0, {"kind": unit.kind}, unit)


@rule(
    "X020",
    "digits after the point: {found}, and {usual} in most of the column",
    "type as many everywhere, or say decimals: with the column",
    source=PRACTICE,
    reads="paper",
)
def give_decimals_alike(inspection: Inspection) -> Iterator[Hit]:
    """The figures of a column have the same number of decimals, at least within a section.

    Points that do not stand below each other make figures hard to compare. Nil has none; a section
    may count something else.

    Good: 14.0 above 2.5
    Bad: 14 above 2.5
    """
    for table in _list_tables(inspection):
        for leaf, cells in _list_columns(table):
            if leaf.column.words or leaf.column.decimals is not None:
                continue
            for section in _divide(cells):
                yield from _find_other_decimals(section)


def _divide(cells: Sequence[tuple[Row, Cell]]) -> Iterator[list[Cell]]:
    """Divide the cells of a column by the sections of the table."""
    begun: list[Cell] = []
    for row, cell in cells:
        if row.section:
            yield begun
            begun = []
        else:
            begun.append(cell)
    yield begun


def _find_other_decimals(cells: Sequence[Cell]) -> Iterator[Hit]:
    """Find the first figure that has other decimals than most."""
    digits = [
        (count_decimals(cell.number), cell)
        for cell in cells
        if isinstance(cell.number, Decimal) and not is_nil(cell.number)
    ]
    counted = Counter(found for found, _ in digits)
    usual = max(counted, key=lambda found: (counted[found], found), default=0)
    for found, cell in digits:
        if found != usual:
            yield Hit(cell.place, 0, {"found": found, "usual": usual}, cell)
            break


@rule(
    "X021",
    "no row stands under this section",
    "write its rows, or delete it",
    source=PRACTICE,
    reads="paper",
)
def write_rows_under_sections(inspection: Inspection) -> Iterator[Hit]:
    """Under a section of a table stands at least one row.

    A section alone looks like rows that were lost. One that begins with another section has the
    rows of that one.

    Good: a section, then its rows
    Bad: a section, then the total
    """
    for table in _list_tables(inspection):
        for row, below in pairwise([*(table.table.rows or []), None]):
            if row and row.section and (below is None or below.form in ("subtotal", "total")):
                yield Hit(row.place, 0, {}, row.section)


class _Leaf(Struct, frozen=True):
    """A column that holds cells, and the columns under whose common heads it stands."""

    column: Column
    above: tuple[Column, ...]

    @property
    def is_of_percentages(self) -> bool:
        """Whether one of its heads says so."""
        return any(
            _is_of_percentages((column.group or column.text).values())
            for column in (*self.above, self.column)
        )


def _list_tables(inspection: Inspection) -> Iterator[Table]:
    return (unit for unit in walk_units(inspection.paper.text) if isinstance(unit, Table))


def _is_numbered(unit: Unit) -> bool:
    if isinstance(unit, Table):
        return unit.table.numbered
    return isinstance(unit, PictureUnit) and unit.picture.numbered


def _is_of_percentages(texts: Iterable[Text]) -> bool:
    return any(True for text in texts for _ in _PER_CENT.find(text.raw))


def _list_leaves(columns: Sequence[Column], above: tuple[Column, ...] = ()) -> Iterator[_Leaf]:
    for column in columns:
        if column.columns:
            yield from _list_leaves(column.columns, (*above, column))
        else:
            yield _Leaf(column, above)


def _list_columns(table: Table) -> Iterator[tuple[_Leaf, list[tuple[Row, Cell]]]]:
    """List the columns, each with the cells that stand in it alone, from top to bottom.

    The cell of a section's row is in all of them.
    """
    leaves = list(_list_leaves(table.table.columns))
    cells: list[list[tuple[Row, Cell]]] = [[] for _ in leaves]
    for row, starts in zip(table.table.rows or (), table.lay_grid().starts, strict=True):
        for cell, start in zip(row.cells, starts, strict=True):
            if row.section:
                for column in cells:
                    column.append((row, cell))
            elif cell.columns == 1:
                cells[start].append((row, cell))
    return zip(leaves, cells, strict=True)


class _Sum(Struct):
    """Figures that were added up."""

    value: Decimal = Decimal(0)
    figures: int = 0
    is_known: bool = True
    """Whether none of them is missing, or words."""

    def add(self, cell: Cell) -> None:
        """Add what stands in a cell; an empty one adds nothing."""
        if isinstance(cell.number, Decimal):
            self.value += cell.number
            self.figures += 1
        else:
            words = any(text.raw not in _NOTHING for text in cell.text.values())
            if words or cell.number == MISSING or cell.paragraphs or cell.list_:
                self.is_known = False

    def __add__(self, other: _Sum) -> _Sum:
        return _Sum(
            self.value + other.value,
            self.figures + other.figures,
            self.is_known and other.is_known,
        )


class _Sums(Struct):
    """What stands above a row, added up from where a sum may begin."""

    since_section: _Sum = field(default_factory=_Sum)
    """Rows since the last section or sum."""
    since_subtotal: _Sum = field(default_factory=_Sum)
    """Rows since the last sum."""
    since_total: _Sum = field(default_factory=_Sum)
    """Rows since the last total."""
    rows: _Sum = field(default_factory=_Sum)
    subtotals: _Sum = field(default_factory=_Sum)
    """Subtotals since the last total."""
    totals: _Sum = field(default_factory=_Sum)

    def list_for(self, form: str) -> list[_Sum]:
        """List what a sum may be of, the most usual first."""
        if form == "subtotal":
            found = [self.since_section, self.since_subtotal, self.since_total, self.rows]
        else:
            with_subtotals = self.subtotals + self.since_subtotal
            found = [self.since_total, with_subtotals, self.totals, self.totals + self.since_total,
                     self.totals + with_subtotals, self.rows]  # fmt: skip
        return [kept for kept in found if kept.figures]


def _find_wrong_sums(cells: Sequence[tuple[Row, Cell]]) -> Iterator[tuple[Row, Cell, Decimal]]:
    """Find the sums of a column that are not of what stands above them, and what that adds up to.

    What a sum is of is not written: the rows of its section, all rows, or the sums above it.
    """
    sums = _Sums()
    for row, cell in cells:
        if row.form == "section":
            sums.since_section = _Sum()
        elif row.form == "data":
            for kept in (sums.since_section, sums.since_subtotal, sums.since_total, sums.rows):
                kept.add(cell)
        else:
            found = sums.list_for(row.form)
            if found and found[0].is_known and isinstance(cell.number, Decimal):
                values = [kept.value for kept in found]
                if cell.number not in values:
                    yield row, cell, _find_nearest(cell.number, values)
            sums.since_section, sums.since_subtotal = _Sum(), _Sum()
            if row.form == "subtotal":
                sums.subtotals.add(cell)
            else:
                sums.totals.add(cell)
                sums.subtotals, sums.since_total = _Sum(), _Sum()


def _find_nearest(number: Decimal, values: Sequence[Decimal]) -> Decimal:
    return min(values, key=lambda value: abs(value - number))
