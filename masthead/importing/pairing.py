"""A paper, and what came back of it from its own Word file: which units are the same.

Reading a Word file may take a unit for another one, the lines of a signature for paragraphs. Where
what came back is not built as the paper is, the units around it are paired all the same; what is
between them is a region, which is merged line by line (:mod:`masthead.importing.regions`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from msgspec import Struct, field

from masthead.importing.matching import LIKE, are_of_kind, compare, say_text, say_words, split_words
from masthead.importing.merging import find_held
from masthead.paper import (
    Annex,
    Box,
    Cell,
    Column,
    List,
    Paper,
    Paragraph,
    Part,
    PictureUnit,
    Subparagraph,
    Table,
    Unit,
    walk_units,
)
from masthead.paper.cells import Row
from masthead.paper.unit import Slot
from masthead.paper.walk import walk_masthead, walk_slots
from masthead.syntax.text import Text
from masthead.write.markup import make_text

_WHOLE = 0.85
"""How much of all its words a unit has in common with what came back of it in another shape."""
_CLOSED = (Annex, Box, Part)
"""Units whose ends are told for certain: what is in one is not taken for what is after it."""

Texts = dict[str, Text]


class Region(Struct):
    """Units of the paper, and what came back of them in another shape."""

    ours: list[Unit]
    old: list[Unit]


class Pairing(Struct):
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
        tabular = isinstance(old, Table) and _have_same_grid(group[0], old)
        if not (same_shape or tabular or isinstance(old, _CLOSED)):
            return False
        mine, theirs = (
            [word for slot in unit.contents() for word in _words_of(slot.texts, self.code)]
            for unit in (group[0], old)
        )
        all_words = [split_words(say_words(units, self.code)) for units in (group, [old])]
        if not (same_shape or tabular) and compare(*map(sorted, all_words)) < _WHOLE:
            return False
        if same_shape and not self._have_like_parts(group, old):
            return False
        if mine or theirs:
            return compare(mine, theirs) >= LIKE
        return compare(*all_words) >= LIKE

    def _have_like_parts(self, group: Sequence[Unit], old: Unit) -> bool:
        """Whether what is in units says the same, each in its place: one may be two in a file."""
        if _is_picture(old) or isinstance(old, (*_CLOSED, Table)):
            return True
        parts = [*group[0].children(), *group[1:]]
        for mine, theirs in zip(parts, old.children(), strict=True):
            texts = [[slot.texts[self.code] for slot in unit.contents() if self.code in slot.texts]
                     for unit in (mine, theirs)]  # fmt: skip
            words = [split_words(" ".join(map(say_text, each))) for each in texts]
            if (any(words) and compare(*words) < LIKE
                    and not all(find_held(whole, [part])
                                for part, whole in zip(*texts, strict=True))):  # fmt: skip
                return False
            if not self._have_like_parts([mine], theirs):
                return False
        return True

    # --- units ------------------------------------------------------------------------------

    def _pair_units(self, group: Sequence[Unit], old: Unit) -> None:
        """Pair what is built alike; a list after a paragraph comes back below it."""
        self.known[id(old)] = group[0]
        if isinstance(group[0], _CLOSED) and _shape(group) != _shape([old]):
            ours, theirs = (getattr(unit, unit.kind).text for unit in (group[0], old))
            self._pair_lists(ours, theirs)
            return
        if isinstance(group[0], Table) and _shape(group) != _shape([old]):
            for ours, theirs in zip(_list_parts(group[0]), _list_parts(old), strict=True):
                self._pair_part(ours, theirs)
            return
        children = [*([] if _is_picture(group[0]) else group[0].children()), *group[1:]]
        for one, other in zip(children, [] if _is_picture(old) else old.children(), strict=True):
            self._pair_units([one], other)

    def _pair_part(self, ours: Unit, old: Unit) -> None:
        """Pair a row, a cell or a column with the one in its place."""
        if isinstance(ours, Row) and isinstance(old, Row):
            self.known[id(old)] = ours
            for one, other in zip(ours.cells, old.cells, strict=True):
                self._pair_part(one, other)
        elif _shape([ours]) == _shape([old]):
            self._pair_units([ours], old)
        else:
            self.regions[id(old)] = Region([ours], [old])


def take_region(region: Region, pairs: Sequence[tuple[Any, Any]]) -> Iterator[Unit]:
    """Take what came back edited of a region, with what was inserted in it."""
    members = set(map(id, region.old))
    places = [at for at, (before, _) in enumerate(pairs) if id(before) in members]
    end = places[-1] + 1
    new = end
    while new < len(pairs) and pairs[new][0] is None:
        new += 1
    if _takes_on(region, [after for _, after in pairs[end:new]], pairs[new : new + 1]):
        end = new
    for at, (before, after) in enumerate(pairs[:end]):
        if after is not None and (before is None or at in places):
            yield after


def _takes_on(
    region: Region, new: Sequence[Unit], following: Sequence[tuple[Any, Any]]
) -> bool:  # fmt: skip
    """Whether what is inserted after a region goes on with its end, which is read otherwise."""
    if not region.ours or region.ours[-1].kind != region.old[-1].kind:
        return bool(region.ours)
    last = list(walk_units(region.ours))[-1]
    return (
        isinstance(last, Subparagraph)
        and last.numbered is False
        and all(map(_is_bare, (region.old[-1], *new)))
        and not any(_is_bare(before) for before, _ in following)
    )


def _is_bare(unit: Unit) -> bool:
    """Whether a unit is read as a paragraph without a number, and nothing below it."""
    alone = not any(True for _ in unit.children())
    return type(unit) is Paragraph and unit.numbered is False and alone


def pair_calls(
    author: Paper, before: Paper, pairing: Pairing
) -> Iterator[tuple[list[str], list[str]]]:
    """Pair the notes that texts of a paper call with those of what came back of them."""
    code = pairing.code
    heads = [dict(walk_masthead(paper)) for paper in (author, before)]
    pairs = [(heads[0][name], heads[1][name]) for name in heads[0] if name in heads[1]]
    if author.agenda and before.agenda:
        pairs += zip(author.agenda.titles, before.agenda.titles, strict=False)
    seen: set[int] = set()
    for unit in walk_units(before.text):
        region = pairing.regions.get(id(unit))
        mine = pairing.known.get(id(unit))
        if region is not None and id(region) not in seen:
            seen.add(id(region))
            lines = (list_lines(units, code) for units in (region.ours, region.old))
            for held, theirs in pair_lines(*lines):
                yield (
                    [key for line in held for key in _list_calls(line.text)],
                    [*_list_calls(theirs.text)],
                )
        elif mine is not None:
            slots = zip(mine.contents(), unit.contents(), strict=False)
            pairs += ((one.texts, other.texts) for one, other in slots)
    for one, other in pairs:
        if code in one and code in other:
            yield [*_list_calls(one[code])], [*_list_calls(other[code])]


def _list_calls(text: Text) -> list[str]:
    return [call.key for call in text.calls]


class Line(Struct, eq=False):
    """A paragraph of a text of a unit; it is matched as units are."""

    unit: Unit
    texts: Texts
    """The text whose paragraph it is."""
    at: int
    """Which one of its paragraphs it is."""
    code: str
    text: Text
    depth: int = 0
    """In how many units its unit stands."""
    kind: str = "line"

    @property
    def role(self) -> tuple[object, ...]:
        """What it is read as."""
        return self.unit.kind, self.depth, getattr(self.unit, "numbered", None)

    def contents(self) -> Iterator[Slot]:
        """Give itself."""
        yield Slot("line", {self.code: self.text})

    def children(self) -> Iterator[Unit]:
        """Give nothing: it is a line."""
        return iter(())


def list_lines(units: Sequence[Unit], code: str) -> list[Line]:
    """List the lines of units in a language."""
    lines: list[Line] = []
    for unit, slot, _, around in walk_slots(units):
        if code in slot.texts:
            contents = slot.texts[code].paragraphs
            texts = [make_text([content]) for content in contents]
            if len(contents) == 1:
                texts = [slot.texts[code]]
            lines += [Line(unit, slot.texts, at, code, text, len(around))
                      for at, text in enumerate(texts)]  # fmt: skip
    return lines


def pair_lines(ours: Sequence[Line], old: Sequence[Line]) -> list[tuple[list[Line], Line]]:
    """Pair the lines of a region with those that came back of them.

    One that came back may hold several of the paper, with words of the form between them.
    """
    said = [[tuple(split_words(say_text(line.text))) for line in each] for each in (ours, old)]
    found: list[tuple[list[Line], Line]] = []
    start = first = 0
    matcher = SequenceMatcher(None, said[0], said[1], autojunk=False)
    for block in matcher.get_matching_blocks():
        for other in range(first, block.b):
            held = find_held(old[other].text, [line.text for line in ours[start : block.a]])
            if held:
                found.append(([ours[start + at] for at in held], old[other]))
                start += held[-1] + 1
                continue
            like = [(compare(said[0][at], said[1][other]), -at) for at in range(start, block.a)]
            best = max(like, default=(0.0, 0))
            if best[0] >= LIKE:
                start = 1 - best[1]
                found.append(([ours[start - 1]], old[other]))
        found += [([ours[block.a + at]], old[block.b + at]) for at in range(block.size)]
        start, first = block.a + block.size, block.b + block.size
    return found


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
    loose = isinstance(first, (*_CLOSED, Table, Column, Cell))
    slots = () if loose else tuple(slot.name for slot in first.contents())
    return first.kind, slots, tuple(_shape([unit]) for unit in below)


def _have_same_grid(one: Unit, other: Unit) -> bool:
    """Whether two tables have the same columns and rows, whatever stands in them."""
    if not (isinstance(one, Table) and isinstance(other, Table)):
        return False
    grids = [
        [len(unit.table.columns), [(row.form, len(row.cells)) for row in unit.table.rows or ()]]
        for unit in (one, other)
    ]
    return grids[0] == grids[1]


def _list_parts(unit: Any) -> list[Unit]:
    return [*unit.table.columns, *(unit.table.rows or ())]


def _is_picture(unit: Unit) -> bool:
    return isinstance(unit, PictureUnit)
