"""The writer of a story: what the rules for blocks of each kind write paragraphs with."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from masthead.edition.edition import (
    Annex,
    Block,
    Box,
    Closing,
    Content,
    Contents,
    Edition,
    Figure,
    Heading,
    ResolutionPart,
    SectionHeading,
    Table,
)
from masthead.kinds import Rules
from masthead.language.drafts import part_latin
from masthead.measures import Indent, Measures
from masthead.render.docx.content import ContentWriter, Element, check_text, in_style, raw
from masthead.render.docx.lengths import twips
from masthead.render.docx.numbering import Plan
from masthead.render.docx.references import ReferenceWriter, name_bookmark, split_label
from masthead.render.docx.style import Names


def name_look(heading: Heading) -> str:
    """Name the type of text in which a heading is set."""
    return "part" if isinstance(heading, SectionHeading) else f"heading_{heading.level}"


class StoryWriter:
    """Writes paragraphs in reading order. ``rules`` say how blocks of each kind are written."""

    def __init__(
        self,
        edition: Edition,
        measures: Measures,
        plan: Plan,
        names: Names,
        ids: dict[str, str],
        rules: BlockRules,
    ) -> None:
        self.edition = edition
        self.measures = measures
        self.plan = plan
        self.names = names
        self.ids = ids
        self.body = "body"
        """The kind of text of paragraphs that have no label: another one in a cell or a box."""
        self.bullets = "bullet"
        """The kind of text of items of lists, which their level follows: another one in a cell."""
        self.rules = rules
        self.pushing: frozenset[tuple[int, str]] = frozenset()
        """The labels, each with its level, whose text begins a tab stop further on."""
        self.inline = ContentWriter(edition, names, ids, ReferenceWriter(edition, plan))
        self.counted: dict[str, int] = {}
        """The last number of each series of tables and figures."""
        self.pictures = 0
        """How many pictures have been written so far."""
        self.written: list[Element] = []
        self.outlines: dict[str, int] = {}
        """The outline level that each heading style has: that of its first heading."""
        self.above = ""
        """The type of text of the heading right above the block that is written, if it is one."""
        self.under = measures.text["body"].after
        """The space in pt that the block right above puts under itself."""

    def write_blocks(self, blocks: tuple[Block, ...], inside: int) -> None:
        """Write blocks of the text (``inside`` 0) or of an annex (1)."""
        end = self._open_scope(blocks)
        for before, block in zip((None, *blocks), blocks, strict=False):
            if end and isinstance(block, Annex):
                self.add_raw(end)
                end = ""
            self.above = name_look(before) if isinstance(before, Heading) else ""
            self.under = self._find_under(before)
            self.rules.of(block)(self, block, inside)
        if end:
            self.add_raw(end)

    def _find_under(self, block: Block | None) -> float:
        """Find the space that a block puts under itself, in pt."""
        measures = self.measures
        while isinstance(block, ResolutionPart) and block.body:
            block = block.body[-1]
        if isinstance(block, Closing):
            return 0
        if isinstance(block, Heading):
            return measures.text[name_look(block)].after
        if isinstance(block, Table | Box | Figure):
            spaced: dict[str, float] = {
                Table.kind: measures.table.after,
                Box.kind: measures.box.after,
                Figure.kind: measures.figure.after,
            }
            return spaced[block.kind]
        return measures.text["body"].after

    def write_gap(self, gap: float) -> Element:
        """Write what parts a paragraph by ``gap`` pt from the block above.

        On pages the larger of two spaces counts; Word adds them, so what is there is taken off.
        """
        return raw(f"<?before {twips(max(0, gap - self.under))}?>")

    def _open_scope(self, blocks: tuple[Block, ...]) -> str:
        """Begin the bookmark of what contents list, if some stand among blocks; give its end.

        It is named after the contents, and ends before the first annex.
        """
        contents = next((block for block in blocks if isinstance(block, Contents)), None)
        if contents is None:
            return ""
        self.inline.bookmarks += 1
        number, name = self.inline.bookmarks, name_bookmark(contents.id)
        self.add_raw(f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>')
        return f'<w:bookmarkEnd w:id="{number}"/>'

    def mark_heading(self, heading: Heading, style: str, outline: int) -> list[Element]:
        """Mark what a heading's style does not say: its outline level, the space above it."""
        marks = [] if outline == self.outlines.get(style) else [raw(f"<?outline {outline}?>")]
        text, look = self.measures.text, name_look(heading)
        if self.above:
            marks.append(self.write_gap(self.measures.find_gap(self.above, look)))
        elif heading is self.edition.body[0]:
            if (gap := self.measures.before_text) != text[look].before:
                marks.append(raw(f"<?before {twips(gap)}?>"))
        elif self.under != text["body"].after:
            marks.append(self.write_gap(text[look].before + text["body"].after))
        return marks

    def add(self, style: str, inlines: list[Element]) -> None:
        """Add a paragraph in the style of this name."""
        named = [raw(self.inline.name_node())] if self.inline.named and inlines else []
        paragraph = {"t": "Para", "c": [*named, *inlines]}
        self.written.append({"t": "Div", "c": [["", [], [["custom-style", style]]], [paragraph]]})

    def add_words(self, style: str, content: Content) -> None:
        """Add a paragraph of words; those without a look of their own without pandoc's help.

        Thousands of cells take pandoc seconds.
        """
        plain = self.inline.write_plain(content)
        if plain is None:
            self.add(style, self.inline.write(content))
        else:
            mark = f'<w:pPr><w:pStyle w:val="{self.ids[style]}"/></w:pPr>'
            self.add_raw(f"<w:p>{mark}{self.inline.name_node()}{plain}</w:p>")

    def add_empty(self, style: str) -> None:
        """Add a paragraph without words, which pandoc would leave out."""
        mark = f'<w:pPr><w:pStyle w:val="{self.ids[style]}"/></w:pPr>'
        self.add_raw(f"<w:p>{mark}{self.inline.name_node()}</w:p>")

    def add_raw(self, markup: str) -> None:
        """Add markup of Word's own that stands between paragraphs."""
        self.written.append({"t": "RawBlock", "c": ["openxml", markup]})

    def finish(self) -> list[Element]:
        """Give what was written, with markup of Word's own in one piece where it may be."""
        made: list[Element] = []
        for kind, group in itertools.groupby(self.written, itemgetter("t")):
            if kind == "RawBlock":
                markup = "".join(element["c"][1] for element in group)
                made.append({"t": kind, "c": ["openxml", markup]})
            else:
                made += group
        return made

    def find_indent(self, level: int) -> Indent:
        """Find the indents of a paragraph (level 0) or of a subparagraph."""
        indents = self.measures.indents
        return indents.subparagraphs[level - 1] if level else indents.paragraph

    def write_text(self, text: str) -> Element:
        """Write words that are no one's markup: a label. Raises RenderError as check_text does."""
        return {"t": "Str", "c": check_text(text, self.inline.node)}

    def write_label(self, node: str, label: str) -> list[Element]:
        """Write a typed label; the bookmark holds what references repeat of it."""
        core, rest = split_label(label)
        written = self.inline.bookmark(node, self._write_core(core))
        return [*written, self.write_text(rest)] if rest else written

    def _write_core(self, label: str) -> list[Element]:
        """Write a label, its Latin word in italics where the script has them: 5 bis."""
        before, word, after = part_latin(label)
        if not word or self.edition.language.emphasis != "italic":
            return [self.write_text(label)]
        latin = in_style(self.names["emphasis"], [self.write_text(word)])
        written = [self.write_text(before), latin]
        return [*written, self.write_text(after)] if after else written


BlockRules = Rules[Callable[[StoryWriter, Any, int], None]]
"""How blocks of each kind are written: with the writer, and whether they stand in an annex (1)."""
