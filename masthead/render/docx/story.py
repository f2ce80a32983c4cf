"""The story: an edition's text as pandoc's document, a paragraph at a time, each in its style.

What concerns a whole paragraph and has no word in pandoc goes to the finishing pass as a processing
instruction at the paragraph's head:

    <?list I L?>     it stands in instance I of a list, at level L; 0: in none, though its style is
    <?outline N?>    its outline level is not its style's
    <?before N?>     the space in twips before it is not its style's
"""

from __future__ import annotations

from itertools import zip_longest

from masthead.edition.edition import (
    AgendaItem,
    Annex,
    Box,
    Break,
    Closing,
    Content,
    Contents,
    Continuation,
    Correction,
    Definitions,
    Edition,
    EndNotes,
    Figure,
    Heading,
    List,
    Opening,
    Paragraph,
    Quotation,
    ResolutionPart,
    SectionHeading,
    Signature,
    Subparagraph,
    Table,
    Vote,
)  # fmt: skip
from masthead.measures import Measures
from masthead.render.docx.boxes import write_box
from masthead.render.docx.content import BREAK, TAB, Element, check_text, raw
from masthead.render.docx.contents import write_contents
from masthead.render.docx.corrections import write_correction
from masthead.render.docx.definitions import write_definitions, write_quotation
from masthead.render.docx.endnotes import write_endnotes
from masthead.render.docx.figures import write_figure
from masthead.render.docx.numbering import Plan
from masthead.render.docx.resolutions import (
    write_closing,
    write_opening,
    write_part,
    write_vote,
)
from masthead.render.docx.signatures import write_signature
from masthead.render.docx.style import Names
from masthead.render.docx.styles import find_outline, list_headings
from masthead.render.docx.tables import write_table
from masthead.render.docx.writer import BlockRules, StoryWriter


def write_story(
    edition: Edition,
    measures: Measures,
    plan: Plan,
    names: Names,
    ids: dict[str, str],
    pushing: frozenset[tuple[int, str]] = frozenset(),
    *,
    named: bool = False,
) -> list[Element]:
    """Write an edition's blocks, from the first line under the masthead to the last paragraph.

    ``pushing``: labels with their levels whose text begins a tab stop further on.
    ``named``: whether paragraphs say of which node they are.

    Raises RenderError for what Word cannot hold.
    """
    for name in edition.authors:
        check_text(name, "masthead")
    writer = StoryWriter(edition, measures, plan, names, ids, BLOCKS)
    writer.pushing = pushing
    writer.inline.named = named
    lead = _write_sessions(writer)
    for number, content in enumerate(edition.adoption):
        _write_line(writer, "masthead", "adoption_basis" if number else "adoption", content)
    _write_line(writer, "masthead", "sponsors", edition.sponsors)
    _write_title(writer, lead)
    _write_line(writer, "subtitle", "subtitle", edition.subtitle)
    _write_line(writer, "byline", "byline", edition.byline)
    _write_line(writer, "masthead", "status", edition.status)
    for heading in list_headings(edition):
        writer.outlines.setdefault(names.heading(heading.level), find_outline(heading))
    writer.write_blocks(edition.body, 0)
    return writer.finish()


def _write_sessions(writer: StoryWriter) -> list[Element]:
    """Write the lines under the masthead; those of a joint paper's second body beside them.

    The call of the note to the symbol stands in the first one; it is returned if there is none.
    """
    masthead = writer.edition.masthead
    writer.inline.node = "masthead"
    lead = writer.inline.write(masthead.symbol_note)
    beside = masthead.joint.sessions if masthead.joint else ()
    for line, other in zip_longest(masthead.sessions, beside):
        content = writer.inline.write(line.content) if line else []
        if other:
            content += [TAB, *writer.inline.write(other.content)]
        writer.add(writer.names[(line or other).look], [*lead, *content])
        lead = []
    return lead


def _write_title(writer: StoryWriter, before: list[Element]) -> None:
    """Write the title. ``before``: what no line above it has taken up."""
    writer.inline.node = "title"
    label = writer.inline.write(writer.edition.title_number)
    lead = [TAB, *label, TAB] if label else []
    content = writer.inline.write(writer.edition.title)
    writer.add(writer.names.role("title"), [*before, *lead, *content])


def _write_line(writer: StoryWriter, node: str, kind: str, content: Content) -> None:
    if content:
        writer.inline.node = node
        writer.add(writer.names[kind], writer.inline.write(content))


def _write_heading(writer: StoryWriter, heading: Heading, inside: int) -> None:
    """Headings begin as in the template: a tab to where a label ends, and one to the text."""
    writer.inline.node = heading.id
    style = writer.names.heading(heading.level)
    place = writer.plan.places.get(heading.id)
    title = writer.inline.write(heading.content)
    marks = writer.mark_heading(heading, style, find_outline(heading, inside))
    if place:
        marks.append(raw(f"<?list {place.instance} {place.level}?>"))
        title = writer.inline.bookmark(heading.id, title)
    elif heading.label:
        title = [TAB, *writer.write_label(heading.id, heading.label), TAB, *title]
    else:
        title = [TAB, TAB, *writer.inline.bookmark(heading.id, title)]
    writer.add(style, [*marks, *title])


def _write_section(writer: StoryWriter, heading: SectionHeading, inside: int) -> None:
    """The number of a section stands on a line of its own, its title under it."""
    writer.inline.node = heading.id
    style = writer.names.role("section-title")
    writer.outlines.setdefault(style, 1)  # that of parts
    marks = writer.mark_heading(heading, style, find_outline(heading, inside))
    title = writer.inline.write(heading.content)
    if heading.label:
        label = writer.write_label(heading.id, heading.label)
        title = [*label, *([BREAK, *title] if title else [])]
    else:
        title = writer.inline.bookmark(heading.id, title)
    writer.add(style, [*marks, *title])


def _write_paragraph(writer: StoryWriter, paragraph: Paragraph, _inside: int) -> None:
    _write_unit(writer, paragraph, 0)


def _write_unit(writer: StoryWriter, unit: Paragraph | Subparagraph, level: int) -> None:
    """Write a paragraph and what is under it.

    The template types labels of the first two levels into its body style, with tabs; deeper ones
    have a style of their own, for the sake of their turn lines.
    """
    writer.inline.node = unit.id
    place = writer.plan.places.get(unit.id)
    text = writer.inline.write(unit.content)
    if (level, unit.label) in writer.pushing:
        text = [TAB, *text]
    style = writer.names[writer.body] if level < 2 and not place else writer.names.unit(level)
    if place:
        text = writer.inline.bookmark(unit.id, text)
        if not place.tied:
            text = [raw(f"<?list {place.instance} {place.level}?>"), *text]
    elif unit.label:
        at = writer.find_indent(level)
        lead = [TAB] if level < 2 and at.label > at.turn else []
        text = [*lead, *writer.write_label(unit.id, unit.label), TAB, *text]
        if level > 1 and writer.edition.numbering == "automatic":
            text = [raw("<?list 0?>"), *text]
    else:
        lead = [TAB] if writer.body == "body" else []
        text = [*lead, *writer.inline.bookmark(unit.id, text)]
    writer.add(style, text)
    for below in unit.subparagraphs:
        BELOW.of(below)(writer, below, level + 1)


def _write_continuation(writer: StoryWriter, unit: Continuation, _level: int) -> None:
    """Write text that goes on: a further paragraph begins where the words of the first one do."""
    writer.inline.node = unit.id
    text = writer.inline.bookmark(unit.id, writer.inline.write(unit.content))
    indents = writer.measures.indents
    indent = (indents.paragraph, *indents.subparagraphs)[unit.level]
    if writer.body != "body":
        writer.add(writer.names[writer.body], text)
        return
    stops = [stop for stop in indents.tabs if indent.turn < stop <= indent.text]
    lead = [TAB] * len(stops) if unit.is_new else []
    writer.add(writer.names.role("continuation", unit.level), [*lead, *text])


def _write_list(writer: StoryWriter, block: List, _inside: int) -> None:
    """Write a list: Word puts the marks, by the styles of its levels; another one is typed."""
    style = writer.names[f"{writer.bullets}_{block.level}"]
    for item in block.items:
        writer.inline.node = item.id
        typed = item.mark != writer.plan.bullets[block.level - 1].text
        lead = [raw("<?list 0?>"), writer.write_text(item.mark), TAB] if typed else []
        writer.add(style, [*lead, *writer.inline.write(item.content)])
        for inner in item.body:
            _write_list(writer, inner, _inside)


def _write_break(writer: StoryWriter, _block: Break, _inside: int) -> None:
    """Begin a page with a line too low to be seen, so that a table may follow."""
    writer.add_empty(writer.names["break"])


def _write_annex(writer: StoryWriter, annex: Annex, _inside: int) -> None:
    writer.inline.node = annex.id
    title = writer.inline.write(annex.content)
    label = [writer.write_text(annex.label)] if annex.label else []
    lines = [*label, *([BREAK] if label and title else []), *title]
    writer.add(writer.names.role("annex-title"), writer.inline.bookmark(annex.id, lines))
    if annex.original:
        writer.add(writer.names.role("annex-original"), writer.inline.write(annex.original))
    writer.write_blocks(annex.body, 1)


BELOW: BlockRules = BlockRules(
    "masthead/render/docx/story.py",
    {
        Subparagraph.kind: _write_unit,
        Continuation.kind: _write_continuation,
        List.kind: _write_list,
    },
)
"""How what stands in a paragraph is written: with the level of a subparagraph there."""

BLOCKS: BlockRules = BlockRules(
    "masthead/render/docx/story.py",
    {
        Heading.kind: _write_heading,
        SectionHeading.kind: _write_section,
        Paragraph.kind: _write_paragraph,
        List.kind: _write_list,
        Annex.kind: _write_annex,
        Table.kind: write_table,
        Box.kind: write_box,
        Contents.kind: write_contents,
        EndNotes.kind: write_endnotes,
        Break.kind: _write_break,
        Quotation.kind: write_quotation,
        Definitions.kind: write_definitions,
        Figure.kind: write_figure,
        Opening.kind: write_opening,
        Closing.kind: write_closing,
        ResolutionPart.kind: write_part,
        Vote.kind: write_vote,
        Signature.kind: write_signature,
        AgendaItem.kind: _write_paragraph,
        Correction.kind: write_correction,
    },
)
