"""The text: which paragraphs are headings, numbered, lists, captions, boxes, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from masthead.draft.draft import Block, Caption, Section, say
from masthead.draft.labels import Labels
from masthead.importing.word.beside import MOST_UNDER, BesideReader
from masthead.importing.word.content import ContentMaker, Lose, is_bold, split_label
from masthead.importing.word.corrections import CorrectionReader
from masthead.importing.word.front import FrontReader
from masthead.importing.word.images import Images
from masthead.importing.word.notes import Notes
from masthead.importing.word.roles import Role, Roles
from masthead.importing.word.sections import SectionReader, split_line
from masthead.importing.word.signatures import SignatureReader
from masthead.importing.word.story import Story
from masthead.importing.word.votes import VoteReader
from masthead.wordfile.model import (
    Block as WordBlock,
)
from masthead.wordfile.model import (
    Call,
    End,
    Lost,
    Paragraph,
    Table,
)

_MOST_HEADING = 200
_BULLETS = frozenset("•–—▪●·◦o-")
_PAGE_COLUMN = re.compile(r"\d{1,4}")
_PAGE_AT_END = re.compile(r"\t\s*\d{1,4}\s*$")
_INDENTED = 450
"""Twips by which a quotation is set in from both sides, at least."""
_LISTS = ("bullet", "table_bullet")


class BlockReader:
    """Reads the blocks of the text into sections."""

    def __init__(
        self, labels: Labels, roles: Roles, maker: ContentMaker, notes: Notes, images: Images,
        front: FrontReader, lose: Lose,
    ) -> None:  # fmt: skip
        self.language = language = labels.language
        self.front = front
        self.roles = roles
        self.lose = lose
        self.labels = labels
        self.images = images
        self.story = Story(maker, notes)
        self.beside = BesideReader(self.story, labels, roles, images, lose)
        self.signatures = SignatureReader(language, roles, front)
        self.votes = VoteReader(language)
        self.corrections = CorrectionReader(language, roles)
        self.corrections.of_corrigendum = "/Corr." in front.facts.symbol
        self.sections = SectionReader(self.story, roles, language)
        self.lists_from = 1
        """The outline level from which contents list: 2 where the title is on the first one."""
        self._contents = language.words["contents"].casefold()
        self._made = {word.casefold() for word in language.papers.values()}
        self._in_contents = False
        self._inside = False
        """Whether we are in another block: no vote and no correction is in it."""
        self._framed = False
        """Whether we are in a frame: there is none in it."""

    def read(self, blocks: Sequence[WordBlock]) -> list[Section]:
        """Read all blocks."""
        self._read_all(blocks)
        self.story.end_section()
        return self.story.sections

    def _read_all(self, blocks: Sequence[WordBlock]) -> None:
        place = 0
        while place < len(blocks):
            block = blocks[place]
            if isinstance(block, Table):
                place += self._read_table(block, blocks[place + 1 : place + MOST_UNDER])
            else:
                place += self._read_paragraph(block, blocks[place + 1 : place + MOST_UNDER])
            place += 1

    # --- paragraphs -----------------------------------------------------------------------

    def _read_paragraph(self, paragraph: Paragraph, after: Sequence[WordBlock]) -> int:
        """Read a paragraph; says how many of the blocks after it belong to it."""
        role = self.roles.find(paragraph.style)
        kind = role.kind if role else ""
        breaks = any(isinstance(kept, End) and kept.of == "page" for kept in paragraph.pieces)
        if (breaks or paragraph.page_before or kind == "break") and self.story.lines:
            self.story.add(Block("break", (), line=paragraph.number), paragraph, role)
        if paragraph.contents or kind == "contents":
            self._in_contents = True
            self._note_contents(paragraph)
            return 0
        if not paragraph.text.strip() and not _says_more(paragraph):
            return self.beside.read_hanging(paragraph, role, after)
        if self._in_contents and self._is_listed(paragraph):
            return 0
        self._in_contents = False
        if taken := self._read_apart(paragraph, after, role):
            return taken - 1
        if kind == "annex" or ((kind in ("heading", "title") or is_bold(paragraph)) and (
            self.sections.is_annex(paragraph)
        )):  # fmt: skip
            self.sections.begin_annex(paragraph)
        elif kind == "part":
            self.sections.begin_part(paragraph)
        elif kind == "section":
            self._read_section(paragraph, role)
        elif kind == "opening" and all(one.block.form == "contents" for one in self.story.lines):
            self.story.sections[-1].opening = self.story.say(paragraph)
        elif kind == "closing":
            self.story.sections[-1].closing.append(self.story.say(paragraph))
        elif kind in ("heading", "title", "byline", "part"):
            self._read_heading(paragraph, role)
        else:
            self._read_text(paragraph, role, after)
        return self.beside.read_hanging(paragraph, role, after)

    def _is_listed(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph below the word "Contents" is a line of the contents."""
        words = (self.language.words["page"], self.language.words["pages"])
        return paragraph.text.strip() in words or bool(_PAGE_AT_END.search(paragraph.text))

    def _note_contents(self, paragraph: Paragraph) -> None:
        known = next((line for line in self.story.lines if line.block.form == "contents"), None)
        first, last = paragraph.listed or (1, 0)
        in_annex = self.story.sections[-1].form == "annex"  # whose title is on the level of others
        depth = last - max(first, self.lists_from + in_annex) + 1
        if known is None:
            self.story.add(
                Block("contents", (), line=paragraph.number, level=depth), paragraph, None
            )
            return
        known.block.level = max(known.block.level, depth)
        for kind in ("tables", "figures"):
            if paragraph.text.strip().casefold() == self.language.words.get(kind, "").casefold():
                known.block.label = f"{known.block.label} {kind}".strip()

    def _read_heading(self, paragraph: Paragraph, role: Role | None) -> None:
        label, pieces = split_label(self.labels, paragraph, heading=True)
        content = self.story.say(paragraph, pieces, brief=True)
        if say(content).strip().casefold() == self._contents:
            self._in_contents = True
            self._note_contents(paragraph)
            return
        if not self.story.lines and say(content).strip().casefold() in self._made:
            return  # "Corrigendum", which the symbol says
        if self.story.awaits_title and not label:
            self.story.sections[-1].title = content
            self.story.awaits_title = False
            return
        level = role.level if role and role.level else 1
        self.story.level = level
        if content or label:
            block = Block("heading", content, label, paragraph.number, level)
            self.story.add(block, paragraph, role)

    def _read_text(
        self, paragraph: Paragraph, role: Role | None, after: Sequence[WordBlock]
    ) -> None:
        label, pieces = split_label(self.labels, paragraph, heading=False)
        content = self.story.say(paragraph, pieces)
        kind, level = (role.kind, role.level) if role else ("", 0)
        if kind in _LISTS or (label and label in _BULLETS):
            depth = level or (paragraph.label.level + 1 if paragraph.label else 1)
            mark = label if label in _BULLETS else "•"
            block = Block("text", content, mark, paragraph.number, max(1, depth))
        elif not label and (kind == "quotation" or self._is_set_in(paragraph)):
            block = Block("quotation", content, line=paragraph.number)
        elif paragraph.outline is not None and not label:
            self._read_heading(paragraph, Role("heading", min(paragraph.outline + 1, 6)))
            return
        elif not label and self._acts_as_heading(paragraph, role, after):
            content = self.story.say(paragraph, pieces, brief=True)
            level = min(self.story.level + 1, 6)
            block = Block("heading", content, "", paragraph.number, level)
        else:
            block = Block("text", content, label, paragraph.number)
        if content or label:
            self.story.add(block, paragraph, role)

    @staticmethod
    def _is_set_in(paragraph: Paragraph) -> bool:
        """Whether a paragraph is set in from both sides, and more than the text of a template."""
        body = 1267
        return (
            paragraph.left >= body + _INDENTED and paragraph.right >= body + _INDENTED
            and paragraph.first >= 0 and "\t" not in paragraph.text
        )  # fmt: skip

    def _acts_as_heading(
        self, paragraph: Paragraph, role: Role | None, after: Sequence[WordBlock]
    ) -> bool:
        text = paragraph.text.strip()
        if role and role.kind not in ("body", "opening", "continuation"):
            return False
        if not is_bold(paragraph) or len(text) > _MOST_HEADING or text[-1:] in ".;,。；，":
            return False
        following = next(
            (kept for kept in after if isinstance(kept, Table) or not kept.is_empty), None
        )
        return isinstance(following, Table) or (
            following is not None and not is_bold(following)
        )  # fmt: skip

    def _read_apart(
        self, paragraph: Paragraph, after: Sequence[WordBlock], role: Role | None
    ) -> int:
        """Read what is made of several paragraphs, or is no text; says of how many."""
        if not self._inside and (count := self.signatures.count_lines(paragraph, after)):
            lines = [kept for kept in (paragraph, *after[: count - 1])
                     if isinstance(kept, Paragraph)]  # fmt: skip
            for block in self.signatures.read(lines, self.story.say):
                self.story.add(block, paragraph, role)
            return count
        if self._inside or self.story.sections[-1].form == "annex":
            return int(self.sections.read_original(paragraph))
        if count := self.votes.count_lines(paragraph, after):
            lines = [kept for kept in (paragraph, *after[: count - 1])
                     if isinstance(kept, Paragraph)]  # fmt: skip
            vote = self.votes.read(lines, self.story.say)
            if vote is not None:
                self.story.add(vote, paragraph, role)
                return count
        line = after[0] if after else None
        count = self.corrections.count_blocks(paragraph, after)
        if count and isinstance(line, Paragraph):
            below = self._read_inner(after[1 : count - 1])
            block = self.corrections.read(paragraph, line, below, self.story.say)
            self.story.add(block, paragraph, role)
            return count
        return int(self.sections.read_original(paragraph))

    def _read_section(self, paragraph: Paragraph, role: Role | None) -> None:
        """Read the heading of a section of a resolution: its number, its title under it."""
        label, title = split_line(self.story.say(paragraph, brief=True))
        if not title:
            label, title = (), label
        self.story.level = 1
        block = Block("heading", title, say(label).strip(), paragraph.number, self.story.level)
        self.story.add(block, paragraph, role)

    # --- tables and frames ----------------------------------------------------------------

    def _read_table(self, table: Table, after: Sequence[WordBlock]) -> int:
        """Read a table; says how many of the blocks after it belong to it."""
        first = next((kept for kept in table.paragraphs() if not kept.is_empty), None)
        if first is None:
            return 0
        listed, self._in_contents = self._in_contents and _lists_pages(table), False
        if listed:
            return 0
        if len(table.rows) == 1 and len(table.rows[0].cells) == 1:
            self._read_frame(table, first)
            return 0
        return self.beside.read_table(table, after)

    def _read_inner(self, blocks: Sequence[WordBlock], *, framed: bool = False) -> list[Block]:
        """Read what stands in another block."""
        inner = BlockReader(
            self.labels,
            self.roles,
            self.story.maker,
            self.story.notes,
            self.images,
            self.front,
            self.lose,
        )
        inner._inside, inner._framed = True, framed or self._framed
        return inner.read(blocks)[0].blocks if blocks else []

    def _read_frame(self, table: Table, first: Paragraph) -> None:
        """Read a table of one cell: a box, or the summary. A frame in a frame is none."""
        if self._framed:
            self.lose(first.number, "a frame in a frame is left out: its text stays")
            self._read_all(table.rows[0].cells[0].blocks)
            return
        cell = table.rows[0].cells[0]
        role = self.roles.find(first.style)
        word = first.text.strip().casefold() == self.language.words["summary"].casefold()
        titled = word or bool(role and role.kind == "box_title")
        title = self.story.say(first, brief=True) if titled else ()
        blocks = [kept for kept in cell.blocks if not (titled and kept is first)]
        below = self._read_inner(blocks, framed=True)
        caption = Caption(title=() if word else title, summary=word)
        block = Block("box", (), line=first.number, caption=caption, below=below)
        self.story.add(block, first, None)


def _lists_pages(table: Table) -> bool:
    """Whether most rows of a table end with a page's number."""
    last = [list(row.cells[-1].paragraphs())[-1:] for row in table.rows if row.cells]
    pages = [kept for each in last for kept in each if _PAGE_COLUMN.fullmatch(kept.text.strip())]
    return len(pages) * 2 >= len(table.rows) > 1


def _says_more(paragraph: Paragraph) -> bool:
    """Whether a paragraph without words has something that stands for words."""
    return any(isinstance(kept, Call | Lost) for kept in paragraph.pieces)
