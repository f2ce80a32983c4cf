"""Lengths as Word counts them."""

from __future__ import annotations

BASELINE = 0.8
"""Where the baseline stands in a line of exact height, from its top: Word and LibreOffice both
give four fifths of the height to what is above it."""


def twips(points: float) -> int:
    """Turn points into twentieths of a point."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Turn a type size in points into half-points."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Turn a rule's weight in points into eighths of a point; Word has none thinner than 2."""
    return max(2, round(points * 8))


def emu(points: float) -> int:
    """Turn points into the units of drawings: 12700 to a point."""
    return round(points * 12700)
