"""Which files are ours and have lost our looks; what of them is not taken, and is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from masthead.importing.matching import split_words
from masthead.symbol import find_fault
from masthead.wordfile.model import Block, Loss, Paragraph, Table, TextBox, WordFile
from masthead.wordfile.reader import list_pictures

_USUAL = {
    "normal", "header", "footer", "footnote text", "endnote text", "table grid", "title",
    "subtitle", "caption", "list paragraph", "table of figures", "toc heading",
}  # fmt: skip
"""Styles that every program has, as it has headings: they say nothing of who wrote a file."""
_SHARED = 0.5
"""How many of our words a file must have to be one of ours."""


def has_lost_looks(ours: WordFile, theirs: WordFile, symbol: str) -> bool:
    """Say whether a file is the one that we build, with none of our styles left."""
    styles = [set(map(str.lower, _list_styles(file))) - _USUAL for file in (ours, theirs)]
    left = {name for name in styles[0] & styles[1] if not name.startswith(("heading ", "toc "))}
    if not styles[0] or left:
        return False
    said = _count_words(ours), _count_words(theirs)
    shared = (said[0] & said[1]).total() >= _SHARED * max(said[0].total(), 1)
    return shared and not _has_other_symbol(theirs, symbol)


def count_different(one: WordFile, other: WordFile) -> int:
    """Count the words that one file has, and not the other."""
    said = _count_words(one), _count_words(other)
    return (said[0] - said[1]).total() + (said[1] - said[0]).total()


def list_untaken(ours: WordFile, theirs: WordFile) -> Iterator[Loss]:
    """List what a file has, and ours does not: in heads, feet and boxes, and its pictures."""
    for what, stories in (
        ("at the head or foot of pages", [_list_heads(file) for file in (ours, theirs)]),
        ("in a box over the page", [_list_boxed(file) for file in (ours, theirs)]),
    ):
        known, said = (_list_words(paragraphs) for paragraphs in stories)
        new = [word for word in said if word not in known]
        if new:
            yield Loss(0, f"{' '.join(new)[:60]!r} {what}")
    more = len(list_pictures(theirs.blocks)) - len(list_pictures(ours.blocks))
    if more > 0:
        yield Loss(0, "a picture that is new" if more == 1 else f"{more} new pictures")


def _list_styles(file: WordFile) -> Iterator[str]:
    for paragraph in file.paragraphs():
        if not paragraph.is_empty:
            yield paragraph.style.name


def _count_words(file: WordFile) -> Counter[str]:
    return Counter(split_words(" ".join(paragraph.text for paragraph in file.paragraphs())))


def _has_other_symbol(file: WordFile, symbol: str) -> bool:
    """Whether the heads of a file say another symbol, and not this one."""
    tokens = {token.strip("()[],;") for one in _list_heads(file) for token in one.text.split()}
    symbols = {token for token in tokens if "/" in token and find_fault(token) is None}
    return bool(symbols) and symbol not in symbols


def _list_heads(file: WordFile) -> list[Paragraph]:
    return [one for story in file.stories for one in _list_paragraphs(story.blocks)]


def _list_boxed(file: WordFile) -> list[Paragraph]:
    return [
        one for paragraph in file.paragraphs() for piece in paragraph.pieces
        if isinstance(piece, TextBox) for one in _list_paragraphs(piece.blocks)
    ]  # fmt: skip


def _list_paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Table):
            yield from block.paragraphs()
        else:
            yield block


def _list_words(paragraphs: Sequence[Paragraph]) -> list[str]:
    """List words; numbers are those of pages."""
    said = split_words(" ".join(paragraph.text for paragraph in paragraphs))
    return [word for word in said if not word.isdecimal()]
