"""The text: which paragraphs are headings, numbered, lists, captions, boxes, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from masthead.draft.draft import Block, Caption, Section, say
from masthead.draft.labels import Labels
from masthead.importing.word.annexes import AnnexLabels
from masthead.importing.word.captions import Captions, Line
from masthead.importing.word.content import ContentMaker, Lose, clean, is_bold, split_label
from masthead.importing.word.corrections import CorrectionReader
from masthead.importing.word.front import FrontReader
from masthead.importing.word.images import COLUMN, Images
from masthead.importing.word.notes import Notes
from masthead.importing.word.roles import Role, Roles
from masthead.importing.word.signatures import SignatureReader
from masthead.importing.word.tables import TableReader
from masthead.importing.word.votes import VoteReader
from masthead.syntax.text import Content, LineBreak
from masthead.wordfile.model import (
    Block as WordBlock,
)
from masthead.wordfile.model import (
    Call,
    End,
    Lost,
    Paragraph,
    Picture,
    Piece,
    Table,
    TextBox,
)

_MOST_HEADING = 200
_BULLETS = frozenset("•–—▪●·◦o-")
_PAGE_COLUMN = re.compile(r"\d{1,4}")
_PAGE_AT_END = re.compile(r"\t\s*\d{1,4}\s*$")
_INDENTED = 450
"""Twips by which a quotation is set in from both sides, at least."""
_MOST_UNDER = 60
"""Paragraphs that are looked at below a table or figure, empty ones with them."""
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
        self.maker = maker
        self.notes = notes
        self.images = images
        self.lose = lose
        self.labels = labels
        self.captions = Captions(language, maker)
        self.signatures = SignatureReader(language, roles, front)
        self.votes = VoteReader(language)
        self.corrections = CorrectionReader(language, roles)
        self.corrections.of_corrigendum = "/Corr." in front.facts.symbol
        self.tables = TableReader(self.labels, roles, maker, lose)
        self.sections = [Section("text")]
        self.lines: list[Line] = []
        self.level = 1
        self.annexes = AnnexLabels(language)
        self._contents = language.words["contents"].casefold()
        self._made = {word.casefold() for word in language.papers.values()}
        self._in_contents = False
        self._awaits_title = False
        self.wide: frozenset[int] = frozenset()
        """The numbers of tables that stand on pages wider than high."""
        self._inside = False
        """Whether we are in another block: no vote and no correction is in it."""
        self._framed = False
        """Whether we are in a frame: there is none in it."""

    def read(self, blocks: Sequence[WordBlock]) -> list[Section]:
        """Read all blocks."""
        self._read_all(blocks)
        self._end_section()
        return self.sections

    def _read_all(self, blocks: Sequence[WordBlock]) -> None:
        place = 0
        while place < len(blocks):
            block = blocks[place]
            if isinstance(block, Table):
                place += self._read_table(block, blocks[place + 1 : place + _MOST_UNDER])
            else:
                place += self._read_paragraph(block, blocks[place + 1 : place + _MOST_UNDER])
            place += 1

    def _end_section(self) -> None:
        blocks = [line.block for line in self.lines]
        last = next((at for at in range(len(blocks) - 1, -1, -1)
                     if blocks[at].form not in ("signature", "contents")), -1)  # fmt: skip
        for block in blocks[: last + 1]:
            if block.form == "signature":  # in the middle of a text it is none
                self.signatures.undo(block)
        self.sections[-1].blocks = blocks
        self.lines = []

    def _say(
        self, paragraph: Paragraph, pieces: Sequence[Piece] | None = None, *, brief: bool = False
    ) -> Content:
        content = self.maker.make(paragraph, pieces, brief=brief)
        return self.notes.place_typed(content)

    def _add(self, block: Block, paragraph: Paragraph, role: Role | None) -> None:
        self._awaits_title = False
        self.lines.append(Line(paragraph, role, block))

    # --- paragraphs -----------------------------------------------------------------------

    def _read_paragraph(self, paragraph: Paragraph, after: Sequence[WordBlock]) -> int:
        """Read a paragraph; says how many of the blocks after it belong to it."""
        role = self.roles.find(paragraph.style)
        kind = role.kind if role else ""
        breaks = any(isinstance(kept, End) and kept.of == "page" for kept in paragraph.pieces)
        if (breaks or paragraph.page_before or kind == "break") and self.lines:
            self._add(Block("break", (), line=paragraph.number), paragraph, role)
        if paragraph.contents or kind == "contents":
            self._in_contents = True
            self._note_contents(paragraph)
            return 0
        if not paragraph.text.strip() and not _says_more(paragraph):
            return self._read_beside(paragraph, role, after)
        if self._in_contents and self._is_listed(paragraph):
            return 0
        self._in_contents = False
        if taken := self._read_apart(paragraph, after, role):
            return taken - 1
        if kind == "annex" or ((kind in ("heading", "title") or is_bold(paragraph)) and (
            self._is_annex(paragraph)
        )):  # fmt: skip
            self._begin_annex(paragraph)
        elif kind == "part":
            self._begin_part(paragraph)
        elif kind == "section":
            self._read_section(paragraph, role)
        elif kind == "opening" and all(one.block.form == "contents" for one in self.lines):
            self.sections[-1].opening = self._say(paragraph)
        elif kind == "closing":
            self.sections[-1].closing.append(self._say(paragraph))
        elif kind in ("heading", "title", "byline", "part"):
            self._read_heading(paragraph, role)
        else:
            self._read_text(paragraph, role, after)
        return self._read_beside(paragraph, role, after)

    def _is_listed(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph below the word "Contents" is a line of the contents."""
        words = (self.language.words["page"], self.language.words["pages"])
        return paragraph.text.strip() in words or bool(_PAGE_AT_END.search(paragraph.text))

    def _note_contents(self, paragraph: Paragraph) -> None:
        known = next((line for line in self.lines if line.block.form == "contents"), None)
        depth = paragraph.listed[1] - paragraph.listed[0] + 1 if paragraph.listed else 0
        if known is None:
            self._add(Block("contents", (), line=paragraph.number, level=depth), paragraph, None)
            return
        known.block.level = max(known.block.level, depth)
        for kind in ("tables", "figures"):
            if paragraph.text.strip().casefold() == self.language.words.get(kind, "").casefold():
                known.block.label = f"{known.block.label} {kind}".strip()

    def _read_heading(self, paragraph: Paragraph, role: Role | None) -> None:
        label, pieces = split_label(self.labels, paragraph, heading=True)
        content = self._say(paragraph, pieces, brief=True)
        if say(content).strip().casefold() == self._contents:
            self._in_contents = True
            self._note_contents(paragraph)
            return
        if not self.lines and say(content).strip().casefold() in self._made:
            return  # "Corrigendum", which the symbol says
        if self._awaits_title and not label:
            self.sections[-1].title = content
            self._awaits_title = False
            return
        level = role.level if role and role.level else 1
        self.level = level
        if content or label:
            block = Block("heading", content, label, paragraph.number, level)
            self._add(block, paragraph, role)

    def _read_text(
        self, paragraph: Paragraph, role: Role | None, after: Sequence[WordBlock]
    ) -> None:
        label, pieces = split_label(self.labels, paragraph, heading=False)
        content = self._say(paragraph, pieces)
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
            content = self._say(paragraph, pieces, brief=True)
            level = min(self.level + 1, 6)
            block = Block("heading", content, "", paragraph.number, level)
        else:
            block = Block("text", content, label, paragraph.number)
        if content or label:
            self._add(block, paragraph, role)

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

    # --- annexes --------------------------------------------------------------------------

    def _is_annex(self, paragraph: Paragraph) -> bool:
        text = " ".join(paragraph.text.replace("\n", " \n ").split(" ")).strip()
        head = text.partition("\n")[0].strip()
        return self.annexes.tell(head)

    def _begin_annex(self, paragraph: Paragraph) -> None:
        content = self._say(paragraph, brief=True)
        while self.lines and self.lines[-1].block.form == "break":
            self.lines.pop()
        self._end_section()
        label, title = _split_line(content)
        role = self.roles.find(paragraph.style)
        ours = role is not None and role.kind == "annex" and bool(title)  # of two lines
        if not ours and not self.annexes.tell(say(label).strip()):
            label, title = (), content
        section = Section("annex", say(label).strip(), title, line=paragraph.number)
        section.inside = self.annexes.is_inside(section.label)
        self.sections.append(section)
        self._awaits_title = not title
        self.level = 1

    def _read_apart(
        self, paragraph: Paragraph, after: Sequence[WordBlock], role: Role | None
    ) -> int:
        """Read what is made of several paragraphs, or is no text; says of how many."""
        if not self._inside and (count := self.signatures.count_lines(paragraph, after)):
            lines = [kept for kept in (paragraph, *after[: count - 1])
                     if isinstance(kept, Paragraph)]  # fmt: skip
            for block in self.signatures.read(lines, self._say):
                self._add(block, paragraph, role)
            return count
        if self._inside or self.sections[-1].form == "annex":
            return int(self._read_original(paragraph))
        if count := self.votes.count_lines(paragraph, after):
            lines = [kept for kept in (paragraph, *after[: count - 1])
                     if isinstance(kept, Paragraph)]  # fmt: skip
            vote = self.votes.read(lines, self._say)
            if vote is not None:
                self._add(vote, paragraph, role)
                return count
        line = after[0] if after else None
        count = self.corrections.count_blocks(paragraph, after)
        if count and isinstance(line, Paragraph):
            below = self._read_inner(after[1 : count - 1])
            self._add(self.corrections.read(paragraph, line, below, self._say), paragraph, role)
            return count
        return int(self._read_original(paragraph))

    def _read_original(self, paragraph: Paragraph) -> bool:
        """Read the line under the title of an annex that says in which language it was written."""
        section = self.sections[-1]
        if section.form != "annex" or self.lines or section.original:
            return False
        said = _fold(paragraph.text)
        found = [code for code, line in self.language.originals.items() if _fold(line) == said]
        if found:
            section.original = found[0]
            self._awaits_title = False
        return bool(found)

    def _begin_part(self, paragraph: Paragraph) -> None:
        """Begin a part of a resolution, with its letter and title."""
        self._end_section()
        label, title = _split_line(self._say(paragraph, brief=True))
        self.sections.append(Section("part", say(label).strip(), title, line=paragraph.number))

    def _read_section(self, paragraph: Paragraph, role: Role | None) -> None:
        """Read the heading of a section of a resolution: its number, its title under it."""
        label, title = _split_line(self._say(paragraph, brief=True))
        if not title:
            label, title = (), label
        self.level = 1
        block = Block("heading", title, say(label).strip(), paragraph.number, self.level)
        self._add(block, paragraph, role)

    # --- what stands beside the words -----------------------------------------------------

    def _read_beside(
        self, paragraph: Paragraph, role: Role | None, after: Sequence[WordBlock] = ()
    ) -> int:
        """Read the pictures and boxes that hang on a paragraph; says what is under them."""
        taken = 0
        pictures = [
            kept for kept in paragraph.pieces if isinstance(kept, Picture) and kept.form != "line"
        ]
        for picture in pictures:
            alone = not paragraph.text.strip()
            caption = self.captions.take(self.lines, "figure") if alone else Caption()
            block = self.images.read(picture, caption, paragraph.number)
            if alone and not taken:
                taken = self._read_under(caption, after, notes=False)
            self._add(block, paragraph, role)
        for box in [kept for kept in paragraph.pieces if isinstance(kept, TextBox)]:
            self._read_box(box, paragraph)
        return taken

    def _read_box(self, box: TextBox, holder: Paragraph) -> None:
        """Read the text of a box over the page: below the paragraph on which it hangs."""
        contents: list[Content] = []
        for block in box.blocks:
            for paragraph in block.paragraphs() if isinstance(block, Table) else (block,):
                if self.notes.is_typed(paragraph):
                    continue
                if content := self._say(paragraph, brief=True):
                    contents.append(content)
                self._read_beside(paragraph, None)
        if contents:
            joined = tuple(
                inline for number, content in enumerate(contents)
                for inline in ((LineBreak(), *content) if number else content)
            )  # fmt: skip
            self.lose(holder.number, f"the box with {say(contents[0])[:40]!r} stands in the text")
            self._add(Block("text", joined, line=holder.number), holder, None)

    # --- tables ---------------------------------------------------------------------------

    def _read_table(self, table: Table, after: Sequence[WordBlock]) -> int:
        """Read a table; says how many of the blocks after it belong to it."""
        paragraphs = [kept for kept in table.paragraphs() if not kept.is_empty]
        if not paragraphs:
            return 0
        first = paragraphs[0]
        roles = {role.kind for kept in paragraphs if (role := self.roles.find(kept.style))}
        if self._in_contents and self._lists_pages(table):
            self._in_contents = False
            return 0
        self._in_contents = False
        if len(table.rows) == 1 and len(table.rows[0].cells) == 1:
            self._read_frame(table, first)
            return 0
        if roles == {"definition"}:
            rows = self.tables.read(table, {})
            self._add(Block("definitions", (), rows=rows, line=first.number), first, None)
            return 0
        caption = self.captions.take(self.lines, "table")
        caption.wide = not 0 < sum(table.widths) <= COLUMN
        caption.landscape = table.number in self.wide
        taken = self._read_under(caption, after)
        rows = self.tables.read(table, {mark: mark for mark in caption.notes})
        block = Block("table", (), line=first.number, rows=rows, caption=caption)
        self._add(block, first, None)
        self._read_pictures(paragraphs)
        return taken

    def _read_pictures(self, paragraphs: Sequence[Paragraph]) -> None:
        for paragraph in paragraphs:
            self._read_beside(paragraph, None)

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
                caption.notes[mark].append(self._say(block))
            elif not caption.source and (source := self.captions.read_source(block, role)):
                caption.source = source
            else:
                break
            taken = number
        return taken

    @staticmethod
    def _lists_pages(table: Table) -> bool:
        """Whether most rows of a table end with a page's number."""
        last = [list(row.cells[-1].paragraphs())[-1:] for row in table.rows if row.cells]
        pages = [
            kept for each in last for kept in each if _PAGE_COLUMN.fullmatch(kept.text.strip())
        ]
        return len(pages) * 2 >= len(table.rows) > 1

    def _read_inner(self, blocks: Sequence[WordBlock], *, framed: bool = False) -> list[Block]:
        """Read what stands in another block."""
        inner = BlockReader(
            self.labels, self.roles, self.maker, self.notes, self.images, self.front, self.lose
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
        title = self._say(first, brief=True) if titled else ()
        blocks = [kept for kept in cell.blocks if not (titled and kept is first)]
        below = self._read_inner(blocks, framed=True)
        caption = Caption(title=() if word else title, summary=word)
        self._add(Block("box", (), line=first.number, caption=caption, below=below), first, None)


def _fold(text: str) -> str:
    return " ".join(clean(text).split()).casefold()


def _says_more(paragraph: Paragraph) -> bool:
    """Whether a paragraph without words has something that stands for words."""
    return any(isinstance(kept, Call | Lost) for kept in paragraph.pieces)


def _split_line(content: Content) -> tuple[Content, Content]:
    for place, inline in enumerate(content):
        if isinstance(inline, LineBreak):
            return content[:place], content[place + 1 :]
    return content, ()
