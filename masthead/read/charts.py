"""Checking the numbers of charts: as many in each row as there are series, and no words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from masthead.diagnostic import Diagnostic, Diagnostics
from masthead.paper import Cell, Chart, Paper, Row, walk_slots, walk_units
from masthead.paper.chart import MOST_BARS, MOST_SERIES
from masthead.read import problems


def check_charts(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report what cannot be drawn."""
    for unit in walk_units(paper.text):
        if not isinstance(unit, Chart) or (unit.chart.data and unit.chart.rows is None):
            continue  # why there are no rows is told already
        found = [*_check_columns(unit), *_check_rows(unit)]
        diagnostics.extend(found or _check_numbers(unit))
        diagnostics.extend(_check_calls(unit))


def _check_columns(chart: Chart) -> Iterator[Diagnostic]:
    body = chart.chart
    count = len(body.series)
    if not 1 <= count <= MOST_SERIES:
        place = body.columns[-1].place
        place = place if place.file else chart.place
        yield problems.SERIES.at(place, count=count, most=MOST_SERIES)
    elif body.type == "pie" and count > 1:
        yield problems.PIE_OF_SEVERAL.at(body.series[1].place)
    for column in body.columns:
        if column.columns:
            yield problems.GROUP_IN_CHART.at(column.place)


def _check_rows(chart: Chart) -> Iterator[Diagnostic]:
    rows = chart.chart.rows or []
    for row in rows:
        yield from _check_row(row, len(chart.chart.columns), chart)
    bars = len(rows) * len(chart.chart.series)
    if chart.chart.type == "bar" and bars > MOST_BARS:
        yield problems.BARS.at(rows[-1].place, count=bars, most=MOST_BARS)
    if chart.chart.type == "pie" and len(rows) > MOST_SERIES:
        yield problems.PARTS.at(rows[MOST_SERIES].place, count=len(rows), most=MOST_SERIES)


def _check_numbers(chart: Chart) -> Iterator[Diagnostic]:
    """Report a chart that is well written, and has nothing to draw: no number, or a pie of 0."""
    numbers = [cell.number for row in chart.chart.rows or () for cell in row.cells[1:]]
    drawn = [number for number in numbers if isinstance(number, Decimal)]
    if not drawn or (chart.chart.type == "pie" and not any(drawn)):
        yield problems.NOTHING_TO_DRAW.at(chart.place)


def _check_calls(chart: Chart) -> Iterator[Diagnostic]:
    """Report notes called in words of the picture, where no mark can stand."""
    for found in walk_slots([chart]):
        slot = found.slot
        if slot.name in ("head", "cell", "unit", "alt"):
            for text in slot.texts.values():
                for call in text.calls:
                    place, length = text.at(call.start), call.end - call.start
                    yield problems.CALL_IN_ALT.at(place, length)


def _check_row(row: Row, columns: int, chart: Chart) -> Iterator[Diagnostic]:
    if row.form != "data":
        yield problems.SUM_IN_CHART.at(row.place, form=row.form)
        return
    if len(row.cells) != columns:
        fields = {"filled": len(row.cells), "columns": columns}
        yield problems.CHART_ROW.at(row.place, **fields)
        return
    first, *others = row.cells
    if not _is_plain(first) or not (first.text or isinstance(first.number, Decimal)):
        yield problems.NO_CATEGORY.at(first.place if first.place.file else row.place)
    for cell in others:
        place = cell.place if cell.place.file else row.place
        if cell.text or not _is_plain(cell):
            yield problems.NO_NUMBER.at(place)
        elif chart.chart.type == "pie" and isinstance(cell.number, Decimal) and cell.number < 0:
            yield problems.LESS_THAN_NOTHING.at(place, number=cell.number)


def _is_plain(cell: Cell) -> bool:
    """Whether a cell holds words or a number, and covers one place."""
    return not cell.paragraphs and not cell.list_ and cell.columns == cell.rows == 1
