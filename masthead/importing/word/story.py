"""The text of a Word file as far as it is read: its sections, and the lines of the last one."""

from __future__ import annotations

from collections.abc import Sequence

from masthead.draft.draft import Block, Section
from masthead.importing.word.captions import Line
from masthead.importing.word.content import ContentMaker
from masthead.importing.word.notes import Notes
from masthead.importing.word.roles import Role
from masthead.importing.word.signatures import SignatureReader
from masthead.syntax.text import Content
from masthead.wordfile.model import Paragraph, Piece


class Story:
    """Sections in the making."""

    def __init__(self, maker: ContentMaker, notes: Notes) -> None:
        self.maker = maker
        self.notes = notes
        self.sections = [Section("text")]
        self.lines: list[Line] = []
        self.level = 1
        """The level of the last heading."""
        self.awaits_title = False
        """Whether an annex has begun whose title is to come."""

    def say(
        self, paragraph: Paragraph, pieces: Sequence[Piece] | None = None, *, brief: bool = False
    ) -> Content:
        """Say what a paragraph says, or those pieces of it; ``brief`` is the maker's."""
        content = self.maker.make(paragraph, pieces, brief=brief)
        return self.notes.place_typed(content)

    def add(self, block: Block, paragraph: Paragraph, role: Role | None) -> None:
        """Add what was made of a paragraph to the section."""
        self.awaits_title = False
        self.lines.append(Line(paragraph, role, block))

    def begin(self, section: Section) -> None:
        """End the section that is open, and begin another."""
        self.end_section()
        self.sections.append(section)

    def end_section(self) -> None:
        """Give the section its blocks; a signature in the middle of a text is none."""
        blocks = [line.block for line in self.lines]
        last = next((at for at in range(len(blocks) - 1, -1, -1)
                     if blocks[at].form not in ("signature", "contents")), -1)  # fmt: skip
        for block in blocks[: last + 1]:
            if block.form == "signature":
                SignatureReader.undo(block)
        self.sections[-1].blocks = blocks
        self.lines = []
