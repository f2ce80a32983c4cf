"""Tables: which rows are heads, what stands in the cells, the notes that the cells call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from masthead.draft.content import tidy
from masthead.draft.draft import Block as DraftBlock
from masthead.draft.draft import Cell
from masthead.draft.labels import Labels
from masthead.importing.word.content import (
    ContentMaker,
    Lose,
    is_bold,
    is_italic,
    split_label,
)
from masthead.importing.word.roles import Roles
from masthead.syntax.text import Content, Inline, NoteCall, Plain
from masthead.wordfile.model import Block, Paragraph, Piece, Row, Section, Tab, Table, Words
from masthead.wordfile.model import Cell as WordCell

_LETTER = re.compile(r"[^\W\d_]{1,2}|\*{1,3}")
_MARKS = re.compile(rf"\s*(?:{_LETTER.pattern})(?:\s*[,،]\s*(?:{_LETTER.pattern}))*\s*[,،]?")
_THICK = 12
"""Eighths of a point: the rule under a head in the template."""
_SPACER = 150
"""Twips: the row under a head in the template has 115."""
_ALIGNED: Mapping[str, Literal["start", "center", "end"]] = {
    "center": "center", "right": "end", "end": "end",
}  # fmt: skip
_BULLETS = ("•", "–", "-", "▪", "●", "·")


class TableReader:
    """Reads the rows of a table."""

    def __init__(
        self, labels: Labels, roles: Roles, maker: ContentMaker, lose: Lose
    ) -> None:  # fmt: skip
        self.labels = labels
        self.roles = roles
        self.maker = maker
        self.lose = lose

    def read(self, table: Table, notes: Mapping[str, str]) -> list[list[Cell]]:
        """Read the rows; ``notes`` are the keys of the notes under it, by their marks."""
        depth, rows = find_heads(table)
        read = []
        for number, row in enumerate(rows):
            cells = [Cell([], columns=row.before)] if row.before else []
            cells += [self._read_cell(cell, notes, head=number < depth) for cell in row.cells]
            if cells and number >= depth:
                cells[0].role = self._find_role(row, last=number == len(rows) - 1)
            read.append(cells)
        return read

    def _find_role(self, row: Row, *, last: bool) -> Literal["", "section", "subtotal", "total"]:
        """Find what a row is: by its style, or bold words between rules."""
        paragraphs = [kept for cell in row.cells for kept in cell.paragraphs() if not kept.is_empty]
        kinds = {role.kind for kept in paragraphs if (role := self.roles.find(kept.style))}
        bold = bool(paragraphs) and all(map(is_bold, paragraphs))
        if len(row.cells) == 1:
            return "section" if bold or kinds == {"table_section"} else ""
        thick = any(cell.bottom >= _THICK for cell in row.cells)
        ruled = any(cell.top > 0 or cell.bottom > 0 for cell in row.cells)
        if kinds == {"table_sum"} or (bold and ruled):
            return "total" if thick or last else "subtotal"
        return ""

    def _read_cell(self, cell: WordCell, notes: Mapping[str, str], *, head: bool) -> Cell:
        made = Cell([], cell.columns, cell.rows, head)
        first = next((one for one in cell.paragraphs() if not one.is_empty), None)
        made.align = _ALIGNED.get(first.align, "start") if first else ""
        blocks: list[DraftBlock] = []
        for paragraph in self._list_paragraphs(cell):
            label, pieces = split_label(self.labels, paragraph, heading=False)
            if label and label not in _BULLETS:
                label, pieces = "", paragraph.pieces
                if paragraph.label is not None and paragraph.label.text:
                    pieces = [Words(f"{paragraph.label.text} ", paragraph.base), *pieces]
            content = self._make(paragraph, pieces, notes)
            if content:
                blocks.append(DraftBlock("text", content, label, paragraph.number))
        if any(block.label for block in blocks) and not head:
            made.blocks = blocks
        else:
            made.paragraphs = [block.content for block in blocks]
        return made

    def _list_paragraphs(self, cell: WordCell) -> Iterator[Paragraph]:
        for block in cell.blocks:
            if isinstance(block, Table):
                self.lose(block.number, "a table in a cell becomes lines of text")
                for row in block.rows:
                    line = [kept for each in row.cells for kept in each.paragraphs()]
                    if line:
                        pieces: list[Piece] = []
                        for paragraph in line:
                            pieces += [*([Tab()] if pieces else []), *paragraph.pieces]
                        yield Paragraph(line[0].number, pieces, line[0].style, line[0].base)
            else:
                yield block

    def _make(self, paragraph: Paragraph, pieces: list[Piece], notes: Mapping[str, str]) -> Content:
        """Make a cell's content, with calls where raised letters call notes under the table."""
        made: list[Inline] = []
        waiting: list[Piece] = []
        for piece in pieces:
            marks = _list_marks(piece, notes)
            if marks:
                made += self.maker.make(paragraph, waiting, brief=True)
                waiting = []
                made += [NoteCall(notes[mark]) for mark in marks]
            else:
                waiting.append(piece)
        rest = self.maker.make(paragraph, waiting, brief=True)
        if made and rest and isinstance(first := waiting[0], Words) and first.text[:1].isspace():
            made.append(Plain(" "))
        return tidy((*made, *rest), self.maker.language)


def _list_marks(piece: Piece, notes: Mapping[str, str]) -> list[str]:
    if not isinstance(piece, Words) or piece.look.shift <= 0 or not _MARKS.fullmatch(piece.text):
        return []
    marks = _LETTER.findall(piece.text)
    return marks if all(mark in notes for mark in marks) else []


def find_heads(table: Table) -> tuple[int, list[Row]]:
    """Find how many rows are heads; the empty row under them is left out of the rows."""
    rows = [row for row in table.rows if not _is_spacer(row)]
    spacer = next((at for at, row in enumerate(table.rows) if _is_spacer(row)), 0)
    if len(rows) < 2:  # a head alone is none
        return 0, rows
    repeated = 0
    while repeated < len(rows) and rows[repeated].repeated:
        repeated += 1
    if 0 < repeated < len(rows):
        return repeated, rows
    if 0 < spacer <= 4 and spacer < len(rows):  # heads have no more rows
        return spacer, rows
    for depth, row in enumerate(rows[:3], 1):
        if any(cell.bottom >= _THICK for cell in row.cells) and depth < len(rows):
            return depth, rows
    return (1 if _looks_apart(rows) else 0), rows


def _is_spacer(row: Row) -> bool:
    empty = all(not any(True for kept in cell.paragraphs() if not kept.is_empty)
                for cell in row.cells)  # fmt: skip
    return empty and (row.repeated or 0 < row.height <= _SPACER or len(row.cells) == 1)


def _looks_apart(rows: list[Row]) -> bool:
    """Whether the first row is all bold or italic, or shaded, and the second is not."""

    def is_set_off(row: Row, look: str) -> bool:
        cells = [cell for cell in row.cells if any(not kept.is_empty for kept in cell.paragraphs())]
        if look == "shaded":
            return bool(cells) and all(cell.shaded for cell in cells)
        test = is_bold if look == "bold" else is_italic
        return bool(cells) and all(
            test(kept) for cell in cells for kept in cell.paragraphs() if not kept.is_empty
        )

    return any(
        is_set_off(rows[0], look) and not is_set_off(rows[1], look)
        for look in ("bold", "italic", "shaded")
    )


def find_wide(blocks: Sequence[Block], last: Section | None) -> frozenset[int]:
    """Find the tables on pages that are wider than high, where others are not."""
    wide: set[int] = set()
    kinds: set[bool] = set()
    waiting: list[int] = []
    for block in blocks:
        if isinstance(block, Table):
            waiting.append(block.number)
        elif block.section is not None:
            kinds.add(block.section.landscape)
            wide.update(waiting if block.section.landscape else ())
            waiting = []
    if last is not None:
        kinds.add(last.landscape)
        wide.update(waiting if last.landscape else ())
    return frozenset(wide if len(kinds) > 1 else ())
