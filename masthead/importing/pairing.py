"""A paper, and what came back of it from its own Word file: which units are the same.

Reading a Word file may take a unit for another one, the lines of a signature for paragraphs. Where
what came back is not built as the paper is, the units around it are paired all the same; what is
between them is a region, which is merged line by line (:mod:`masthead.importing.regions`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from masthead.importing.matching import LIKE, are_of_kind, compare, say_text, say_words, split_words
from masthead.paper import Annex, Box, List, Paper, Part, PictureUnit, Unit
from masthead.paper.walk import walk_masthead, walk_slots
from masthead.syntax.text import Text

_CLOSED = (Annex, Box, Part)
"""Units whose ends are told for certain: what is in one is not taken for what is after it."""

Texts = dict[str, Text]


@dataclass(slots=True)
class Region:
    """Units of the paper, and what came back of them in another shape."""

    ours: list[Unit]
    old: list[Unit]


@dataclass(slots=True)
class Pairing:
    """What belongs to what, by the identity of what came back."""

    code: str
    known: dict[int, Unit] = field(default_factory=dict)
    """The paper's units by those that came back of them."""
    regions: dict[int, Region] = field(default_factory=dict)
    """The regions by the units that came back in them."""
    unread: dict[int, list[Unit]] = field(default_factory=dict)
    """What came back as nothing: by the unit of the paper before it, or the list that begins so."""

    def pair(self, author: Paper, before: Paper) -> None:
        """Pair the units of a paper with those that came back of them."""
        self._pair_lists(author.text, before.text)

    # --- lists ------------------------------------------------------------------------------

    def _pair_lists(self, ours: Sequence[Any], old: Sequence[Any]) -> None:
        groups = list(_group(ours))
        start = first = 0
        for place, other in [*self._anchor(groups, old), (len(groups), len(old))]:
            self._note_region(ours, groups[start:place], list(old[first:other]), groups[:start])
            if place < len(groups):
                self._pair_units(groups[place], old[other])
            start, first = place + 1, other + 1

    def _note_region(
        self, within: Sequence[Unit], groups: list[list[Unit]], old: list[Unit],
        above: list[list[Unit]],
    ) -> None:  # fmt: skip
        ours = [unit for group in groups for unit in group]
        if old:
            region = Region(ours, old)
            self.regions.update((id(unit), region) for unit in old)
        elif ours:
            self.unread[id(above[-1][-1] if above else within)] = ours

    def _anchor(self, groups: list[list[Unit]], old: Sequence[Unit]) -> list[tuple[int, int]]:
        """Find the groups that came back as they are: those with the same words, then the like."""
        said = [
            [(_shape(group), say_words(group, self.code)) for group in groups],
            [(_shape([unit]), say_words([unit], self.code)) for unit in old],
        ]
        found: list[tuple[int, int]] = []
        start = first = 0
        matcher = SequenceMatcher(None, said[0], said[1], autojunk=False)
        for block in matcher.get_matching_blocks():
            found += self._anchor_alike(groups, old, (start, block.a), (first, block.b))
            found += [(block.a + at, block.b + at) for at in range(block.size)]
            start, first = block.a + block.size, block.b + block.size
        return found

    def _anchor_alike(
        self, groups: list[list[Unit]], old: Sequence[Unit], ours: tuple[int, int],
        theirs: tuple[int, int],
    ) -> list[tuple[int, int]]:  # fmt: skip
        """Find groups that are like what came back, in their order: references are made words."""
        found: list[tuple[int, int]] = []
        alone = ours[1] - ours[0] == theirs[1] - theirs[0]
        place = ours[0]
        for other in range(*theirs):
            wanted = range(place, ours[1])
            if alone:
                wanted = range(ours[0] + other - theirs[0], ours[0] + other - theirs[0] + 1)
            for at in wanted:
                if self._are_alike(groups[at], old[other]):
                    found.append((at, other))
                    place = at + 1
                    break
        return found

    def _are_alike(self, group: list[Unit], old: Unit) -> bool:
        if not are_of_kind(group[0], old):
            return False
        same_shape = _shape(group) == _shape([old])
        if not same_shape and not isinstance(old, _CLOSED):
            return False
        mine, theirs = (
            [word for slot in unit.contents() for word in _words_of(slot.texts, self.code)]
            for unit in (group[0], old)
        )
        if mine or theirs:
            return compare(mine, theirs) >= LIKE
        if isinstance(old, _CLOSED):
            return True
        mine, theirs = (split_words(say_words(units, self.code)) for units in (group, [old]))
        return compare(mine, theirs) >= LIKE

    # --- units ------------------------------------------------------------------------------

    def _pair_units(self, group: Sequence[Unit], old: Unit) -> None:
        """Pair what is built alike; a list after a paragraph comes back below it."""
        self.known[id(old)] = group[0]
        if isinstance(group[0], _CLOSED) and _shape(group) != _shape([old]):
            ours, theirs = (getattr(unit, unit.kind).text for unit in (group[0], old))
            self._pair_lists(ours, theirs)
            return
        children = [*([] if _is_picture(group[0]) else group[0].children()), *group[1:]]
        for one, other in zip(children, [] if _is_picture(old) else old.children(), strict=True):
            self._pair_units([one], other)


def pair_texts(author: Paper, before: Paper, pairing: Pairing) -> Iterator[tuple[Texts, Texts]]:
    """Pair the texts of a paper with those that came back of them."""
    heads = [dict(walk_masthead(paper)) for paper in (author, before)]
    yield from ((heads[0][name], heads[1][name]) for name in heads[0] if name in heads[1])
    if author.agenda and before.agenda:
        yield from zip(author.agenda.titles, before.agenda.titles, strict=False)
    seen: set[int] = set()
    for unit in _walk(before.text):
        region = pairing.regions.get(id(unit))
        mine = pairing.known.get(id(unit))
        if region is not None and id(region) not in seen:
            seen.add(id(region))
            yield from pair_lines(region, pairing.code)
        elif mine is not None:
            yield from (
                (one.texts, other.texts)
                for one, other in zip(mine.contents(), unit.contents(), strict=False)
            )


def pair_lines(region: Region, code: str) -> list[tuple[Texts, Texts]]:
    """Pair the texts of a region with those that came back of them, by their words."""
    ours = [found.slot.texts for found in walk_slots(region.ours) if code in found.slot.texts]
    old = [found.slot.texts for found in walk_slots(region.old) if code in found.slot.texts]
    said = [[tuple(_words_of(texts, code)) for texts in each] for each in (ours, old)]
    found: list[tuple[Texts, Texts]] = []
    start = first = 0
    matcher = SequenceMatcher(None, said[0], said[1], autojunk=False)
    for block in matcher.get_matching_blocks():
        place = start
        for other in range(first, block.b):
            like = [(compare(said[0][at], said[1][other]), -at) for at in range(place, block.a)]
            best = max(like, default=(0.0, 0))
            if best[0] >= LIKE:
                place = 1 - best[1]
                found.append((ours[place - 1], old[other]))
        found += [(ours[block.a + at], old[block.b + at]) for at in range(block.size)]
        start, first = block.a + block.size, block.b + block.size
    return found


def _walk(units: Sequence[Unit]) -> Iterator[Unit]:
    for unit in units:
        yield unit
        yield from _walk(list(unit.children()))


def _words_of(texts: Texts, code: str) -> list[str]:
    return split_words(say_text(texts[code])) if code in texts else []


def _group(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Group a list with the unit before it, if that could hold it."""
    waiting: list[Unit] = []
    for unit in units:
        holds = waiting and getattr(waiting[-1], "list_", unit) is None
        if type(unit) is List and holds and not getattr(waiting[0], "subparagraphs", None):
            yield [*waiting, unit]
            waiting = []
            continue
        if waiting:
            yield waiting
        waiting = [unit]
    if waiting:
        yield waiting


def _shape(group: Sequence[Unit]) -> Any:
    first = group[0]
    if _is_picture(first):
        return "picture"
    below = [*first.children(), *group[1:]]
    return first.kind, tuple(_shape([unit]) for unit in below)


def _is_picture(unit: Unit) -> bool:
    return isinstance(unit, PictureUnit)
