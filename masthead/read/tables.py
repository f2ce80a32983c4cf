"""Checking that the cells of each table fill it: no place empty, none covered twice."""

from __future__ import annotations

from masthead.diagnostic import Diagnostics
from masthead.paper import Paper, Table, walk_units
from masthead.read import problems

FAULTS = {
    "short": problems.ROW_SHORT,
    "long": problems.ROW_LONG,
    "wide": problems.CELL_WIDE,
    "over": problems.CELL_OVER,
}
MOST = 20
"""How many faults of a table are told: one row too short makes all others follow."""


def check_tables(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report rows and cells that do not fit their table."""
    for unit in walk_units(paper.text):
        if not isinstance(unit, Table):
            continue
        rows, columns = unit.table.rows, len(unit.table.leaves)
        if unit.table.data and rows is None:
            continue  # why is told already
        if not rows:
            diagnostics.add(problems.NO_ROWS.at(unit.place))
            continue
        for fault in unit.lay_grid().faults[:MOST]:
            row = rows[fault.row]
            part = row if fault.cell is None else row.cells[fault.cell]
            place = part.place if part.place.file else row.place
            problem = FAULTS[fault.kind]
            filled = columns - fault.count
            fields = {"count": fault.count, "filled": filled, "columns": columns}
            diagnostics.add(problem.at(place, **fields))
