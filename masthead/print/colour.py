"""Colour values as PDF operators give them, and what they come to in one ink.

Pure functions. Grey is 0 for black, 1 for white. The weights of red, green and blue are those of
luma in ITU-R BT.601, which printers' drivers use, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

_LUMA = (0.299, 0.587, 0.114)
_NEUTRAL = 0.002
DARK = 0.5
"""Text and lines darker than this get full ink: screened, they would be ragged."""


class Space(Enum):
    """The kinds of colour space that one ink can stand for."""

    GREY = auto()
    RGB = auto()
    CMYK = auto()
    LAB = auto()
    BLACK = auto()
    """A separation of black ink: 1 is full ink."""
    PATTERN = auto()


COMPONENTS = {Space.GREY: 1, Space.RGB: 3, Space.CMYK: 4, Space.LAB: 3, Space.BLACK: 1}


def to_grey(space: Space, values: Sequence[float]) -> float:
    """Find the grey of a colour. Raises ValueError for a pattern or too few values."""
    if len(values) != COMPONENTS.get(space, -1):
        raise ValueError(f"{len(values)} values in {space.name}")
    if space is Space.GREY:
        grey = values[0]
    elif space is Space.BLACK:
        grey = 1 - values[0]
    elif space is Space.LAB:
        grey = lightness_to_grey(values[0])
    elif space is Space.RGB:
        grey = sum(weight * value for weight, value in zip(_LUMA, values, strict=True))
    else:
        ink = sum(weight * value for weight, value in zip(_LUMA, values[:3], strict=True))
        grey = 1 - ink - values[3]
    return min(1.0, max(0.0, grey))


def is_neutral(space: Space, values: Sequence[float]) -> bool:
    """Whether a colour is black, white or grey already, so that one ink is enough for it."""
    if space in (Space.GREY, Space.BLACK):
        return True
    if space is Space.RGB:
        return max(values) - min(values) <= _NEUTRAL
    if space is Space.CMYK:
        return max(values[:3]) <= _NEUTRAL
    return space is Space.LAB and max(abs(values[1]), abs(values[2])) <= 1


def lightness_to_grey(lightness: float) -> float:
    """Turn CIE lightness (0 to 100) into a value as sRGB writes it (IEC 61966-2-1)."""
    level = (lightness + 16) / 116
    linear = level**3 if level > 6 / 29 else 3 * (6 / 29) ** 2 * (level - 4 / 29)
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
