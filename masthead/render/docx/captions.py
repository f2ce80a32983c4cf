"""Captions in Word: the number of a table or a figure is a field, which Word can count and list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.render.docx.content import Element, raw, write_field
from masthead.render.docx.references import split_number

if TYPE_CHECKING:
    from masthead.edition.edition import Figure, Table
    from masthead.render.docx.writer import StoryWriter

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def write_caption(writer: StoryWriter, block: Table | Figure, inside: int) -> list[Element]:
    """Write the label of a table or a figure: its number as a field where Word has such numbers.

    In annexes (``inside`` 1) Word counts by itself. It counts on alone; where the paper does not,
    the field says the number. References repeat what the bookmark holds.
    """
    before, shown = split_number(block.label or "")
    if not shown:
        return writer.inline.bookmark(block.id, [writer.write_text(before)])
    series = f"{block.kind.title()}{'_Annex' if inside else ''}"
    number = int(shown) if shown.isdecimal() else read_roman(shown)
    counted = writer.counted.get(series, 0) + 1
    writer.counted[series] = number
    form = "ARABIC" if shown.isdecimal() else "ROMAN"
    restart = "" if number == counted else f" \\r {number}"
    lead = [writer.write_text(before)] if before else []
    field = raw(write_field(f"SEQ {series} \\* {form}{restart}", shown, block.id))
    return [*lead, *writer.inline.bookmark(block.id, [field])]


def read_roman(written: str) -> int:
    """Read a Roman numeral."""
    values = [_ROMAN[letter] for letter in written]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))
