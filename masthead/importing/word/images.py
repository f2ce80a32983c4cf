"""Pictures: those that can be printed are kept as files of the draft; others are told."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from masthead.draft.draft import Block, Caption, Cell, say
from masthead.importing.word.content import Lose
from masthead.paper.figure import NARROWEST
from masthead.syntax.text import Plain
from masthead.wordfile.charts import ChartData
from masthead.wordfile.model import Picture

_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_NEVER = {"chart": "a chart", "diagram": "a diagram", "object": "an embedded object"}
_NEARLY = 96
"""Percent of the column of text: a picture that takes more of it is as wide as the column."""
COLUMN = 7400
"""Twips: the width of the text in both templates; what is wider is as wide as the page."""


class Images:
    """Gathers the pictures of a file."""

    def __init__(
        self, media: Mapping[str, bytes], charts: Mapping[str, ChartData], column: float, lose: Lose
    ) -> None:
        self.column = column
        """The width of the column of text in the paper, in twips."""
        self.media = media
        self.charts = charts
        self.lose = lose
        self.files: dict[str, bytes] = {}
        self._names: dict[str, str] = {}

    def read(self, picture: Picture, caption: Caption, number: int) -> Block:
        """Read a picture into a figure; without a file where it cannot be printed."""
        chart = self.charts.get(picture.part)
        if chart is not None:
            return self._read_chart(chart, picture, caption, number)
        data = self.media.get(picture.part, b"")
        caption.alt = " ".join(picture.alt.split())
        caption.wide = picture.width > COLUMN
        percent = round(100 * picture.width / self.column)
        caption.percent = percent if NARROWEST <= percent <= _NEARLY else 0
        kind = next((ending for begin, ending in _KINDS.items() if data.startswith(begin)), "")
        if not kind and b"<svg" in data[:500]:
            kind = "svg"
        if picture.form != "picture" or not kind:
            what = _NEVER.get(picture.form) or "a picture of a kind that cannot be printed"
            name = picture.part.rpartition("/")[2]
            told = f" ({name})" if name else ""
            self.lose(number, f"{what}{told} is left out: {say(caption.title) or caption.alt!r}")
        else:
            if picture.part not in self._names:
                self._names[picture.part] = f"figure-{len(self._names) + 1}.{kind}"
            caption.image = self._names[picture.part]
            self.files[caption.image] = data
        words = caption.alt if not caption.image else ""
        return Block("figure", (Plain(words),) if words else (), line=number, caption=caption)

    def _read_chart(
        self, chart: ChartData, picture: Picture, caption: Caption, number: int
    ) -> Block:
        """Read a chart: its numbers are the rows of the figure."""
        caption.alt, caption.drawn = " ".join(picture.alt.split()), chart.drawn
        caption.wide = not 0 < picture.width <= COLUMN
        if chart.title and not caption.title:
            caption.title = (Plain(chart.title),)
        if chart.mixed:
            self.lose(number, f"a chart of bars and lines is drawn in one way: {chart.title!r}")
        head = [_fill(""), *(_fill(name) for name, _ in chart.series)]
        rows = [
            [_fill(name), *(_fill(_write(values[place])) for _, values in chart.series)]
            for place, name in enumerate(chart.names)
        ]
        return Block("figure", (), line=number, caption=caption, rows=[head, *rows])


def _write(value: Decimal | None) -> str:
    return ".." if value is None else f"{value:f}"


def _fill(text: str) -> Cell:
    return Cell([(Plain(text),)] if text else [])
