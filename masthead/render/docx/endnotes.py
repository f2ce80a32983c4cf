"""Notes at the end of the text, in Word: paragraphs of the text with links there and back.

They are no endnotes of Word's own. Those stand at the end of a section or of the file: the ones
called in annexes would stand after these, and LibreOffice would print all of them there.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from masthead.edition.edition import Edition, EndNotes
from masthead.measures import Measures
from masthead.render.docx.content import TAB, in_style, link_inside
from masthead.render.docx.lengths import twips
from masthead.render.docx.style import Names, Style, make_look
from masthead.render.docx.writer import StoryWriter


def write_endnotes(writer: StoryWriter, block: EndNotes, _inside: int) -> None:
    """Write the notes under their title. Raises RenderError for what Word cannot hold."""
    writer.inline.node = block.id
    writer.add(writer.names.role("endnotes-title"), writer.inline.write(block.title))
    for note in block.notes:
        writer.inline.node = note.id
        for number, paragraph in enumerate(note.paragraphs):
            text = writer.inline.write(paragraph)
            if number:
                writer.add(writer.names["endnote_more"], text)
                continue
            shown = in_style(writer.names["endnote_mark"], [writer.write_text(note.mark)])
            mark = writer.inline.enclose(note.id, [link_inside(note.call, [shown])])
            writer.add(writer.names.role("endnote"), [TAB, *mark, TAB, *text])


def make_endnote_styles(
    edition: Edition, measures: Measures, names: Names, base: str
) -> Iterator[Style]:
    """Make the styles of such notes; none where there are none. Their title is a heading."""
    ended = [block for block in edition.body if isinstance(block, EndNotes)]
    if not ended:
        return
    hanging, column = measures.indents.note, measures.column
    yield replace(
        make_look(measures.text["endnotes_title"]), name=names.role("endnotes-title"), base=base,
        following=names.role("endnote"), keep=True, align="left", left=twips(column.left),
        right=twips(column.right),
    )  # fmt: skip
    text = twips(hanging.text)
    look = replace(make_look(measures.text["note"]), base="Normal", align="both", left=text,
                   right=twips(hanging.right))  # fmt: skip
    yield replace(look, name=names.role("endnote"), first=-text,
                  tabs=(("right", twips(hanging.label_end)), ("left", text)))  # fmt: skip
    yield replace(look, name=names["endnote_more"], first=0)
    yield Style(names["endnote_mark"], kind="character", superscript=True)
