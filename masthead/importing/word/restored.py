"""Paragraphs that LibreOffice gave the style of the one before them, whose end was deleted.

With tracked changes it does so as it saves: a heading after a deleted paragraph comes as such a
paragraph. Where the words are those of ours, its looks are, too.
"""

from __future__ import annotations

from msgspec.structs import replace

from masthead.importing.word.rewording import say
from masthead.wordfile.model import Block, Call, Paragraph, WordFile


def needs_restoring(file: WordFile) -> bool:
    """Say whether a file has paragraphs whose style may be that of one that is gone."""
    return any(block.after_changed for block in file.blocks if isinstance(block, Paragraph))


def restore(ours: WordFile, theirs: WordFile) -> WordFile:
    """Give such paragraphs of a file the looks that they have in ours."""
    known = {say(block): block for block in ours.blocks
             if isinstance(block, Paragraph) and not block.contents}  # fmt: skip
    blocks = [_restore(known.get(say(block)), block)
              if isinstance(block, Paragraph) and block.after_changed else block
              for block in theirs.blocks]  # fmt: skip
    return replace(theirs, blocks=blocks)


def _restore(ours: Paragraph | None, theirs: Paragraph) -> Block:
    if ours is None or ours.style == theirs.style or not say(theirs):
        return theirs
    calls = iter([piece for piece in theirs.pieces if isinstance(piece, Call)])
    pieces = [next(calls) if isinstance(piece, Call) else piece for piece in ours.pieces]
    return replace(ours, number=theirs.number, pieces=pieces, section=theirs.section,
                   bookmarks=theirs.bookmarks)  # fmt: skip
