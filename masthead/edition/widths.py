"""Widths of a table's columns: what the author says, or else what their words ask for.

They are the same in every format, so that a table is torn and its lines break alike in all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from masthead.edition.edition import Cell, Row, plain_text, walk_blocks

NARROWEST, WIDEST, HEAD = 6, 40, 14
"""How many letters a column has at least, how many of a cell's count at most, and of a head's."""


def share_widths(
    said: Sequence[int | None], rows: Iterable[tuple[Row, Sequence[int]]]
) -> tuple[float, ...]:
    """Share the width of a table among its columns, in percent.

    ``said``: what the author says of each; ``rows``: each with the columns where its cells begin.
    What is left is shared by the letters of the longest cell of each column.
    """
    letters = [NARROWEST] * len(said)
    for row, starts in rows:
        most = HEAD if row.form == "head" else WIDEST
        for cell, start in zip(row.cells, starts, strict=True):
            if cell.columns == 1:
                letters[start] = max(letters[start], min(_count_longest(cell), most))
    rest = 100 - sum(width or 0 for width in said)
    total = sum(count for count, width in zip(letters, said, strict=True) if width is None)
    return tuple(
        max(round(rest * count / total, 1), 1.0) if width is None else float(width)
        for count, width in zip(letters, said, strict=True)
    )


def _count_longest(cell: Cell) -> int:
    return max(map(count_letters, list_texts(cell)), default=0)


def list_texts(cell: Cell) -> list[str]:
    """List the texts of a cell, and of all that stands in it."""
    texts = [plain_text(cell.content)] if cell.content else []
    return texts + [
        plain_text(content) for node in walk_blocks(cell.body) for _, content in node.contents()
    ]


def count_letters(text: str) -> int:
    """Count the characters of a text, a wide one twice."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
