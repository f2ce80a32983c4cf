"""Comparing the places of the lines that two first pages have, and of each page's first lines."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from masthead.proof.reading import PrintedLine, cut_columns, gather_lines, read_glyphs

LIKENESS = 0.7
"""How alike two lines must be to be taken for the same, from 0 to 1."""
_REACH = 9.0
"""How far apart two lines of other words may be and still hold the same place, in pt."""
_SHOWN = 28


@dataclass(frozen=True, slots=True)
class Row:
    """A line of ours beside the official one; None where that has none like it."""

    page: int
    ours: PrintedLine
    official: PrintedLine | None
    same_words: bool = True
    """Whether the two say the same; else they only hold the same place."""

    @property
    def offset(self) -> tuple[float, float, float] | None:
        """By how much ours is off: to the right, down, and in size, in pt."""
        if self.official is None:
            return None
        ours, official = self.ours.first, self.official.first
        return (
            ours.x - official.x,
            ours.baseline - official.baseline,
            ours.size - official.size,
        )


def compare_positions(ours: Any, official: Any) -> list[Row]:
    """Compare two documents: all lines of the first page, the first line of each other page."""
    rows: list[Row] = []
    for number in range(len(ours)):
        mine = _read_lines(ours[number])
        theirs = _read_lines(official[number]) if number < len(official) else []
        if number:
            mine = mine[:2]
        left = list(theirs)
        for line in mine:
            match, same = _find_match(line, left)
            if match is not None:
                left.remove(match)
            rows.append(Row(number + 1, line, match, same))
    return rows


def _read_lines(page: Any) -> list[PrintedLine]:
    lines = cut_columns(gather_lines(read_glyphs(page)))
    return sorted(lines, key=lambda line: (round(line.first.baseline), line.first.x))


def _find_match(line: PrintedLine, among: list[PrintedLine]) -> tuple[PrintedLine | None, bool]:
    """Find the line that says the same; else the one that stands in the same place."""
    best, likeness = None, LIKENESS
    for other in among:
        ratio = difflib.SequenceMatcher(None, line.text, other.text, autojunk=False).ratio()
        if ratio > likeness:
            best, likeness = other, ratio
    if best is not None:
        return best, True
    near = [
        (distance, at)
        for at, other in enumerate(among)
        if (distance := abs(other.first.x - line.first.x)
            + abs(other.first.baseline - line.first.baseline)) < _REACH
    ]  # fmt: skip
    return (among[min(near)[1]], False) if near else (None, False)


def write_table(rows: list[Row]) -> str:
    """Write the comparison as a table: x, baseline and size of ours, and how much they are off."""
    lines = [
        f"{'page':>4}  {'line':{_SHOWN}}  {'x':>7} {'base':>7} {'size':>5}   "
        f"{'Δx':>6} {'Δbase':>6} {'Δsize':>6}"
    ]
    for row in rows:
        first = row.ours.first
        if row.offset is None:
            difference = "  not in the official file"
        else:
            right, down, larger = row.offset
            words = "" if row.same_words else "  other words"
            difference = f"{right:+6.1f} {down:+6.1f} {larger:+6.1f}{words}"
        lines.append(
            f"{row.page:>4}  {_shorten(row.ours.text)}  {first.x:7.1f} {first.baseline:7.1f} "
            f"{first.size:5.1f}   {difference}"
        )
    return "\n".join(lines)


def _shorten(text: str) -> str:
    """Cut text to the width of its column; a Chinese character takes two places."""
    from unicodedata import east_asian_width

    shown, width = "", 0
    for character in text:
        wide = 2 if east_asian_width(character) in "WF" else 1
        if width + wide > _SHOWN - 1:
            shown, width = f"{shown}…", width + 1
            break
        shown, width = shown + character, width + wide
    return shown + " " * (_SHOWN - width)
