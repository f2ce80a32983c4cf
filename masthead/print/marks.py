"""Marks for those who cut, fold and stitch: crop, registration, fold and staple marks.

Drawn as PDF operators, in a colour that prints on every plate (``/All``). Pure functions; all
lengths are in points.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from masthead.print.layout import Layout, Spine
from masthead.print.options import PrintOptions
from masthead.print.papers import MarkMeasures
from masthead.print.sheets import Side
from masthead.print.source import Box

COLOUR = "All"
"""Name of the marks' colour space in a side's resources."""
_KAPPA = 0.5523
"""A quarter of a circle as a Bézier curve: how far its handles reach."""


class Marks(Struct, frozen=True):
    """The marks of a job: which, how they look, how far from the trim they begin."""

    measures: MarkMeasures
    options: PrintOptions
    spine: Spine
    bleed: float = 0
    """In pt."""

    @property
    def offset(self) -> float:
        """Marks begin outside the bleed."""
        return max(self.measures.offset, self.bleed)

    @property
    def margin(self) -> float:
        """Room that bleed and marks need around the trim."""
        if self.options.crop_marks or self.options.registration:
            return self.offset + self.measures.length
        return self.bleed

    @property
    def folded(self) -> bool:
        """Whether the sheets are folded along their middle."""
        return self.options.layout is Layout.BOOKLET


def draw_marks(marks: Marks, side: Side, first: bool) -> bytes:
    """Draw the marks of a side as PDF operators; ``first`` is a document's first side.

    Empty when there are none.
    """
    lines = list(_collect_marks(marks, side, first))
    if not lines:
        return b""
    start = f"q /{COLOUR} CS 1 SCN {marks.measures.weight:g} w 0 J [] 0 d"
    return "\n".join([start, *lines, "Q"]).encode("ascii")


def _collect_marks(marks: Marks, side: Side, first: bool) -> Iterator[str]:
    options = marks.options
    if options.crop_marks:
        yield from _draw_crop(marks, side.trim)
    if options.registration:
        yield from _draw_registration(marks, side.trim)
    outermost = side.front and side.nesting == 0
    if options.fold_marks and marks.folded and (outermost or marks.margin):
        yield from _draw_fold(marks, side.trim)
    if options.staple_marks:
        if marks.folded and outermost:
            yield from _draw_stitches(marks, side.trim)
        elif not marks.folded and first:
            yield _draw_corner_staple(marks, side.trim)


def _draw_crop(marks: Marks, trim: Box) -> Iterator[str]:
    """Two short lines outside each corner."""
    near, far = marks.offset, marks.offset + marks.measures.length
    for x, outwards in ((trim.left, -1), (trim.right, 1)):
        for y in (trim.bottom, trim.top):
            yield _line(x + outwards * near, y, x + outwards * far, y)
    for y, outwards in ((trim.bottom, -1), (trim.top, 1)):
        for x in (trim.left, trim.right):
            yield _line(x, y + outwards * near, x, y + outwards * far)


def _draw_registration(marks: Marks, trim: Box) -> Iterator[str]:
    """A circle with a cross at each side; beside the fold where the sheet is folded."""
    away = marks.offset + marks.measures.length / 2
    middle = trim.left + trim.width * (0.25 if marks.folded else 0.5)
    height = trim.bottom + trim.height / 2
    radius = marks.measures.registration
    for x, y in (
        (trim.left - away, height),
        (trim.right + away, height),
        (middle, trim.bottom - away),
        (middle, trim.top + away),
    ):
        yield _circle(x, y, radius)
        reach = min(1.6 * radius, marks.measures.length / 2)
        yield _line(x - reach, y, x + reach, y)
        yield _line(x, y - reach, x, y + reach)


def _draw_fold(marks: Marks, trim: Box) -> Iterator[str]:
    """A broken line at head and foot of the fold: outside the trim where there is room."""
    fold = marks.measures.fold
    x = trim.left + trim.width / 2
    outside = marks.margin >= marks.offset + fold.length
    starts = (
        ((trim.bottom - marks.offset, -1), (trim.top + marks.offset, 1))
        if outside
        else ((trim.bottom, 1), (trim.top, -1))
    )
    yield f"[{fold.dash:g}] 0 d"
    for y, direction in starts:
        yield _line(x, y, x, y + direction * fold.length)
    yield "[] 0 d"


def _draw_stitches(marks: Marks, trim: Box) -> Iterator[str]:
    """Where the wire goes through the fold."""
    staple = marks.measures.staple
    x = trim.left + trim.width / 2
    for place in staple.places:
        y = trim.bottom + place * trim.height
        yield _line(x, y - staple.length, x, y + staple.length)
        yield _line(x - staple.length / 3, y, x + staple.length / 3, y)


def _draw_corner_staple(marks: Marks, trim: Box) -> str:
    """A slanted line in the upper corner where the text begins."""
    staple = marks.measures.staple
    y = trim.top - staple.corner
    half = staple.length / 2
    if marks.spine == "left":
        x = trim.left + staple.corner
        return _line(x - half, y - half, x + half, y + half)
    x = trim.right - staple.corner
    return _line(x - half, y + half, x + half, y - half)


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{_points(x, y)} m {_points(to_x, to_y)} l S"


def _circle(x: float, y: float, radius: float) -> str:
    handle = _KAPPA * radius
    curves = (
        (x + radius, y + handle, x + handle, y + radius, x, y + radius),
        (x - handle, y + radius, x - radius, y + handle, x - radius, y),
        (x - radius, y - handle, x - handle, y - radius, x, y - radius),
        (x + handle, y - radius, x + radius, y - handle, x + radius, y),
    )
    drawn = " ".join(f"{_points(*curve)} c" for curve in curves)
    return f"{_points(x + radius, y)} m {drawn} S"


def _points(*values: float) -> str:
    return " ".join(write_number(value) for value in values)


def write_number(value: float) -> str:
    """Write a number as PDF wants it: no exponent, no needless digits."""
    rounded = round(value, 5) + 0.0  # no minus zero
    return f"{rounded:.5f}".rstrip("0").rstrip(".")
