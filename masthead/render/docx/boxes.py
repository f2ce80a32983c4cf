"""Boxes in Word: tables of one cell, from margin to margin, as in the template."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from masthead.edition.edition import Box, Edition, walk_blocks
from masthead.measures import Measures
from masthead.render.docx.lengths import eighths, twips
from masthead.render.docx.style import Names, Style, make_look
from masthead.render.docx.writer import StoryWriter

_SIDES = ("top", "left", "bottom", "right")


def write_box(writer: StoryWriter, box: Box, inside: int) -> None:
    """Write a box. Its text stands where it would without: the styles have the indents.

    Raises RenderError for what Word cannot hold.
    """
    measures = writer.measures
    page = measures.page
    width = twips(page.width - page.margins.left - page.margins.right)
    rule = f'w:val="single" w:sz="{eighths(measures.box.frame)}" w:space="0" w:color="auto"'
    frame = "".join(f"<w:{side} {rule}/>" for side in _SIDES)
    none = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in _SIDES)
    rtl = writer.edition.language.direction == "rtl"
    writer.add_raw(
        f"<w:tbl><w:tblPr>{'<w:bidiVisual/>' if rtl else ''}"
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{frame}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{none}</w:tblCellMar></w:tblPr>"
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{width}" w:type="dxa"/>{_write_space(box, measures)}</w:tcPr>'
    )
    writer.inline.node = box.id
    if box.title:
        writer.add(writer.names.role("box-title"), writer.inline.write(box.title))
    writer.write_blocks(box.body, inside)
    writer.add_raw("</w:tc></w:tr></w:tbl>")
    writer.add_empty(writer.names["box_end"])


def _write_space(box: Box, measures: Measures) -> str:
    space = f'w:w="{twips(measures.box.space)}" w:type="dxa"'
    return f"<w:tcMar>{'' if box.title else f'<w:top {space}/>'}<w:bottom {space}/></w:tcMar>"


def make_box_styles(edition: Edition, measures: Measures, names: Names) -> Iterator[Style]:
    """Make the styles of a box's title and of what parts it from what follows; none without one."""
    if not any(isinstance(block, Box) for block in walk_blocks(edition.body)):
        return
    yield replace(
        make_look(measures.text["box_title"]), name=names["box_title"], base="Normal", keep=True,
        align="left", left=twips(measures.column.left), right=twips(measures.column.right),
    )  # fmt: skip
    yield Style(names["box_end"], base="Normal", line=20, after=twips(measures.box.after) - 20)
