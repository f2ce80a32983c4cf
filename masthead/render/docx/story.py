"""The story: an edition's text as pandoc's document, a paragraph at a time, each in its style.

What concerns a whole paragraph and has no word in pandoc goes to the finishing pass as a processing
instruction at the paragraph's head:

    <?list I L?>     it stands in instance I of a list, at level L; 0: in none, though its style is
    <?outline N?>    its outline level is not its style's
"""

from __future__ import annotations

from itertools import zip_longest

from masthead.edition.edition import (
    Annex,
    Block,
    Content,
    Edition,
    Heading,
    Paragraph,
    Subparagraph,
)  # fmt: skip
from masthead.render.docx.content import BREAK, TAB, ContentWriter, Element, check_text, raw
from masthead.render.docx.numbering import Plan
from masthead.render.docx.references import ReferenceWriter, split_label
from masthead.render.docx.style import Names
from masthead.render.docx.styles import find_outline


def write_story(edition: Edition, plan: Plan, names: Names, ids: dict[str, str]) -> list[Element]:
    """Write an edition's blocks, from the first line under the masthead to the last paragraph.

    Raises RenderError for what Word cannot hold.
    """
    for name in edition.authors:
        check_text(name, "masthead")
    return _StoryWriter(edition, plan, names, ids).write()


class _StoryWriter:
    """Writes paragraphs in reading order."""

    def __init__(self, edition: Edition, plan: Plan, names: Names, ids: dict[str, str]) -> None:
        self.edition = edition
        self.plan = plan
        self.names = names
        self.inline = ContentWriter(edition, names, ids, ReferenceWriter(edition, plan))
        self.written: list[Element] = []
        self.outlines: dict[str, int] = {}
        """The outline level that each heading style has: that of its first heading."""

    def write(self) -> list[Element]:
        """Write everything."""
        self._write_sessions()
        for number, content in enumerate(self.edition.adoption):
            self._write_line("masthead", "adoption_basis" if number else "adoption", content)
        self._write_title()
        self._write_line("byline", "byline", self.edition.byline)
        self._write_line("masthead", "status", self.edition.status)
        for block in self.edition.body:
            if isinstance(block, Heading):
                self.outlines.setdefault(self.names.heading(block.level), find_outline(block))
        self._write_blocks(self.edition.body, 0)
        return self.written

    def _write_sessions(self) -> None:
        """Write the lines under the masthead; those of a joint paper's second body beside them."""
        masthead = self.edition.masthead
        self.inline.node = "masthead"
        beside = masthead.joint.sessions if masthead.joint else ()
        for line, other in zip_longest(masthead.sessions, beside):
            content = self.inline.write(line.content) if line else []
            if other:
                content += [TAB, *self.inline.write(other.content)]
            self._add(self.names[(line or other).look], content)

    def _write_title(self) -> None:
        self.inline.node = "title"
        label = self.edition.title_label
        lead = [TAB, self._text(label), TAB] if label else []
        self._add(self.names["title"], [*lead, *self.inline.write(self.edition.title)])

    def _write_line(self, node: str, kind: str, content: Content) -> None:
        if content:
            self.inline.node = node
            self._add(self.names[kind], self.inline.write(content))

    def _add(self, style: str, inlines: list[Element]) -> None:
        paragraph = {"t": "Para", "c": inlines}
        self.written.append({"t": "Div", "c": [["", [], [["custom-style", style]]], [paragraph]]})

    def _write_blocks(self, blocks: tuple[Block, ...], inside: int) -> None:
        for block in blocks:
            self.inline.node = block.id
            match block:
                case Heading():
                    self._write_heading(block, inside)
                case Paragraph():
                    self._write_unit(block, 0)
                case Annex():
                    title = self.inline.write(block.content)
                    label = [self._text(block.label), BREAK] if block.label else []
                    self._add(self.names["annex"], self.inline.bookmark(block.id, [*label, *title]))
                    self._write_blocks(block.body, 1)

    def _text(self, text: str) -> Element:
        return {"t": "Str", "c": check_text(text, self.inline.node)}

    def _write_heading(self, heading: Heading, inside: int) -> None:
        """Headings begin as in the template: a tab to where a label ends, and one to the text."""
        style = self.names.heading(heading.level)
        place = self.plan.places.get(heading.id)
        title = self.inline.write(heading.content)
        outline = find_outline(heading, inside)
        marks = [] if outline == self.outlines.get(style) else [raw(f"<?outline {outline}?>")]
        if place:
            marks.append(raw(f"<?list {place.instance} {place.level}?>"))
            title = self.inline.bookmark(heading.id, title)
        elif heading.label:
            title = [TAB, *self._write_label(heading.id, heading.label), TAB, *title]
        else:
            title = [TAB, TAB, *self.inline.bookmark(heading.id, title)]
        self._add(style, [*marks, *title])

    def _write_unit(self, unit: Paragraph | Subparagraph, level: int) -> None:
        """Write a paragraph and what is under it.

        The template types labels of the first two levels into its body style, with tabs; deeper
        ones have a style of their own, for the sake of their turn lines.
        """
        self.inline.node = unit.id
        place = self.plan.places.get(unit.id)
        text = self.inline.write(unit.content)
        style = self.names["body"] if level < 2 and not place else self.names.unit(level)
        if place:
            text = self.inline.bookmark(unit.id, text)
            if not place.tied:
                text = [raw(f"<?list {place.instance} {place.level}?>"), *text]
        elif unit.label:
            lead = [TAB] if level == 1 else []
            text = [*lead, *self._write_label(unit.id, unit.label), TAB, *text]
            if level > 1 and self.edition.numbering == "automatic":
                text = [raw("<?list 0?>"), *text]
        else:
            text = [TAB, *self.inline.bookmark(unit.id, text)]
        self._add(style, text)
        for subparagraph in unit.subparagraphs:
            self._write_unit(subparagraph, level + 1)

    def _write_label(self, node: str, label: str) -> list[Element]:
        """Write a typed label; the bookmark holds what references repeat of it."""
        core, rest = split_label(label)
        written = self.inline.bookmark(node, [self._text(core)])
        return [*written, self._text(rest)] if rest else written
