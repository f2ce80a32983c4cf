"""Corrections in Word: where in bold, then what is to be read there."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.edition.edition import Correction, Edition, walk_blocks
from masthead.measures import Measures
from masthead.render.docx.content import TAB
from masthead.render.docx.lengths import twips
from masthead.render.docx.style import Names, Style
from masthead.render.docx.writer import StoryWriter


def write_correction(writer: StoryWriter, correction: Correction, inside: int) -> None:
    """Write a correction; its line begins as paragraphs without numbers do."""
    writer.inline.node = correction.id
    place = writer.inline.bookmark(correction.id, writer.inline.write(correction.place))
    writer.add(writer.names.role("correction-place"), place)
    line = [TAB, *writer.inline.write(correction.line)]
    writer.add(writer.names.role("correction-line"), line)
    writer.write_blocks(correction.body, inside)


def make_correction_styles(edition: Edition, measures: Measures, names: Names) -> Iterator[Style]:
    """Make the styles of corrections; none where there are none."""
    if not any(isinstance(block, Correction) for block in walk_blocks(edition.body)):
        return
    left, right = twips(measures.column.left), twips(measures.column.right)
    after = twips(measures.text["body"].after)
    yield Style(
        names["correction_place"], base="Normal", align="left", left=left, right=right, bold=True,
        after=after, keep=True,
    )  # fmt: skip
    yield Style(names["correction_line"], base=names["body"])
