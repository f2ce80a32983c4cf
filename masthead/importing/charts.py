"""Charts that come in: the names and numbers of all languages in one chart, or a table of them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from masthead.draft.draft import Cell as Typed
from masthead.draft.draft import say
from masthead.importing.forms import Assembly, say_of
from masthead.importing.rows import Unit as Found
from masthead.language.amounts import MISSING
from masthead.paper import Cell, Chart, Column, Row
from masthead.paper import Unit as PaperUnit
from masthead.paper.chart import MOST_POINTS, MOST_SERIES
from masthead.syntax.text import Text

Rows = Mapping[str, list[list[Typed]]]


def make_chart(assembly: Assembly, found: Found) -> PaperUnit | None:
    """Make a chart; none where there are more numbers than one can show."""
    lead = assembly.find_lead(found)
    caption, rows = lead.caption, {code: kept[0].rows for code, kept in found.blocks.items()}
    if caption is None or not _can_be_drawn(lead.rows, caption.drawn):
        return None
    like = {code: kept for code, kept in rows.items() if _has_shape(kept, lead.rows)}
    heads = [_say(assembly, like, 0, place) for place in range(len(lead.rows[0]))]
    body = [
        Row(data=[
            Cell.model_validate({"text": _say(assembly, like, number, 0)}),
            *(Cell.model_validate({"number": _read(cell)}) for cell in row[1:]),
        ])
        for number, row in enumerate(lead.rows)
        if number
    ]  # fmt: skip
    values: dict[str, Any] = {
        "type": caption.drawn, "title": say_of(assembly, found, lambda kept: kept.title),
        "unit": say_of(assembly, found, lambda kept: kept.unit),
        "source": say_of(assembly, found, lambda kept: kept.source),
        "columns": [Column.model_validate({"text": text}) for text in heads], "rows": body,
        "width": "page" if caption.wide else "column", "numbered": bool(caption.label),
    }  # fmt: skip
    chart = Chart.model_validate({"chart": values})
    assembly.note_label(chart, found)
    return chart


def _has_shape(rows: list[list[Typed]], other: list[list[Typed]]) -> bool:
    return [len(row) for row in rows] == [len(row) for row in other]


def _say(assembly: Assembly, rows: Rows, number: int, place: int) -> dict[str, Text]:
    return assembly.make_of({code: kept[number][place].paragraphs for code, kept in rows.items()})


def _read(cell: Typed) -> Decimal | str:
    text = say(cell.paragraphs[0]) if cell.paragraphs else MISSING
    try:
        return MISSING if text == MISSING else Decimal(text)
    except InvalidOperation:
        return MISSING


def _can_be_drawn(rows: list[list[Typed]], drawn: str) -> bool:
    """Whether a chart of ours can show it."""
    series, points = len(rows[0]) - 1, len(rows) - 1
    if not (1 <= series <= MOST_SERIES and 1 <= points <= MOST_POINTS):
        return False
    numbers = [
        kept for row in rows[1:] for cell in row[1:] if isinstance(kept := _read(cell), Decimal)
    ]
    if not any(numbers) or any(not row[0].paragraphs for row in rows[1:]):
        return False
    if drawn == "pie":
        return series == 1 and points <= MOST_SERIES and min(numbers) >= 0
    return drawn != "stacked" or min(numbers) >= 0
