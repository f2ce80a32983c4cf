"""Resolutions in Word: what opens and closes them, their parts, votes."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from masthead.edition.edition import (
    Closing,
    Edition,
    Emphasis,
    Opening,
    ResolutionPart,
    SectionHeading,
    Vote,
    Words,
    walk_blocks,
)
from masthead.measures import Measures
from masthead.render.docx.content import BREAK, TAB
from masthead.render.docx.lengths import twips
from masthead.render.docx.style import Names, Style, make_look
from masthead.render.docx.writer import StoryWriter


def write_opening(writer: StoryWriter, block: Opening, _inside: int) -> None:
    """Write the words that open a resolution, as a paragraph without a number."""
    writer.inline.node = block.id
    writer.add(writer.names["opening"], [TAB, *writer.inline.write(block.content)])


def write_closing(writer: StoryWriter, block: Closing, _inside: int) -> None:
    """Write the lines that close it at the right, with space above the first."""
    writer.inline.node = block.id
    text = writer.measures.text
    before = writer.write_gap(text["closing"].before + text["body"].after)
    for number, line in enumerate(block.lines):
        lead = [] if number else [before]
        writer.add(writer.names["closing"], [*lead, *writer.inline.write(line)])


def write_part(writer: StoryWriter, block: ResolutionPart, inside: int) -> None:
    """Write the letter and the title of a part, then what stands in it."""
    writer.inline.node = block.id
    label = [writer.write_text(block.label)]
    title = [BREAK, *writer.inline.write(block.content)] if block.content else []
    text = writer.measures.text
    if block is writer.edition.body[0]:
        writer.under = writer.measures.before_text  # which the line above it has
    gap = writer.write_gap(text["part"].before + text["body"].after)
    marked = writer.inline.bookmark(block.id, [*label, *title])
    writer.add(writer.names.role("part-title"), [gap, *marked])
    writer.write_blocks(block.body, inside + 1)


def write_vote(writer: StoryWriter, block: Vote, _inside: int) -> None:
    """Write how it was voted on, and who voted in which way."""
    style = writer.names["vote"]
    writer.inline.node = block.id
    text = writer.measures.text
    gap = writer.write_gap(text["vote"].before + text["body"].after)
    writer.add(style, [gap, *writer.inline.write(block.content)])
    space = [] if writer.edition.language.script == "han" else [writer.write_text(" ")]
    for voters in block.voters:
        writer.inline.node = voters.id
        label = writer.inline.write((Emphasis((Words(voters.label),)),))
        writer.add(style, [*label, *space, *writer.inline.write(voters.content)])


def make_resolution_styles(edition: Edition, measures: Measures, names: Names) -> Iterator[Style]:
    """Make the styles of closing lines, parts and votes; none where there are none."""
    kinds = {type(block) for block in walk_blocks(edition.body)}
    text, column = measures.text, measures.column
    left, right = twips(column.left), twips(column.right)
    if Opening in kinds:
        yield Style(names["opening"], base=names["body"], keep=True)
    if Closing in kinds:
        look = make_look(text["closing"])
        yield replace(look, name=names["closing"], base="Normal", align="right", left=left,
                      right=right, before=0, keep=True)  # fmt: skip
    if ResolutionPart in kinds:
        look = make_look(text["part"])
        yield replace(look, name=names["part"], base="heading 2", following=names["body"],
                      keep=True, align="center", left=left, right=right)  # fmt: skip
    if SectionHeading in kinds:
        look = make_look(text["part"])
        yield replace(look, name=names["section"], base="heading 2", following=names["body"],
                      keep=True, align="center", left=left, right=right)  # fmt: skip
    if Vote in kinds:
        look, after = make_look(text["vote"]), twips(text["body"].after)
        yield replace(look, name=names["vote"], base="Normal", align="both", left=left,
                      right=right, before=0, after=after)  # fmt: skip
