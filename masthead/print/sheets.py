"""Geometry: where on a sheet each page of a plan stands, and the boxes of the sheet.

Pure functions; all lengths are in points, y from the bottom. A page is scaled evenly, so that the
proportions of its official margins stay, as large as its cell allows, and centred there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from masthead.print.layout import CELLS, Cells, Layout, Plan, list_columns
from masthead.print.source import Box, SourcePage

Matrix = tuple[float, float, float, float, float, float]
_TOUCH = 0.5
"""Edges this near to each other are the same edge."""
_AS_IT_IS = 1.006
"""A page that would grow by less than this stays as it is: A5 in half an A4."""


class Format(Struct, frozen=True):
    """The sheet: its trimmed size, its columns of cells, and how much pages are scaled."""

    width: float
    height: float
    columns: int
    rows: int
    scale: float

    @property
    def landscape(self) -> bool:
        """Whether the sheet lies."""
        return self.width > self.height

    @property
    def cell(self) -> tuple[float, float]:
        """Width and height of a cell."""
        return self.width / self.columns, self.height / self.rows


class Placement(Struct, frozen=True):
    """A page on a side: its number in the document, its matrix, where it stands, what shows of it.

    A neighbour is never covered; the spine cuts what creep moves over it, which is blank margin.
    """

    page: int
    matrix: Matrix
    frame: Box
    """The trimmed page, as placed."""
    clip: Box


class Side(Struct, frozen=True):
    """One side of a sheet with its page boxes."""

    media: Box
    trim: Box
    bleed: Box
    art: Box
    placements: tuple[Placement, ...]
    front: bool
    signature: int = 0
    nesting: int = 0


def choose_format(layout: Layout, page: tuple[float, float], paper: tuple[float, float]) -> Format:
    """Choose how the sheet lies, and how cells stand on it, so that pages come out largest.

    ``page`` and ``paper`` are width and height in pt, the paper's upright.
    """
    narrow, wide = sorted(paper)
    upright, lying = (narrow, wide), (wide, narrow)
    found: list[Format] = []
    for width, height in (lying, upright) if page[0] > page[1] else (upright, lying):
        for columns in list_columns(layout):
            rows = CELLS[layout] // columns
            scale = min(width / columns / page[0], height / rows / page[1])
            if 1 < scale <= _AS_IT_IS:
                scale = 1.0
            found.append(Format(width, height, columns, rows, scale))
    return max(found, key=lambda candidate: round(candidate.scale, 4))


class Setting(Struct, frozen=True):
    """How pages come onto sheets."""

    sheet: Format
    landscape: bool
    """How the document lies: pages that lie otherwise are turned."""
    creep: float = 0
    """Thickness of a sheet: the pages of each further one inside a signature move by this towards
    the spine."""
    bleed: float = 0
    margin: float = 0
    """Room outside the trim for bleed and marks."""

    @property
    def media(self) -> Box:
        """The untrimmed sheet."""
        return Box(0, 0, self.sheet.width + 2 * self.margin, self.sheet.height + 2 * self.margin)

    @property
    def trim(self) -> Box:
        """The trimmed sheet."""
        return self.media.grow(-self.margin)

    def find_cell(self, position: int) -> Box:
        """Find a cell, counted row by row from the top, each row from the left."""
        width, height = self.sheet.cell
        row, column = divmod(position, self.sheet.columns)
        left, top = self.trim.left + column * width, self.trim.top - row * height
        return Box(left, top - height, left + width, top)


def place_pages(plan: Plan, pages: Sequence[SourcePage], setting: Setting) -> Iterator[Side]:
    """Place a plan's pages, side by side in printing order."""
    for leaf in plan.sheets:
        for cells, front in zip(leaf.sides, (True, False), strict=True):
            placements = tuple(_fill_side(plan, cells, leaf.nesting, pages, setting))
            yield Side(
                media=setting.media,
                trim=setting.trim,
                bleed=setting.trim.grow(setting.bleed),
                art=_enclose(placements, setting.trim),
                placements=placements,
                front=front,
                signature=leaf.signature,
                nesting=leaf.nesting,
            )


def _fill_side(
    plan: Plan, cells: Cells, nesting: int, pages: Sequence[SourcePage], setting: Setting
) -> Iterator[Placement]:
    folded = plan.layout is Layout.BOOKLET
    for position, number in enumerate(cells):
        if number is None:
            continue
        cell = setting.find_cell(position)
        page = pages[number - 1]
        turn = 0
        if page.landscape != setting.landscape:
            turn = 270 if plan.spine == "left" else 90
        size = page.size[::-1] if turn else page.size
        frame = _centre(size, setting.sheet.scale, cell)
        showing, room = (_reach_out(box, setting) for box in (frame, cell))
        if folded:
            towards_spine = nesting * setting.creep * (1 if position == 0 else -1)
            frame, showing = frame.move(towards_spine), showing.move(towards_spine)
        scale = setting.sheet.scale * page.unit
        matrix = make_matrix(page.trim, (page.rotation + turn) % 360, scale, frame)
        yield Placement(number, matrix, frame, showing.cut(room))


def make_matrix(trim: Box, rotation: int, scale: float, frame: Box) -> Matrix:
    """Make the matrix that turns a page clockwise, scales it and puts it into a frame."""
    width, height = trim.width, trim.height
    turn: Matrix = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, -1, 1, 0, 0, width),
        180: (-1, 0, 0, -1, width, height),
        270: (0, 1, -1, 0, height, 0),
    }[rotation]
    a, b, c, d, e, f = turn
    e -= a * trim.left + c * trim.bottom
    f -= b * trim.left + d * trim.bottom
    return (
        a * scale,
        b * scale,
        c * scale,
        d * scale,
        e * scale + frame.left,
        f * scale + frame.bottom,
    )


def _centre(size: tuple[float, float], scale: float, cell: Box) -> Box:
    width, height = size[0] * scale, size[1] * scale
    left = cell.left + (cell.width - width) / 2
    bottom = cell.bottom + (cell.height - height) / 2
    return Box(left, bottom, left + width, bottom + height)


def _reach_out(box: Box, setting: Setting) -> Box:
    """Add the bleed where a box reaches the sheet's edge, and nowhere else."""
    by = setting.bleed
    edges = zip(box, setting.trim, (-by, -by, by, by), strict=True)
    return Box(*(edge + (out if abs(edge - limit) <= _TOUCH else 0) for edge, limit, out in edges))


def _enclose(placements: Sequence[Placement], trim: Box) -> Box:
    """The part of a side that has something on it; all of it when it is blank."""
    if not placements:
        return trim
    clips = [placement.clip.cut(trim) for placement in placements]
    return Box(
        min(box.left for box in clips),
        min(box.bottom for box in clips),
        max(box.right for box in clips),
        max(box.top for box in clips),
    )
