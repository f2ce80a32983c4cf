"""Pairing two rows of blocks: one with one, one with none, and one with two that are joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from masthead.align.likeness import GAP, JOIN, Features, compare

_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
_WINDOW = 100
"""How many blocks of each row are looked at where the two are not the same."""
_BAND = 40
"""How far from the diagonal pairs are looked for, beside the difference of the lengths."""


class Pair(NamedTuple):
    """Places in both rows that belong together: one, two or none in each."""

    one: tuple[int, ...]
    other: tuple[int, ...]


def pair(one: Sequence[Features], other: Sequence[Features]) -> list[Pair]:
    """Pair two rows so that what is paired is as alike as can be. Order is kept.

    What is surely the same is paired at once; around what is not, the best way is looked for in a
    window, so that the time grows with the length of the rows and not with its square.
    """
    found: list[Pair] = []
    i = j = 0
    while i < len(one) or j < len(other):
        while i < len(one) and j < len(other) and _is_same(one[i], other[j]):
            found.append(Pair((i,), (j,)))
            i, j = i + 1, j + 1
        if i == len(one) and j == len(other):
            break
        back = 0  # what is alike by chance just before a difference
        while back < 2 and found and len(found[-1].one) == len(found[-1].other) == 1:
            found.pop()
            back += 1
        i, j = i - back, j - back
        path = _find_path(one[i : i + _WINDOW], other[j : j + _WINDOW])
        if i + _WINDOW < len(one) or j + _WINDOW < len(other):
            path = path[: max(len(path) // 2, back + 1)]
        for ours, theirs in path:
            found.append(Pair(tuple(a + i for a in ours), tuple(b + j for b in theirs)))
        i += sum(len(ours) for ours, _ in path)
        j += sum(len(theirs) for _, theirs in path)
    return found


def _is_same(one: Features, other: Features) -> bool:
    """Whether two blocks are surely the same."""
    labelled = bool(one.readings & other.readings) if one.has_label else not other.has_label
    return labelled and one.notes == other.notes and compare(one, other) < 2.0


def _find_path(one: Sequence[Features], other: Sequence[Features]) -> list[Pair]:
    """Find the cheapest way through both rows (Needleman and Wunsch, with joins)."""
    width = _BAND + abs(len(one) - len(other))
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(one) + 1):
        middle = i * len(other) // max(len(one), 1)
        for j in range(max(middle - width, 0), min(middle + width, len(other)) + 1):
            if (i, j) == (0, 0):
                continue
            choices = []
            for step in _STEPS:
                before = best.get((i - step[0], j - step[1]))
                if before is not None:
                    cost = _cost(one, other, i, j, step)
                    choices.append((before[0] + cost, step))
            if choices:
                best[i, j] = min(choices)
    path: list[Pair] = []
    i, j = len(one), len(other)
    while i or j:
        step = best[i, j][1]
        path.append(Pair(tuple(range(i - step[0], i)), tuple(range(j - step[1], j))))
        i, j = i - step[0], j - step[1]
    return path[::-1]


def _cost(
    one: Sequence[Features], other: Sequence[Features], i: int, j: int, step: tuple[int, int]
) -> float:
    if 0 in step:
        return GAP
    ours, theirs = one[i - step[0]], other[j - step[1]]
    if step[0] == 2:
        ours = ours.join(one[i - 1])
    if step[1] == 2:
        theirs = theirs.join(other[j - 1])
    return compare(ours, theirs) + (0 if step == (1, 1) else JOIN)
