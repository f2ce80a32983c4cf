"""Checking the numbers of charts: as many in each row as there are series, and no words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from masthead.diagnostic import Diagnostic, Diagnostics
from masthead.paper import Cell, Chart, Paper, Row, walk_slots, walk_units
from masthead.paper.chart import MOST_SERIES
from masthead.read import problems


def check_charts(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report what cannot be drawn."""
    for unit in walk_units(paper.text):
        if isinstance(unit, Chart):
            diagnostics.extend(_check_chart(unit))


def _check_chart(chart: Chart) -> Iterator[Diagnostic]:
    body = chart.chart
    series = len(body.series)
    if not 1 <= series <= MOST_SERIES:
        place = body.columns[-1].place
        place = place if place.file else chart.place
        yield problems.SERIES.at(place, count=series, most=MOST_SERIES)
        return
    for column in body.columns:
        if column.columns:
            yield problems.GROUP_IN_CHART.at(column.place)
    for row in body.rows:
        yield from _check_row(row, len(body.columns), chart)
    if body.type == "pie" and len(body.series) > 1:
        yield problems.PIE_OF_SEVERAL.at(body.series[1].place)
    numbers = [cell.number for row in body.rows for cell in row.cells[1:]]
    if not any(isinstance(number, Decimal) for number in numbers):
        yield problems.NOTHING_TO_DRAW.at(chart.place)
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
