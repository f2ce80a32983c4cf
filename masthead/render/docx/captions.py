"""Captions in Word: the number of a table or a figure is a field, which Word can count and list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from masthead.render.docx.content import Element, raw, write_field

if TYPE_CHECKING:
    from masthead.render.docx.writer import StoryWriter

_NUMBER = re.compile(r"(?:\d+|[IVXLCDM]+)\Z")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def write_caption(writer: StoryWriter, label: str, series: str) -> list[Element]:
    """Write the label of a table or a figure: its number as a field where Word has such numbers.

    ``series`` is the name of what is counted (``Table``). Word counts on by itself; where the paper
    does not, the field says the number.
    """
    found = _NUMBER.search(label)
    if found is None:
        return [writer.write_text(label)]
    shown, before = found[0], label[: found.start()]
    number = int(shown) if shown.isdecimal() else read_roman(shown)
    counted = writer.counted.get(series, 0) + 1
    writer.counted[series] = number
    form = "ARABIC" if shown.isdecimal() else "ROMAN"
    restart = "" if number == counted else f" \\r {number}"
    lead = [writer.write_text(before)] if before else []
    return [*lead, raw(write_field(f"SEQ {series} \\* {form}{restart}", shown, writer.inline.node))]


def name_series(what: str, inside: int) -> str:
    """Name what is counted: in annexes it is counted by itself."""
    return f"{what}_Annex" if inside else what


def read_roman(written: str) -> int:
    """Read a Roman numeral."""
    values = [_ROMAN[letter] for letter in written]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))
