"""Laying page over page: what only one of them has is in its colour."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from PIL.Image import Image

RESOLUTION = 120
"""Dots per inch."""
_DARK = 128


class Overlay(Struct, frozen=True):
    """Two pages as one picture.

    Black where both have ink, red where only ours has, blue where only the official one has.
    ``shared`` is the part of all ink that both have.
    """

    page: int
    png: bytes
    shared: float


def lay_over(ours: Any, official: Any, number: int) -> Overlay:
    """Lay two pages over each other, with their top left corners together."""
    from PIL import Image, ImageChops

    pictures = [_draw(page) for page in (ours, official)]
    size = max(one.width for one in pictures), max(one.height for one in pictures)
    mine, theirs = (_enlarge(picture, size) for picture in pictures)
    # Ink takes light away: ours leaves the red, the official one leaves the blue; green is left
    # where there is neither.
    merged = Image.merge("RGB", (theirs, ImageChops.darker(mine, theirs), mine))
    file = BytesIO()
    merged.save(file, "PNG", optimize=True)
    return Overlay(number, file.getvalue(), _share(mine, theirs))


def _draw(page: Any) -> Image:
    picture: Image = page.render(scale=RESOLUTION / 72, grayscale=True).to_pil()
    return picture


def _enlarge(picture: Image, size: tuple[int, int]) -> Image:
    """Put a picture on white paper of this size."""
    from PIL import Image

    paper = Image.new("L", size, 255)
    paper.paste(picture.convert("L"), (0, 0))
    return paper


def _share(mine: Image, theirs: Image) -> float:
    from PIL import ImageChops

    ink = [picture.point(lambda level: 255 if level < _DARK else 0) for picture in (mine, theirs)]
    either = ImageChops.lighter(*ink).histogram()[255]
    both = ImageChops.darker(*ink).histogram()[255]
    return both / either if either else 1.0
