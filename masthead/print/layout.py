"""Layout plans: which page stands in which cell of which side of which sheet.

Pure arithmetic over page numbers, without sizes. Pages count from 1; None is a blank one. The cells
of a side are given as they are seen, row by row from the top, each row from left to right; the back
of a sheet is seen after turning it like the leaf of a book, about an upright axis.

A sheet of a booklet has two cells and is folded once between them. The spine is where the folded
sheets meet: on the left for a language read from left to right, on the right for one read from
right to left.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from msgspec import Struct

Spine = Literal["left", "right"]
Cells = tuple[int | None, ...]
LEAF = 2
"""Sides of a sheet of paper."""
FOLDED = 4
"""Pages of a sheet folded once."""


class Layout(StrEnum):
    """How pages are put on sheets."""

    SET = "set"
    BOOKLET = "booklet"
    TWO_UP = "2up"
    FOUR_UP = "4up"


CELLS = {Layout.SET: 1, Layout.BOOKLET: 2, Layout.TWO_UP: 2, Layout.FOUR_UP: 4}
"""Pages on one side of a sheet."""


def list_columns(layout: Layout) -> tuple[int, ...]:
    """List in how many columns the cells of a side may stand: two pages also above each other."""
    return {Layout.SET: (1,), Layout.TWO_UP: (2, 1)}.get(layout, (2,))


class Sheet(Struct, frozen=True):
    """One sheet of paper.

    ``signature`` counts the signatures of a booklet from 0. ``nesting`` is how many sheets of its
    signature lie around this one when folded: 0 for the outermost.
    """

    front: Cells
    back: Cells
    signature: int = 0
    nesting: int = 0

    @property
    def sides(self) -> tuple[Cells, Cells]:
        """Front and back."""
        return self.front, self.back


class Plan(Struct, frozen=True):
    """The sheets of one document in the order in which they are printed."""

    layout: Layout
    spine: Spine
    columns: int
    pages: int
    sheets: tuple[Sheet, ...]

    @property
    def rows(self) -> int:
        """Rows of cells on a side."""
        return CELLS[self.layout] // self.columns

    @property
    def blanks(self) -> int:
        """How many cells stay blank."""
        return len(self.sheets) * LEAF * CELLS[self.layout] - self.pages

    @property
    def signatures(self) -> tuple[int, ...]:
        """How many sheets each signature has; empty unless the layout is folded."""
        if self.layout is not Layout.BOOKLET:
            return ()
        counts: dict[int, int] = {}
        for sheet in self.sheets:
            counts[sheet.signature] = counts.get(sheet.signature, 0) + 1
        return tuple(counts.values())


def plan_layout(
    layout: Layout,
    pages: int,
    spine: Spine,
    signature: int | None = None,
    columns: int | None = None,
) -> Plan:
    """Plan a document of at least one page.

    ``signature`` is the number of pages per signature, all of them unless given; ``columns`` is one
    of :func:`list_columns`, its first unless given. Raises ValueError for what cannot be.
    """
    if pages < 1:
        raise ValueError(f"{pages} pages")
    across = columns or list_columns(layout)[0]
    if across not in list_columns(layout):
        raise ValueError(f"{across} columns")
    if layout is Layout.BOOKLET:
        sheets = tuple(_fold_signatures(pages, spine, signature))
    else:
        sheets = tuple(_fill_sheets(pages, CELLS[layout], across, spine))
    return Plan(layout, spine, across, pages, sheets)


def _fill_sheets(pages: int, cells: int, columns: int, spine: Spine) -> Iterator[Sheet]:
    """Put pages on sheets in reading order; cells stay blank where pages run out."""
    for first in range(1, pages + 1, LEAF * cells):
        front, back = (
            tuple(page if page <= pages else None for page in range(start, start + cells))
            for start in (first, first + cells)
        )
        yield Sheet(_order_cells(front, columns, spine), _order_cells(back, columns, spine))


def _order_cells(cells: Cells, columns: int, spine: Spine) -> Cells:
    """Turn reading order into the order seen: each row backwards when read from the right."""
    step = 1 if spine == "left" else -1
    return tuple(
        page for row in range(0, len(cells), columns) for page in cells[row : row + columns][::step]
    )


def _fold_signatures(pages: int, spine: Spine, signature: int | None) -> Iterator[Sheet]:
    """Impose pages in signatures; what is missing in the last one is blank at its end."""
    whole = -(-pages // FOLDED) * FOLDED
    size = whole if signature is None else signature
    if size < FOLDED or size % FOLDED:
        raise ValueError(f"a signature of {size} pages")
    for number, first in enumerate(range(1, whole + 1, size)):
        last = min(first + size - 1, whole)
        for nesting in range((last - first + 1) // FOLDED):
            low, high = first + LEAF * nesting, last - LEAF * nesting
            front, back = (high, low), (low + 1, high - 1)
            yield Sheet(
                _bind_cells(front, pages, spine), _bind_cells(back, pages, spine), number, nesting
            )


def _bind_cells(pair: tuple[int, int], pages: int, spine: Spine) -> Cells:
    """Blank what is beyond the last page, and mirror the pair for a spine on the right."""
    ordered = pair if spine == "left" else pair[::-1]
    return tuple(page if page <= pages else None for page in ordered)
