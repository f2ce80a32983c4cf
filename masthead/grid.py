"""The grid of a table: in which row and column each cell stands, where cells are merged.

As in HTML, a row names only the cells that begin in it: places that a cell from above or from the
left covers are passed over.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Span(Struct, frozen=True):
    """How many columns and rows a cell covers; both are at least 1."""

    columns: int = 1
    rows: int = 1


class GridFault(Struct, frozen=True):
    """What is wrong with the grid, in a row (from 0) and, where it is one cell's, at that cell.

    ``kind`` is one of

        short  the row has ``count`` places too few
        long   the cell, and what follows it in its row, has no place left
        over   the cell's rows run ``count`` past the last row
        wide   the cell covers more columns than are left, or a place that another cell covers
    """

    kind: str
    row: int
    cell: int | None
    count: int = 0


class Grid(Struct, frozen=True):
    """The column in which each cell of each row begins, and the faults."""

    starts: tuple[tuple[int, ...], ...]
    faults: tuple[GridFault, ...]


def lay_grid(rows: Sequence[Sequence[Span]], columns: int) -> Grid:
    """Find the column at which each cell of each row begins. Never raises: see the faults."""
    covered: set[tuple[int, int]] = set()
    starts: list[tuple[int, ...]] = []
    faults: list[GridFault] = []
    for at, row in enumerate(rows):
        begun: list[int] = []
        column = 0
        for number, span in enumerate(row):
            while (at, column) in covered:
                column += 1
            begun.append(column)
            if column >= columns:
                faults.append(GridFault("long", at, number, len(row) - number))
                begun += [columns] * (len(row) - number - 1)
                break
            across = range(column, column + span.columns)
            if across.stop > columns or any((at, place) in covered for place in across):
                faults.append(GridFault("wide", at, number))
            if at + span.rows > len(rows):
                faults.append(GridFault("over", at, number, at + span.rows - len(rows)))
            covered |= {(at + below, place) for below in range(span.rows) for place in across}
            column = across.stop
        missing = sum((at, place) not in covered for place in range(columns))
        if missing:
            faults.append(GridFault("short", at, None, missing))
        starts.append(tuple(begun))
    return Grid(tuple(starts), tuple(faults))
