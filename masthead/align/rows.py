"""Rows: what stands for the same in all languages, one block of each.

The languages are paired with one of them, the pivot. Where a block of the pivot is two in another
language, or the other way round, they are put together in every language, a line each, so that no
words are lost; what has no counterpart is a row of its own in which languages are missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from masthead.align.likeness import Features, compare
from masthead.align.pairs import pair
from masthead.draft.draft import Block

ALIKE = 2.5
"""How unlike blocks may be that have no counterpart in the pivot and stand at the same place."""


class Row(Struct):
    """The blocks that stand for the same, by language; several where they are put together."""

    blocks: dict[str, list[Block]] = field(default_factory=dict)

    @property
    def is_joined(self) -> bool:
        """Whether some language has more than one block here."""
        return any(len(kept) > 1 for kept in self.blocks.values())


def choose_pivot(counts: Mapping[str, int], original: str) -> str:
    """Choose the language with which the others are paired: one with the usual number of blocks.

    The original where it is one of these; English else, if it can be.
    """
    usual = Counter(counts.values()).most_common()
    most = max(count for _, count in usual)
    wanted = max(number for number, count in usual if count == most)
    codes = [code for code, count in counts.items() if count == wanted]
    return next((code for code in (original, "en") if code in codes), codes[0])


def align(
    blocks: Mapping[str, Sequence[Block]],
    features: Mapping[str, Sequence[Features]],
    original: str,
) -> list[Row]:
    """Align the blocks of all languages. Every block is in exactly one row."""
    pivot = choose_pivot({code: len(kept) for code, kept in blocks.items()}, original)
    count = len(blocks[pivot])
    others = [code for code in blocks if code != pivot]
    glued = [False] * count
    """Whether a block of the pivot goes on with the one before it."""
    found: dict[str, list[list[int]]] = {code: [[] for _ in range(count)] for code in others}
    alone: dict[int, list[tuple[str, int]]] = {}
    """Blocks without a counterpart, by the place in the pivot before which they stand."""
    for code in others:
        place = 0
        for ours, theirs in pair(features[pivot], features[code]):
            if not ours:
                alone.setdefault(place, []).extend((code, number) for number in theirs)
                continue
            found[code][ours[0]] += theirs
            for further in ours[1:]:
                glued[further] = True
            place = ours[-1] + 1
    rows: list[Row] = []
    for place in range(count + 1):
        rows += _gather_alone(alone.get(place, []), blocks, features)
        if place == count:
            break
        if not (glued[place] and rows):
            rows.append(Row({code: [] for code in blocks}))
        row = rows[-1]
        row.blocks[pivot].append(blocks[pivot][place])
        for code in others:
            row.blocks[code] += [blocks[code][number] for number in found[code][place]]
    for row in rows:
        row.blocks = {code: kept for code, kept in row.blocks.items() if kept}
    return rows


def _gather_alone(
    alone: Sequence[tuple[str, int]],
    blocks: Mapping[str, Sequence[Block]],
    features: Mapping[str, Sequence[Features]],
) -> list[Row]:
    """Put blocks without a counterpart together that are alike in several languages."""
    rows: list[Row] = []
    kept: list[tuple[int, Features]] = []
    for code, number in alone:
        mine = features[code][number]
        for place, (at, theirs) in enumerate(kept):
            row = rows[at]
            if code not in row.blocks and compare(mine, theirs) < ALIKE:
                later = any(code in other.blocks for other in rows[place + 1 :])
                if not later:
                    row.blocks[code] = [blocks[code][number]]
                    break
        else:
            kept.append((len(rows), mine))
            rows.append(Row({code: [blocks[code][number]]}))
    return rows
