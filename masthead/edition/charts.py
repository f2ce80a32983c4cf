"""How a chart becomes a figure: what it is drawn from in one language, and its words."""

from __future__ import annotations

from decimal import Decimal

from masthead import paper as written
from masthead.edition.edition import Chart, Content, Figure, Words, outline_text
from masthead.edition.figures import make_source
from masthead.edition.lettering import letter_chart
from masthead.edition.numbering import Numbered
from masthead.edition.resolver import Resolver
from masthead.language.amounts import count_decimals, write_amount

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
    chart = Chart(
        type=body.type,
        code=resolver.language.code,
        unit=_say(resolver, body.unit),
        head=_say(resolver, body.columns[0].text),
        categories=categories,
        names=names,
        values=tuple(
            tuple(_read(cells[at].number) for cells in rows)
            for at in range(1, len(body.series) + 1)
        ),
        width=width,
        lettering=letter_chart(body.type, categories, names, width),
    )
    own = resolver.make(body.alt)
    return Figure(
        id=numbered.id,
        label=numbered.label,
        title=resolver.make(body.title),
        alt=(Words(outline_text(own) or _describe(resolver, chart, rows)),),
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


def _describe(resolver: Resolver, chart: Chart, rows: list[list[written.Cell]]) -> str:
    """Say in words what a chart shows: every number of each series."""
    words, amounts = resolver.language.charts, resolver.language.amounts

    def write(cell: written.Cell) -> str:
        if not isinstance(cell.number, Decimal):
            return amounts.missing
        return write_amount(amounts, cell.number, count_decimals(cell.number))

    series = [
        words.series.format(
            name=name,
            points=words.comma.join(
                words.point.format(name=category, value=write(cells[at]))
                for category, cells in zip(chart.categories, rows, strict=True)
            ),
        )
        for at, name in enumerate(chart.names, start=1)
    ]
    kind = words.kinds[chart.type]
    if chart.unit:
        kind = words.unit.format(kind=kind, unit=chart.unit)
    return words.whole.format(kind=kind, series=words.stop.join(series))
