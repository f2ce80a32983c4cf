"""Entries: what a cell of a table holds, where an edit in one language made another sort of it.

Figures are those of every language, words are not. Where a cell of a file has words in place of a
figure, the other languages keep the figure as words of theirs; where it has a figure in place of
words, that is words of its language, and the others keep theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Literal

from masthead.importing.matching import are_same
from masthead.importing.merging import merge_text
from masthead.paper import Cell
from masthead.syntax.text import Plain
from masthead.write.markup import make_text

Figure = Decimal | Literal[".."]
Write = Callable[[str, Figure], str]
"""Writes a figure in a language."""
ENTRY = ("number", "text", "paragraphs")
"""What a cell holds one of."""


def is_of_other_sort(author: Cell, before: Cell, after: Cell, code: str) -> bool:
    """Whether a cell was edited, and does not hold what it held, or what its author wrote."""
    sorts = {_tell_sort(cell, code) for cell in (author, before, after)}
    return len(sorts) > 1 and not all(
        are_same(getattr(before, name), getattr(after, name)) for name in ENTRY
    )


def merge_entry(
    author: Cell, before: Cell, after: Cell, code: str, versions: Iterable[str], write: Write
) -> Cell | None:
    """Merge what a cell holds in a language; None where it has no place beside the others."""
    mine = {kept: text for kept, text in author.text.items() if kept != code}
    if author.paragraphs or after.paragraphs:
        return None
    figure: Figure | None = None
    if after.number is not None and not mine:
        figure = after.number
    elif after.number is not None:
        mine[code] = make_text(((Plain(write(code, after.number)),),))
    elif code in after.text:
        if author.number is not None:
            mine |= {kept: make_text(((Plain(write(kept, author.number)),),))
                     for kept in versions}  # fmt: skip
        mine[code] = after.text[code]
        if code in author.text and code in before.text:
            mine[code] = merge_text(author.text[code], before.text[code], after.text[code])
    return author.model_copy(update={"number": figure, "text": mine, "same": False})


def _tell_sort(cell: Cell, code: str) -> str:
    if cell.number is not None:
        return "figure"
    if cell.paragraphs:
        return "paragraphs"
    return "words" if code in cell.text else ""
