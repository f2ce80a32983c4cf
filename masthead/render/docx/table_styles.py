"""Styles of tables: of their titles, their cells and their notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from masthead.edition.edition import Edition, Table, walk_blocks
from masthead.measures import Measures
from masthead.render.docx.lengths import twips
from masthead.render.docx.numbering import CELL_BULLETS, TIED, Plan
from masthead.render.docx.style import Names, Style, make_look

ENDINGS = {"start": "", "center": "_Center", "end": "_End"}
"""What the name of a cell's style ends with, by where its lines are set."""
LAST = "_Last"
"""What the name of the style of the last line above a table ends with, and of that below it."""
KEPT = "_Kept"
"""What the name of a style ends with where a row, or a picture, stays with what comes after it."""
NARROW = "_Column"
"""What the name of a style ends with where a table is as narrow as the text."""


def make_table_styles(
    edition: Edition, measures: Measures, names: Names, plan: Plan
) -> Iterator[Style]:
    """Make the styles of a table's paragraphs, from top to bottom; none where there is no table.

    The space above and below the words of a cell is that of its paragraphs, as in the template.
    """
    if not any(isinstance(block, Table) for block in walk_blocks(edition.body)):
        return
    text, table, column = measures.text, measures.table, measures.column
    left, right = twips(column.left), twips(column.right)
    for kind, before in (("table_label", table.before), ("table_title", 0), ("table_unit", 0)):
        style = replace(make_look(text[kind]), name=names[kind], base="Normal", keep=True,
                        align="left", before=twips(before))  # fmt: skip
        for ending, begin, stop in (("", 0, 0), (NARROW, left, right)):
            yield replace(style, name=style.name + ending, left=begin, right=stop)
            yield Style(style.name + ending + LAST, base=style.name + ending,
                        after=twips(table.head_space))  # fmt: skip
    # In a paragraph from right to left Word takes "right" for where lines end, which is the left.
    ends: dict[str, Literal["", "right", "center"]] = {
        "start": "",
        "center": "center",
        "end": "right",
    }
    for kind, look, bold, space in (
        ("table_head", "table_head", False, table.head_space),
        ("table_body", "table_body", False, table.space),
        ("table_section", "table_body", True, table.space),
        ("table_sum", "table_body", True, table.sum_space),
    ):
        style = replace(
            make_look(text[look]), name=names[kind], base="Normal", align="left", bold=bold,
            keep=kind == "table_head", before=twips(space), after=twips(space),
        )  # fmt: skip
        for end, align in ends.items():
            name = style.name + ENDINGS[end]
            yield Style(name, base=style.name, align=align) if align else style
            if not style.keep:
                yield Style(name + KEPT, base=name, keep=True)
    step = twips(table.bullet)
    for level in range(1, len(plan.bullets) + 1):
        yield Style(names[f"table_bullet_{level}"], base=names["table_body"], left=step * level,
                    first=-step, list=(TIED[CELL_BULLETS], level - 1))  # fmt: skip
    note = replace(make_look(text["table_note"]), base="Normal", align="left",
                   before=twips(table.space))  # fmt: skip
    hang = twips(table.note)
    for kind, first in (("table_note", hang), ("table_source", 0)):
        for ending, begin, stop in (("", 0, 0), (NARROW, left, right)):
            style = replace(note, name=names[kind] + ending, left=begin + first, right=stop,
                            first=-first, tabs=(("left", begin + hang),))  # fmt: skip
            yield style
            yield Style(style.name + LAST, base=style.name, after=twips(table.after))
    end_style = Style(names["table_end"], base="Normal", line=20, after=twips(table.after) - 20)
    yield end_style
    yield Style(end_style.name + KEPT, base=end_style.name, keep=True)
    for kind in ("table_call", "table_mark"):
        yield Style(names[kind], kind="character", superscript=True, italic=True)
    yield Style(names["table_word"], kind="character", italic=True)
