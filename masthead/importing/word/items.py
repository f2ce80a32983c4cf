"""Paragraphs, tables and rows of two Word files, matched by their words alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from masthead.importing.matching import LIKE, compare, split_words
from masthead.importing.word.rewording import say
from masthead.wordfile.model import Block, Cell, Paragraph, Row, Table

_WHOLE = 0.9
"""How much of the words of two paragraphs one has that was made of both."""
_AHEAD = 100
"""Items among which one that was edited is looked for: files may have thousands."""

Item = Block | Row


def say_item(item: Item | Cell) -> str:
    """Say the words of a paragraph, a table, a row or a cell."""
    if isinstance(item, Paragraph):
        return say(item)
    if isinstance(item, Row):
        return " | ".join(map(say_item, item.cells)) if any(map(say_item, item.cells)) else ""
    parts: Sequence[Item] = item.rows if isinstance(item, Table) else item.blocks
    return " ".join(filter(None, map(say_item, parts)))


def match_items(ours: Sequence[Item], theirs: Sequence[Item]) -> list[tuple[Any, Any]]:
    """Match items by their words, those that were edited by the likeness of these."""
    said = [[(type(one).__name__, say_item(one)) for one in items] for items in (ours, theirs)]
    matcher = SequenceMatcher(None, said[0], said[1], autojunk=False)
    pairs: list[tuple[Any, Any]] = []
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            pairs += zip(ours[start:end], theirs[first:last], strict=True)
        else:
            pairs += _match_edited(ours[start:end], theirs[first:last])
    return pairs


def _match_edited(ours: Sequence[Item], theirs: Sequence[Item]) -> Iterator[tuple[Any, Any]]:
    words = [[split_words(say_item(one)) for one in items] for items in (ours, theirs)]
    alone = len(ours) == len(theirs) == 1
    start = 0
    for at, other in enumerate(theirs):
        like = [
            (compare(words[0][place], words[1][at]), -place)
            for place, one in enumerate(ours[start : start + _AHEAD], start)
            if type(one) is type(other)
        ]  # fmt: skip
        best = max(like, default=(0.0, 0))
        if best[0] >= LIKE or (alone and like and not all(words[0])):
            place = -best[1]
            yield from ((one, None) for one in ours[start:place])
            yield ours[place], other
            start = place + 1
        else:
            yield None, other
    yield from ((one, None) for one in ours[start:])


def is_whole(whole: Any, first: Any, second: Any) -> bool:
    """Whether a paragraph is what two others are together."""
    if not all(isinstance(one, Paragraph) for one in (whole, first, second)):
        return False
    words, *parts = [split_words(say_item(one)) for one in (whole, first, second)]
    if not all(parts):
        return False
    likeness = compare(words, [*parts[0], *parts[1]])
    return likeness >= _WHOLE and all(likeness > compare(words, part) for part in parts)
