"""Quotations and definitions in Word: indented paragraphs, and two columns without rules."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.edition.edition import Definitions, Edition, Quotation, walk_blocks
from masthead.measures import Measures
from masthead.render.docx.lengths import twips
from masthead.render.docx.style import Names, Style
from masthead.render.docx.writer import StoryWriter


def write_quotation(writer: StoryWriter, quotation: Quotation, _inside: int) -> None:
    """Write a quotation, in a cell as other paragraphs there."""
    writer.inline.node = quotation.id
    style = writer.names["quotation" if writer.body == "body" else writer.body]
    for content in quotation.paragraphs:
        writer.add(style, writer.inline.write(content))


def write_definitions(writer: StoryWriter, definitions: Definitions, _inside: int) -> None:
    """Write definitions as a table of two columns, as wide as the text."""
    measures = writer.measures
    term = twips(measures.definitions.term)
    widths = (term, twips(measures.measure) - term)
    rtl = writer.edition.language.direction == "rtl"
    gap = f'<w:right w:w="{twips(measures.definitions.gap)}" w:type="dxa"/>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    writer.add_raw(
        f"<w:tbl><w:tblPr>{'<w:bidiVisual/>' if rtl else ''}"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(measures.column.left)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    style = writer.names["definition"]
    for item in definitions.items:
        writer.inline.node = item.id
        writer.add_raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        for width, content, space in zip(widths, (item.term, item.content), (gap, ""), strict=True):
            margin = f"<w:tcMar>{space}</w:tcMar>" if space else ""
            writer.add_raw(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margin}</w:tcPr>')
            if content:
                writer.add(style, writer.inline.write(content))
            else:
                writer.add_empty(style)
            writer.add_raw("</w:tc>")
        writer.add_raw("</w:tr>")
    writer.add_raw("</w:tbl>")
    writer.add_empty(writer.names["definitions_end"])


def make_definition_styles(edition: Edition, measures: Measures, names: Names) -> Iterator[Style]:
    """Make the styles of quotations and definitions; none where there are none."""
    kinds = {type(block) for block in walk_blocks(edition.body)}
    indents, after = measures.indents, twips(measures.text["body"].after)
    if Quotation in kinds:
        step = twips(indents.paragraph.text) - twips(indents.paragraph.label)
        yield Style(
            names["quotation"], base="Normal", align="both", after=after,
            left=twips(measures.column.left) + step, right=twips(measures.column.right) + step,
        )  # fmt: skip
    if Definitions in kinds:
        yield Style(names["definition"], base="Normal", align="left", after=after)
        yield Style(names["definitions_end"], base="Normal", line=20, after=0)
