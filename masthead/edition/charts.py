"""How a chart becomes a figure: what it is drawn from in one language, and its words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from masthead import paper as written
from masthead.edition.counting import Numbered
from masthead.edition.edition import Chart, Content, Figure, Words, outline_text
from masthead.edition.figures import make_source
from masthead.edition.lettering import letter_chart
from masthead.edition.resolver import Resolver
from masthead.language.amounts import count_decimals, write_amount

if TYPE_CHECKING:
    from masthead.language.language import ChartWords

WIDTHS = {"page": 480, "column": 360}
"""The widths at which charts are drawn, in CSS pixels: about the points of page and column."""
LEAST = 160


def make_chart(resolver: Resolver, unit: written.Chart, numbered: Numbered) -> Figure:
    """Make the figure of a chart that was read without faults."""
    body = unit.chart
    place, percent = body.room
    width = max(LEAST, round(WIDTHS[place] * percent / 100))
    rows = [row.cells for row in body.rows or ()]
    categories = tuple(_name(resolver, cells[0]) for cells in rows)
    names = tuple(_say(resolver, column.text) for column in body.series)
    series = [[cells[at].number for cells in rows] for at in range(1, len(names) + 1)]
    amounts = tuple(tuple(_write(resolver, number) for number in numbers) for numbers in series)
    words = resolver.language.charts
    told = names if len(names) > 1 else ()
    if body.type == "pie":
        told = tuple(
            words.series.format(name=name, points=amount)
            for name, amount in zip(categories, amounts[0], strict=True)
        )
    values = tuple(tuple(map(_read, numbers)) for numbers in series)
    rises = all(value is None or value >= 0 for numbers in values for value in numbers)
    head, counted = _say(resolver, body.columns[0].text), _say(resolver, body.unit)
    chart = Chart(
        type=body.type,
        code=resolver.language.code,
        unit=counted,
        head=head,
        categories=categories,
        names=names,
        values=values,
        amounts=amounts,
        width=width,
        lettering=letter_chart(
            body.type, categories, told, amounts, width, axes=(head, counted), rises=rises
        ),
    )
    own = resolver.make(body.alt)
    return Figure(
        id=numbered.id,
        label=numbered.label,
        title=resolver.make(body.title),
        alt=(Words(outline_text(own) or _describe(words, chart)),),
        image=chart,
        notes=make_source(resolver, body.source, numbered.id),
        place=place,
        percent=percent,
    )


def _say(resolver: Resolver, texts: written.Localized) -> str:
    made: Content = resolver.make(texts)
    return outline_text(made)


def _name(resolver: Resolver, cell: written.Cell) -> str:
    """Name what a row is of: a year is a number, and yet no amount."""
    return _say(resolver, cell.text) if cell.number is None else str(cell.number)


def _read(number: Decimal | str | None) -> float | None:
    return float(number) if isinstance(number, Decimal) else None


def _write(resolver: Resolver, number: Decimal | str | None) -> str:
    """Write a number as tables do; where there is none, that it is not available."""
    amounts = resolver.language.amounts
    if not isinstance(number, Decimal):
        return amounts.missing
    return write_amount(amounts, number, count_decimals(number))


def _describe(words: ChartWords, chart: Chart) -> str:
    """Say in words what a chart shows: every number of each series."""
    series = [
        words.series.format(
            name=name, points=words.comma.join(map(words.name_point, chart.categories, amounts))
        )
        for name, amounts in zip(chart.names, chart.amounts, strict=True)
    ]
    kind = words.kinds[chart.type]
    if chart.unit:
        kind = words.unit.format(kind=kind, unit=chart.unit)
    return words.whole.format(kind=kind, series=words.stop.join(series))
