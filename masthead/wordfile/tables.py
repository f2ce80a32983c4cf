"""Tables of Word: rows, cells that are merged in both directions, rules, repeated heads."""

from __future__ import annotations

from collections.abc import Callable

from masthead.wordfile.model import Block, Cell, Row, Table
from masthead.wordfile.names import VALUE, Element, W, get_value, is_on, read_number, walk

_HAIR = 120
"""Twips: no column of a table is as narrow."""
_MOST_COLUMNS = 63
"""What Word allows."""


def read_table(
    table: Element, number: int, find_style: Callable[[str], str],
    read_blocks: Callable[[Element], list[Block]],
) -> Table:  # fmt: skip
    """Read a table. A cell that goes on from above counts its rows in the one where it begins."""
    style = get_value(table.find(f"{W}tblPr"), "tblStyle")
    grid = table.find(f"{W}tblGrid")
    widths = [
        read_number(column.get(f"{W}w"))
        for column in (grid.iterfind(f"{W}gridCol") if grid is not None else ())
    ]
    open_cells: dict[int, Cell] = {}
    rows = [
        _read_row(element, open_cells, read_blocks)
        for element in walk(table)
        if element.tag == f"{W}tr"
    ]
    framed = table.find(f"{W}tblPr/{W}tblpPr") is not None
    made = Table(number, widths, rows, find_style(style) if style else "", framed)
    _join_edges(made)
    return made


def _join_edges(table: Table) -> None:
    """Join edges of columns that lie so close that they were meant to be one.

    Rows that were drawn by hand miss each other by a hair, and each miss makes a column. Where a
    cell with words would have no column left, the table stays as it is.
    """
    joined = [0]
    for width in table.widths:
        joined.append(joined[-1] + (width >= _HAIR))
    last = len(table.widths)
    cells = [cell for row in table.rows for cell in row.cells]
    if joined[-1] == last or any(cell.column + cell.columns > last for cell in cells):
        return
    kept = [cell for cell in cells if joined[cell.column + cell.columns] > joined[cell.column]]
    stays = set(map(id, kept))
    gone = [cell for cell in cells if id(cell) not in stays]
    if any(not paragraph.is_empty for cell in gone for paragraph in cell.paragraphs()):
        return
    for row in table.rows:
        row.cells = [cell for cell in row.cells if id(cell) in stays]
        row.before = joined[min(row.before, last)]
    for cell in kept:
        end = joined[cell.column + cell.columns]
        cell.column = joined[cell.column]
        cell.columns = end - cell.column
    table.widths = _sum_widths(table.widths, joined)


def _sum_widths(widths: list[int], joined: list[int]) -> list[int]:
    summed = [0] * joined[-1]
    for place, width in enumerate(widths):
        summed[min(joined[place], joined[-1] - 1)] += width
    return summed


def _read_row(
    row: Element, open_cells: dict[int, Cell], read_blocks: Callable[[Element], list[Block]]
) -> Row:
    properties = row.find(f"{W}trPr")
    before = min(read_number(get_value(properties, "gridBefore")), _MOST_COLUMNS)
    height = properties.find(f"{W}trHeight") if properties is not None else None
    made = Row(
        [], bool(is_on(properties, "tblHeader")),
        read_number(height.get(VALUE)) if height is not None else 0, before,
    )  # fmt: skip
    column = before
    wide: Cell | None = None
    seen: set[int] = set()
    for element in walk(row):
        if element.tag != f"{W}tc":
            continue
        said = element.find(f"{W}tcPr")
        span = max(1, min(read_number(get_value(said, "gridSpan"), 1), _MOST_COLUMNS))
        across = said.find(f"{W}hMerge") if said is not None else None
        if across is not None and across.get(VALUE, "continue") == "continue" and wide is not None:
            wide.columns += span
            wide.blocks += _kept(read_blocks(element))
            column += span
            continue
        down = said.find(f"{W}vMerge") if said is not None else None
        goes_on = down is not None and down.get(VALUE, "continue") == "continue"
        above = open_cells.get(column)
        if goes_on and above is not None and above.columns == span:
            above.rows += 1
            above.blocks += _kept(read_blocks(element))
            above.bottom = max(above.bottom, _read_rule(said, "bottom"))
            seen.add(column)
            column += span
            wide = None
            continue
        cell = Cell(
            read_blocks(element), span, 1, _read_rule(said, "bottom"), _read_rule(said, "top"),
            _is_filled(said),
        )  # fmt: skip
        cell.column = column
        made.cells.append(cell)
        wide = cell
        if down is not None:
            open_cells[column] = cell
            seen.add(column)
        column += span
    for gone in [place for place in open_cells if place not in seen]:
        del open_cells[gone]
    return made


def _kept(blocks: list[Block]) -> list[Block]:
    """Keep what is to be seen of a cell that should be empty."""
    return [block for block in blocks if isinstance(block, Table) or not block.is_empty]


def _read_rule(said: Element | None, side: str) -> int:
    rule = said.find(f"{W}tcBorders/{W}{side}") if said is not None else None
    if rule is None:
        return -1
    return 0 if rule.get(VALUE) in ("nil", "none") else read_number(rule.get(f"{W}sz"))


def _is_filled(said: Element | None) -> bool:
    """Say whether a cell has a colour behind it."""
    fill = said.find(f"{W}shd") if said is not None else None
    return fill is not None and fill.get(f"{W}fill", "auto").lower() not in ("auto", "ffffff")
