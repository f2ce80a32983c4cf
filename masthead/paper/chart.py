"""A chart: a figure that is drawn from numbers, which are typed once for all languages.

The first column names what is compared, each other column is a series of numbers, as in a table::

    columns: [{en: Year}, {en: Approved}, {en: Proposed}]
    rows:
    - [2024, 120, 125.5]
    - [2025, 130, ..]
"""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from masthead.paper.cells import Column, Columns, OrShorter, Row
from masthead.paper.data import DataBody, DataFile
from masthead.paper.figure import PictureBody, PictureUnit
from masthead.paper.localized import Localized
from masthead.paper.unit import Slot, Unit

MOST_SERIES = 8
"""As many series, or parts of a pie, as can be told from each other, in print too."""
MOST_POINTS = 60
MOST_BARS = 120
"""As many, side by side, as have room on a page with names that can be read."""

Drawn = Literal["bar", "stacked", "line", "pie"]


class ChartBody(PictureBody, DataBody):
    """What a chart holds."""

    type: Drawn
    """How it is drawn: bars side by side, bars on each other, lines, or the parts of a whole."""
    unit: Localized = {}
    """What the numbers count, in each language."""
    columns: Columns
    """Heads: of what is compared, then of each series of numbers."""
    rows: (
        Annotated[
            list[Row],
            Field(min_length=1, max_length=MOST_POINTS),
            OrShorter({"type": "array"}),
        ]
        | None
    ) = None
    """A row for each thing that is compared: what it is, then a number of each series."""
    data: DataFile | None = None
    """A CSV file beside the paper that holds the rows; its first line names the columns."""
    alt: Localized = {}
    """What the chart shows, in words; made of the numbers where nothing is said."""

    @property
    def series(self) -> list[Column]:
        """The columns of numbers."""
        return self.columns[1:]


class Chart(PictureUnit):
    """A chart."""

    kind: ClassVar[str] = "chart"
    chart: ChartBody
    """Title and numbers of the chart."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its title and unit, heads and rows, what it shows, and its source."""
        body = self.chart
        for name, texts in (("title", body.title), ("unit", body.unit)):
            if texts:
                yield Slot(name, texts)
        yield from body.columns
        yield from body.rows or ()
        for name, texts in (("alt", body.alt), ("source", body.source)):
            if texts:
                yield Slot(name, texts)
