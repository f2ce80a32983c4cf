"""A file of ours that lost its looks comes home: its words are put into the file that we build.

Some programs keep neither our styles nor bookmarks, fields and parts: all that is left to go by
is the words, and their order. So the paper's own Word file is read beside, and paragraphs, rows and
notes are told by their words. What is the same stays ours; a word that differs is changed there, a
paragraph that is new gets the form of one beside it. What looks otherwise is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from masthead.importing.word.items import is_whole, match_items, say_item
from masthead.importing.word.looks import list_untaken
from masthead.importing.word.rewording import cut, dress_new, join, reword, say
from masthead.wordfile.model import Block, Call, Cell, Paragraph, Row, Table, WordFile

_NOTHING: tuple[Any, Any] = (None, None)


def dress(ours: WordFile, theirs: WordFile) -> WordFile:
    """Put the words of a file into ours."""
    dresser = _Dresser(ours, theirs)
    blocks = dresser.merge(ours.blocks, theirs.blocks)
    notes = {key: dresser.merge_note(key) for key in ours.notes} | dresser.new
    comments = [one._replace(paragraph=dresser.numbers.get(one.paragraph, 0))
                for one in theirs.comments]  # fmt: skip
    losses = [one._replace(paragraph=dresser.numbers.get(one.paragraph, 0))
              for one in (*theirs.losses, *list_untaken(ours, theirs))]  # fmt: skip
    return replace(ours, file=theirs.file, blocks=blocks, notes=notes, comments=comments,
                   losses=losses, source=None)  # fmt: skip


class _Dresser:
    def __init__(self, ours: WordFile, theirs: WordFile) -> None:
        self.ours = ours
        self.theirs = theirs
        self.new: dict[tuple[str, str], list[Block]] = {}
        """Notes that are new, in our form."""
        self.numbers: dict[int, int] = {}
        """The numbers of our paragraphs by theirs."""
        self._notes: dict[tuple[str, str], tuple[str, str]] = {}
        """Their notes by ours."""
        self._count = max((one.number for one in ours.paragraphs()), default=0)
        self._gone: dict[str, list[Paragraph]] = {}
        """Paragraphs that theirs has elsewhere or nowhere, by their words."""

    # --- blocks -----------------------------------------------------------------------------

    def merge(self, ours: Sequence[Block], theirs: Sequence[Block]) -> list[Block]:
        """Merge the blocks of a text or cell."""
        groups = list(_group(ours))
        seen = [block for block in theirs if say_item(block)]
        pairs = match_items([group[0] for group in groups if say_item(group[0])], seen)
        following = {id(group[0]): group[1:] for group in groups}
        blocks: list[Block] = []
        for group in groups:
            if not say_item(group[0]):
                blocks += group
        pairs = self._regroup(pairs, following)
        for one, other in pairs:
            if other is None and isinstance(one, Paragraph) and not one.contents:
                self._gone.setdefault(say(one), []).append(one)
        for place, (one, other) in enumerate(pairs):
            if one is None:
                blocks += self._insert(other, pairs, place, ours)
                continue
            if other is not None:
                blocks.append(self._merge_block(one, other))
            elif isinstance(one, Paragraph) and one.contents:
                blocks.append(one)
            blocks += following[id(one)]
        return blocks

    def _regroup(
        self, pairs: list[tuple[Any, Any]], following: dict[int, list[Block]]
    ) -> list[tuple[Any, Any]]:
        """Join paragraphs of ours that are one in theirs, and cut those that are two."""
        made: list[tuple[Any, Any]] = []
        for one, other in pairs:
            mine, theirs = made[-1] if made else _NOTHING
            whole, single = mine or one, theirs or other
            if (one is None) != (mine is None) and is_whole(whole, theirs, other):
                self._count += 1
                first, second = cut(whole, theirs, other, self._count)
                following[id(first)], following[id(second)] = [], following[id(whole)]
                made[-1:] = [(first, theirs), (second, other)]
            elif (other is None) != (theirs is None) and is_whole(single, mine, one):
                joined = join(mine, one, space=" " in say(single))
                following[id(joined)] = [*following[id(mine)], *following[id(one)]]
                made[-1] = joined, single
            else:
                made.append((one, other))
        return made

    def _merge_block(self, ours: Block, theirs: Block) -> Block:
        if isinstance(ours, Paragraph) and isinstance(theirs, Paragraph):
            self.numbers[theirs.number] = ours.number
            return ours if ours.contents else reword(ours, theirs, self._pair, self._take)
        if isinstance(ours, Table) and isinstance(theirs, Table):
            return replace(ours, rows=self._merge_rows(ours.rows, theirs.rows))
        return ours

    def _insert(
        self, theirs: Block, pairs: Sequence[tuple[Any, Any]], place: int, within: Sequence[Block]
    ) -> Iterator[Block]:
        """Insert a block that is new, or that stood elsewhere."""
        if isinstance(theirs, Table):
            yield theirs
            return
        if theirs.contents:  # which are made
            return
        moved = self._gone.get(say(theirs))
        if moved:
            yield self._merge_block(moved.pop(0), theirs)
            return
        like, beside = _find_like(theirs, pairs, place)
        if like is None:
            like = next((block for block in within if isinstance(block, Paragraph)), None)
        self._count += 1
        self.numbers[theirs.number] = self._count
        if like is None:
            yield replace(theirs, number=self._count)
        else:
            yield dress_new(like, beside, theirs, self._count, self._take)

    # --- rows -------------------------------------------------------------------------------

    def _merge_rows(self, ours: Sequence[Row], theirs: Sequence[Row]) -> list[Row]:
        rows: list[Row] = []
        pairs = match_items(ours, theirs)
        for place, (one, other) in enumerate(pairs):
            if one is not None and other is not None:
                rows.append(self._merge_row(one, other))
            elif other is not None and say_item(other):
                beside = [each for each, _ in (*reversed(pairs[:place]), *pairs[place:])
                          if each is not None and each.repeated == other.repeated]  # fmt: skip
                like = next((row for row in beside if len(row.cells) == len(other.cells)), None)
                rows.append(self._merge_row(_empty(like), other) if like else other)
        return rows

    def _merge_row(self, ours: Row, theirs: Row) -> Row:
        if len(ours.cells) != len(theirs.cells):
            return theirs
        cells = [replace(one, blocks=self._merge_cell(one, other))
                 for one, other in zip(ours.cells, theirs.cells, strict=True)]  # fmt: skip
        return replace(ours, cells=cells)

    def _merge_cell(self, ours: Cell, theirs: Cell) -> list[Block]:
        merged = self.merge(ours.blocks, theirs.blocks)
        if say_item(ours) or not say_item(theirs):
            return merged or _clear(ours)
        return [block for block in merged if say_item(block)]

    # --- notes ------------------------------------------------------------------------------

    def merge_note(self, key: tuple[str, str]) -> list[Block]:
        """Merge a note, where theirs is known."""
        ours = self.ours.notes[key]
        other = self._notes.get(key)
        return self.merge(ours, self.theirs.notes.get(other, [])) if other else ours

    def _pair(self, ours: Call, theirs: Call) -> None:
        other = (theirs.series, theirs.id)
        if self.theirs.notes.get(other):
            self._notes.setdefault((ours.series, ours.id), other)

    def _take(self, call: Call) -> Call:
        """Take over a note that is new, in the form of ours."""
        key = call.series, f"new-{call.id}"
        blocks = self.theirs.notes.get((call.series, call.id), [])
        forms = [block for note in self.ours.notes.values() for block in note
                 if isinstance(block, Paragraph)]  # fmt: skip
        self.new[key] = [
            dress_new(forms[0], None, block, block.number, self._take)
            if forms and isinstance(block, Paragraph) else block
            for block in blocks
        ]  # fmt: skip
        return Call(call.series, key[1])


def _group(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Group each block that says something with those after it that say nothing."""
    group: list[Block] = []
    for block in blocks:
        if group and say_item(block):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _find_like(
    theirs: Paragraph, pairs: Sequence[tuple[Any, Any]], place: int
) -> tuple[Paragraph | None, Paragraph | None]:
    """Find a paragraph of ours, the nearest one that looks in theirs as a new one does."""
    nearest = sorted(range(len(pairs)), key=lambda at: (abs(at - place), at))
    known = [
        pairs[at] for at in nearest
        if isinstance(pairs[at][0], Paragraph) and isinstance(pairs[at][1], Paragraph)
    ]  # fmt: skip
    alike = (pair for pair in known if _look(pair[1]) == _look(theirs))
    return next(alike, known[0] if known else (None, None))


def _look(paragraph: Paragraph) -> tuple[object, ...]:
    level = paragraph.label.level if paragraph.label else None
    return (paragraph.style.name, paragraph.left, paragraph.first, paragraph.align, level,
            paragraph.outline)  # fmt: skip


def _empty(row: Row) -> Row:
    """Empty the cells of a row, for one like it."""
    return replace(row, cells=[replace(cell, blocks=_clear(cell)) for cell in row.cells])


def _clear(cell: Cell) -> list[Block]:
    """Give the first paragraph of a cell, emptied."""
    first = next((one for one in cell.blocks if isinstance(one, Paragraph)), None)
    return [replace(first, pieces=[])] if first is not None else []
