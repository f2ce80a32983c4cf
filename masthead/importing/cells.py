"""What stands in a cell besides words: paragraphs and lists, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from masthead.draft.draft import Block
from masthead.importing.bullets import Bullet, make_items
from masthead.paper import List, Paragraph
from masthead.paper import Unit as PaperUnit
from masthead.syntax.text import Content, Text

Say = Callable[[Mapping[str, Content]], dict[str, Text]]


def make_pieces(blocks: Mapping[str, list[Block]], say: Say) -> list[PaperUnit]:
    """Make the units of a cell: blocks with a label are items of lists."""
    pieces: list[PaperUnit] = []
    bullets: list[Bullet] = []

    def close() -> None:
        if bullets:
            pieces.append(List.model_construct(items=make_items(bullets), id=None, allow={}))
            bullets.clear()

    most = max(blocks.values(), key=len)
    for number, block in enumerate(most):
        texts = say({
            code: kept[number].content for code, kept in blocks.items() if number < len(kept)
        })  # fmt: skip
        if not texts:
            continue
        if block.label:
            bullets.append(Bullet(block.level, texts))
        else:
            close()
            pieces.append(Paragraph.model_validate({"paragraph": texts, "numbered": False}))
    close()
    return pieces
