"""Styles of tables: of their titles, their cells and their notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from masthead.edition.edition import Edition, Table, walk_blocks
from masthead.measures import Measures
from masthead.render.docx.lengths import twips
from masthead.render.docx.style import Names, Style, make_look


def make_table_styles(edition: Edition, measures: Measures, names: Names) -> Iterator[Style]:
    """Make the styles of a table's paragraphs, from top to bottom; none where there is no table.

    The space above and below the words of a cell is that of its paragraphs, as in the template.
    """
    if not any(isinstance(block, Table) for block in walk_blocks(edition.body)):
        return
    text, table = measures.text, measures.table
    for kind, before, after in (
        ("table_label", table.before, 0), ("table_title", 0, 0),
        ("table_unit", 0, table.head_space),
    ):  # fmt: skip
        yield replace(make_look(text[kind]), name=names[kind], base="Normal", keep=True,
                      align="left", before=twips(before), after=twips(after))  # fmt: skip
    for kind, look, bold, space in (
        ("table_head", "table_head", False, table.head_space),
        ("table_body", "table_body", False, table.space),
        ("table_sum", "table_body", True, table.sum_space),
    ):
        yield replace(
            make_look(text[look]), name=names[kind], base="Normal", align="left", bold=bold,
            keep=kind == "table_head", before=twips(space), after=twips(space),
        )  # fmt: skip
    note = replace(make_look(text["table_note"]), base="Normal", align="left",
                   before=twips(table.space))  # fmt: skip
    hang = twips(table.note)
    yield replace(note, name=names["table_note"], left=hang, first=-hang, tabs=(("left", hang),))
    yield replace(note, name=names["table_source"])
    yield Style(names["table_end"], base="Normal", line=20, after=twips(table.after) - 20)
    for kind in ("table_call", "table_mark"):
        yield Style(names[kind], kind="character", superscript=True, italic=True)
    yield Style(names["table_word"], kind="character", italic=True)
