"""Notes that are called where no words are: what stands before them calls them, or else after."""

from __future__ import annotations

from collections.abc import Sequence

from masthead.draft.draft import Block, Cell, list_calls, say
from masthead.syntax.text import Content


def attach_calls(blocks: Sequence[Block]) -> list[Block]:
    """Let notes that stand alone be called by the text before them: by the next where none is."""
    kept: list[Block] = []
    waiting: Content = ()
    for block in blocks:
        if block.form == "table" or block.label or not _calls_alone(block.content):
            if waiting and block.form != "table":
                block.content, waiting = (*waiting, *block.content), ()
            kept.append(block)
        elif kept and kept[-1].form != "table":
            kept[-1].content = (*kept[-1].content, *block.content)
        else:
            waiting = (*waiting, *block.content)
    if waiting and kept:
        last = kept[-1]
        cells = [cell for row in last.rows for cell in row if _find_words(cell) is not None]
        if cells:
            _attach(cells[-1], waiting, before=False)
            return kept
    return kept


def attach_calls_in_rows(rows: Sequence[Sequence[Cell]]) -> None:
    """Let notes of cells without words be called by the cell before, or else by the next."""
    words: Cell | None = None
    waiting: Content = ()
    for row in rows:
        for cell in row:
            if _find_words(cell) is not None:
                if waiting:
                    _attach(cell, waiting, before=True)
                words, waiting = cell, ()
                continue
            calls = tuple(
                inline for one in cell.paragraphs for inline in one if list_calls((inline,))
            )
            if calls:
                cell.paragraphs = []
                if words is not None:
                    _attach(words, calls, before=False)
                else:
                    waiting = (*waiting, *calls)


def _attach(cell: Cell, calls: Content, *, before: bool) -> None:
    place = _find_words(cell) or 0
    text = cell.paragraphs[place]
    cell.paragraphs[place] = (*calls, *text) if before else (*text, *calls)


def _find_words(cell: Cell) -> int | None:
    """Find the first paragraph of a cell that has words."""
    return next((at for at, one in enumerate(cell.paragraphs) if say(one).strip()), None)


def _calls_alone(content: Content) -> bool:
    return bool(list_calls(content)) and not say(content).strip()
