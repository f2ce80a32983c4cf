"""Signatures in Word, and the line that names the language of an annex."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.edition.edition import Annex, Edition, Signature, walk_blocks
from masthead.measures import Measures
from masthead.render.docx.lengths import twips
from masthead.render.docx.style import Names, Style
from masthead.render.docx.writer import StoryWriter


def write_signature(writer: StoryWriter, signature: Signature, _inside: int) -> None:
    """Write a signature, a paragraph each line; place and day stand at the other side."""
    writer.inline.node = signature.id
    space = writer.write_gap(writer.measures.signature.before)
    if signature.place:
        writer.add(writer.names.role("signed-at"), [space, *writer.inline.write(signature.place)])
    for number, line in enumerate(signature.lines):
        lead = [] if number or signature.place else [space]
        writer.add(writer.names.role("signed"), [*lead, *writer.inline.write(line)])


def make_signature_styles(edition: Edition, measures: Measures, names: Names) -> Iterator[Style]:
    """Make the styles of signatures and of the language of annexes; none where there are none."""
    blocks = list(walk_blocks(edition.body))
    column = measures.column
    left, right, after = twips(column.left), twips(column.right), twips(measures.text["body"].after)
    if any(isinstance(block, Annex) and block.original for block in blocks):
        yield Style(
            names["annex_original"], base="Normal", align="left", left=left, right=right, keep=True,
            after=twips(measures.text["annex"].after),
        )  # fmt: skip
    if any(isinstance(block, Signature) for block in blocks):
        yield Style(
            names["signature"], base="Normal", align="right", left=left, right=right, keep=True,
        )  # fmt: skip
        yield Style(
            names["signature_place"], base="Normal", align="left", left=left, right=right,
            after=after, keep=True,
        )  # fmt: skip
