"""How wide a table is at least: whether the page has room for it, or pages of its own have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from masthead.draft.draft import Cell, say
from masthead.grid import Span, lay_grid

PAGE, LANDSCAPE = 470, 620
"""Points that a table has on the page, and on a page that is wider than high; a little less."""
_LETTER, _EDGES = 4.4, 2.0
"""Points of a letter in a table, and of the edges of a column: measured."""
_BREAK = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
"""Where a line may break: figures stay together."""


def estimate_width(tables: Iterable[Sequence[Sequence[Cell]]], width: int) -> float:
    """Estimate the least width of a table, in points: the longest words of its columns."""
    longest = [0] * width
    for rows in tables:
        starts = lay_grid([[Span(cell.columns, cell.rows) for cell in row] for row in rows], width)
        for row, places in zip(rows, starts.starts, strict=True):
            for cell, place in zip(row, places, strict=True):
                if cell.columns == 1:
                    words = (word for text in cell.paragraphs for word in _BREAK.split(say(text)))
                    longest[place] = max(longest[place], max(map(_count, words), default=0))
    return sum(_LETTER * count + _EDGES for count in longest)


def _count(word: str) -> int:
    """Count the letters that stand together: Chinese breaks between any two."""
    if any(unicodedata.east_asian_width(letter) in "WF" for letter in word):
        return 2
    return len(word)
