"""What stands beside the words: pictures, boxes over the page, tables with what is around."""

from __future__ import annotations

from collections.abc import Sequence

from masthead.draft.draft import Block, Caption, say
from masthead.draft.labels import Labels
from masthead.importing.word.captions import Captions
from masthead.importing.word.content import Lose
from masthead.importing.word.images import COLUMN, Images
from masthead.importing.word.roles import Role, Roles
from masthead.importing.word.story import Story
from masthead.importing.word.tables import TableReader
from masthead.syntax.text import Content, LineBreak
from masthead.wordfile.model import Block as WordBlock
from masthead.wordfile.model import Paragraph, Picture, Table, TextBox

MOST_UNDER = 60
"""Paragraphs that are looked at below a table or figure, empty ones with them."""


class BesideReader:
    """Reads what is no line of the text into blocks of it."""

    def __init__(
        self, story: Story, labels: Labels, roles: Roles, images: Images, lose: Lose
    ) -> None:
        self.story = story
        self.roles = roles
        self.images = images
        self.lose = lose
        self.captions = Captions(labels.language, story.maker)
        self.tables = TableReader(labels, roles, story.maker, lose)
        self.wide: frozenset[int] = frozenset()
        """The numbers of tables that stand on pages wider than high."""

    def read_hanging(
        self, paragraph: Paragraph, role: Role | None, after: Sequence[WordBlock] = ()
    ) -> int:
        """Read the pictures and boxes that hang on a paragraph; says what is under them."""
        taken = 0
        pictures = [
            kept for kept in paragraph.pieces if isinstance(kept, Picture) and kept.form != "line"
        ]
        for picture in pictures:
            alone = not paragraph.text.strip()
            caption = self.captions.take(self.story.lines, "figure") if alone else Caption()
            block = self.images.read(picture, caption, paragraph.number)
            if alone and not taken:
                taken = self._read_under(caption, after, notes=False)
            self.story.add(block, paragraph, role)
        for box in [kept for kept in paragraph.pieces if isinstance(kept, TextBox)]:
            self._read_box(box, paragraph)
        return taken

    def _read_box(self, box: TextBox, holder: Paragraph) -> None:
        """Read the text of a box over the page: below the paragraph on which it hangs."""
        contents: list[Content] = []
        for block in box.blocks:
            for paragraph in block.paragraphs() if isinstance(block, Table) else (block,):
                if self.story.notes.is_typed(paragraph):
                    continue
                if content := self.story.say(paragraph, brief=True):
                    contents.append(content)
                self.read_hanging(paragraph, None)
        if contents:
            joined = tuple(
                inline for number, content in enumerate(contents)
                for inline in ((LineBreak(), *content) if number else content)
            )  # fmt: skip
            self.lose(holder.number, f"the box with {say(contents[0])[:40]!r} stands in the text")
            self.story.add(Block("text", joined, line=holder.number), holder, None)

    def read_table(self, table: Table, after: Sequence[WordBlock]) -> int:
        """Read a table that is not empty; says how many of the blocks after it belong to it."""
        paragraphs = [kept for kept in table.paragraphs() if not kept.is_empty]
        first = paragraphs[0]
        roles = {role.kind for kept in paragraphs if (role := self.roles.find(kept.style))}
        if roles == {"definition"}:
            rows = self.tables.read(table, {})
            self.story.add(Block("definitions", (), rows=rows, line=first.number), first, None)
            return 0
        caption = self.captions.take(self.story.lines, "table")
        caption.wide = not 0 < sum(table.widths) <= COLUMN
        caption.landscape = table.number in self.wide
        taken = self._read_under(caption, after)
        rows = self.tables.read(table, {mark: mark for mark in caption.notes})
        block = Block("table", (), line=first.number, rows=rows, caption=caption)
        self.story.add(block, first, None)
        for paragraph in paragraphs:
            self.read_hanging(paragraph, None)
        return taken

    def _read_under(
        self, caption: Caption, after: Sequence[WordBlock], *, notes: bool = True
    ) -> int:
        """Read the notes and the source under a table."""
        taken = 0
        mark = ""
        for number, block in enumerate(after, 1):
            if isinstance(block, Table):
                break
            if block.is_empty:
                continue
            role = self.roles.find(block.style)
            if notes and (note := self.captions.read_note(block, role)):
                mark = note[0]
                caption.notes[mark] = [note[1]]
            elif mark and role and role.kind == "note_more":
                caption.notes[mark].append(self.story.say(block))
            elif not caption.source and (source := self.captions.read_source(block, role)):
                caption.source = source
            else:
                break
            taken = number
        return taken
