"""Comparing where two files break their lines, and where those stand."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from masthead.proof.reading import PrintedLine, cut_columns, gather_lines, read_glyphs

LIKENESS = 0.6
"""How much of a line must be among the lines of the other file for it to be there, from 0 to 1."""
_GRAM = 4
"""So many characters together are looked for there."""
_REACH = 9.0
"""How far apart two lines of other words may be and still hold the same place, in pt."""
_SHOWN = 28


class Row(Struct, frozen=True):
    """A line of ours beside the official one that says the same; None where no line does."""

    page: int
    ours: PrintedLine
    official: PrintedLine | None
    official_page: int = 0
    same_words: bool = True
    """Whether the two say the same; else they only hold the same place."""
    elsewhere: bool = False
    """Whether the official file has the words, but breaks them into lines elsewhere."""

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


class Comparison(Struct, frozen=True):
    """Our lines beside official ones, and the official lines that we do not have, with pages."""

    rows: tuple[Row, ...]
    missing: tuple[tuple[int, PrintedLine], ...]


def compare_positions(ours: Any, official: Any) -> Comparison:
    """Compare two documents line by line: first by what lines say, whatever page they are on."""
    mine, theirs = list(_list_lines(ours)), list(_list_lines(official))
    texts = [_spell(line) for _, line in mine], [_spell(line) for _, line in theirs]
    matcher = difflib.SequenceMatcher(None, *texts, autojunk=False)
    rows: list[Row] = []
    missing: list[tuple[int, PrintedLine]] = []
    for kind, start, end, other, other_end in matcher.get_opcodes():
        gap, other_gap = mine[start:end], theirs[other:other_end]
        if kind == "equal":
            rows += (
                Row(page, line, match, at)
                for (page, line), (at, match) in zip(gap, other_gap, strict=True)
            )
            continue
        grams = [_list_grams(lines) for lines in (gap, other_gap)]
        left = [one for one in other_gap if not _is_among(one[1], grams[0])]
        for page, line in gap:
            if _is_among(line, grams[1]):
                rows.append(Row(page, line, None, elsewhere=True))
                continue
            match = _find_place(page, line, left)
            if match is not None:
                left.remove(match)
            rows.append(
                Row(page, line, match and match[1], match[0] if match else 0, match is None)
            )
        missing += left
    return Comparison(tuple(rows), tuple(missing))


def _spell(line: PrintedLine) -> str:
    """Spell a line with one hyphen for all, as PDFs of Word files do."""
    return line.text.replace("\u2010", "-").replace("\u2011", "-")


def _list_lines(document: Any) -> Iterator[tuple[int, PrintedLine]]:
    """List the lines of a document from page to page, each with the number of its page."""
    for number in range(len(document)):
        lines = cut_columns(gather_lines(read_glyphs(document[number])))
        for line in sorted(lines, key=lambda one: (round(one.first.baseline), one.first.x)):
            yield number + 1, line


def _list_grams(lines: Iterable[tuple[int, PrintedLine]]) -> set[str]:
    text = "".join(line.text for _, line in lines)
    return set(_cut_grams(text))


def _cut_grams(text: str) -> list[str]:
    return [text[at : at + _GRAM] for at in range(max(1, len(text) - _GRAM + 1))]


def _is_among(line: PrintedLine, grams: set[str]) -> bool:
    cut = _cut_grams(line.text)
    return sum(gram in grams for gram in cut) >= LIKENESS * len(cut)


def _find_place(
    page: int, line: PrintedLine, among: list[tuple[int, PrintedLine]]
) -> tuple[int, PrintedLine] | None:
    """Find the line that stands in the same place of the same page, whatever it says."""
    near = [
        (distance, at)
        for at, (other_page, other) in enumerate(among)
        if other_page == page
        and (distance := abs(other.first.x - line.first.x)
            + abs(other.first.baseline - line.first.baseline)) < _REACH
    ]  # fmt: skip
    return among[min(near)[1]] if near else None


def write_table(comparison: Comparison) -> str:
    """Write where the lines of page 1 and the first lines of all others stand, in both files.

    The columns are x, baseline and size of ours, and how much they are off.
    """
    lines = [
        f"{'page':>4}  {'line':{_SHOWN}}  {'x':>7} {'base':>7} {'size':>5}   "
        f"{'Δx':>6} {'Δbase':>6} {'Δsize':>6}"
    ]
    shown: dict[int, int] = {}
    for row in comparison.rows:
        shown[row.page] = shown.get(row.page, 0) + 1
        if row.page > 1 and shown[row.page] > 2:
            continue
        first = row.ours.first
        if row.elsewhere:
            difference = "  breaks elsewhere"
        elif row.offset is None:
            difference = "  not in the official file"
        else:
            right, down, larger = row.offset
            words = "" if row.same_words else "  other words"
            moved = f"  on page {row.official_page}" if row.official_page != row.page else ""
            difference = f"{right:+6.1f} {down:+6.1f} {larger:+6.1f}{words}{moved}"
        lines.append(
            f"{row.page:>4}  {_shorten(row.ours.text)}  {first.x:7.1f} {first.baseline:7.1f} "
            f"{first.size:5.1f}   {difference}"
        )
    return "\n".join(lines)


def write_pages(comparison: Comparison) -> list[str]:
    """Write a line for each page: how many lines break alike, how far off, what is missing."""
    told = []
    last = max(
        [row.page for row in comparison.rows] + [page for page, _ in comparison.missing], default=0
    )
    for page in range(1, last + 1):
        rows = [row for row in comparison.rows if row.page == page]
        alike = [row for row in rows if row.offset is not None and row.same_words]
        parts = [f"{len(alike)} of {len(rows)} lines break alike"]
        here = [row.offset for row in alike if row.official_page == page and row.offset]
        if here:
            right = max((offset[0] for offset in here), key=abs)
            down = max((offset[1] for offset in here), key=abs)
            parts.append(f"off by {right:+.1f} and {down:+.1f} at most")
        if moved := sum(row.official_page != page for row in alike):
            parts.append(f"{moved} on another page there")
        ours = [row.ours for row in rows if row.offset is None and not row.elsewhere]
        official = [line for at, line in comparison.missing if at == page]
        for whose, lines in (("ours", ours), ("the official file", official)):
            if lines:
                words = _shorten(lines[0].text).strip()
                parts.append(f"only in {whose} {len(lines)}, first “{words}”")
        told.append(f"page {page}: {'; '.join(parts)}")
    return told


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
