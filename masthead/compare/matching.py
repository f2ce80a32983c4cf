"""Matching: which units of two versions are the same, once for all languages.

Units are known by their ids, then by their words, in order; then those are looked for that stand
elsewhere, were divided or joined. Parts of tables are known by their rows and columns.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from itertools import pairwise
from operator import le

from msgspec import Struct, field

from masthead.compare.facts import list_facts
from masthead.compare.words import split_words
from masthead.paper import Cell, Chart, Code, Column, Note, Paper, Row, Table, Unit, walk_units
from masthead.syntax.text import read_plain

LIKE = 0.5
"""How much of its words a unit keeps that was edited, and not replaced by another."""
ALONE = 0.25
"""How much is enough where it is the only one that was edited there."""
FEW = 5
"""Words of a language that may all be others, as those of a heading."""
PARTED = 0.8
"""How much of the words of a unit must be in another for it to be a part of that."""
_COMMON = 40
_TELLING = 12
"""As many of the rarest words lead to units that may be alike, each to no more than these."""
_LIKELY = 40
"""As many of these, which have most of the words, are looked at."""
_IN_TABLES = (Column, Row, Cell)


class Match(Struct):
    """Units that are the same in both versions.

    ``old`` is empty where a unit is new, ``new`` where it is gone; ``old`` or ``new`` are several
    where one was divided, or some were joined.
    """

    old: list[Unit]
    new: list[Unit]
    moved: bool = False
    """Whether it stands elsewhere, and not because of what stands around it."""


class Matching(Struct):
    """The units of two versions: ``matches`` in the order of the new one."""

    old: Paper
    new: Paper
    codes: tuple[Code, ...]
    """The languages that are compared: those that both have."""
    matches: list[Match] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    """What the old version calls notes of the new one that have another key there, or are new."""


class _Said:
    """What units say, by which they are told; each is looked at once."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self._codes = tuple(codes)
        self.few = FEW * len(self._codes)
        self._own: dict[int, str] = {}
        self._whole: dict[int, str] = {}
        self._words: dict[int, Counter[str]] = {}

    def own(self, unit: Unit) -> str:
        """Say the words that a unit has itself, and its number in a table."""
        if id(unit) not in self._own:
            said = [
                read_plain(content)
                for slot in unit.contents()
                for code in self._codes
                if code in slot.texts
                for content in slot.texts[code].paragraphs
            ]
            if isinstance(unit, Cell) and unit.number is not None:
                said.append(str(unit.number))
            self._own[id(unit)] = "\n".join(said)
        return self._own[id(unit)]

    def whole(self, unit: Unit) -> str:
        """Say the words of a unit and of all that is in it."""
        if id(unit) not in self._whole:
            inner = [self.whole(child) for child in unit.children()]
            self._whole[id(unit)] = "\n".join(filter(None, [self.own(unit), *inner]))
        return self._whole[id(unit)]

    def key(self, unit: Unit) -> tuple[str, str]:
        """Say by what a unit is told: its words, or those of what is in it, or its facts."""
        said = self.own(unit) or self.whole(unit) or repr(sorted(list_facts(unit).items()))
        return unit.kind, said

    def words(self, unit: Unit) -> Counter[str]:
        """Count the words by which a unit is told."""
        if id(unit) not in self._words:
            self._words[id(unit)] = Counter(split_words(self.own(unit) or self.whole(unit)))
        return self._words[id(unit)]

    def like(self, one: Unit, other: Unit) -> float:
        """Say how alike two units are: the share of the words that both have."""
        ours, theirs = self.words(one), self.words(other)
        total = ours.total() + theirs.total()
        return 2 * (ours & theirs).total() / total if total else 0.0


def match_papers(old: Paper, new: Paper, codes: Sequence[Code]) -> Matching:
    """Match the units of two versions of a paper in the languages of both."""
    made = Matching(old, new, tuple(codes))
    matcher = _Matcher(_Said(codes))
    matcher.match_notes(old.notes, new.notes)
    made.notes = matcher.name_notes(old, new)
    matcher.match_texts(old.text, new.text)
    matcher.find_parted(old.text, new.text)
    matcher.find_parted(new.text, old.text)
    made.matches = matcher.list_matches(
        [*old.text, *old.notes.values()], [*new.text, *new.notes.values()]
    )
    return made


class _Matcher:
    def __init__(self, said: _Said) -> None:
        self.said = said
        self.partner: dict[int, Unit] = {}
        """The unit of the other version, for those of both."""
        self.parts: dict[int, list[Unit]] = {}
        """For a unit, those of the other version that are parts of it, with its partner."""

    def pair(self, old: Unit, new: Unit) -> None:
        self.partner[id(old)], self.partner[id(new)] = new, old

    def is_free(self, unit: Unit) -> bool:
        return id(unit) not in self.partner

    # --- notes, texts, tables -------------------------------------------------------------

    def match_notes(self, old: dict[str, Note], new: dict[str, Note]) -> None:
        """Match notes by their words, then by the keys that call them, then by likeness."""
        said = defaultdict(list)
        for note in old.values():
            said[self.said.key(note)].append(note)
        for key, note in new.items():  # what has both the key and the words is surely the same
            before = old.get(key)
            if before is not None and self.said.key(before) == self.said.key(note):
                self.pair(before, note)
        for note in new.values():
            before = next(filter(self.is_free, said[self.said.key(note)]), None)
            if self.is_free(note) and before is not None:
                self.pair(before, note)
        for key, note in new.items():
            before = old.get(key)
            if before is not None and self.is_free(before) and self.is_free(note):
                self.pair(before, note)
        self.match_gap([*filter(self.is_free, old.values())], [*filter(self.is_free, new.values())])

    def name_notes(self, old: Paper, new: Paper) -> dict[str, str]:
        """Name the notes of the new version as the old one does, and what is no note of it anew.

        Keys that notes of tables have, too, stay as they are.
        """
        known = {id(note): key for key, note in old.notes.items()}
        in_tables = {key for unit in walk_units([*old.text, *new.text]) for key in unit.own_notes()}
        names: dict[str, str] = {}
        for key, note in new.notes.items():
            before = self.partner.get(id(note))
            name = known[id(before)] if before is not None else f"{key} (new)"
            if name != key and key not in in_tables:
                names[key] = name
        return names

    def match_texts(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        """Match units and all in them; cells go with their tables."""
        ours, theirs = list(_walk(old)), list(_walk(new))
        named = {(unit.kind, unit.id): unit for unit in ours if unit.id}
        for unit in theirs:
            if unit.id and (before := named.get((unit.kind, unit.id))) is not None:
                self.pair(before, unit)
        self.match_list(ours, theirs)
        self.find_moved(ours, theirs)
        self.match_holders(ours, theirs)
        for unit in ours:
            after = self.partner.get(id(unit))
            if after is not None:
                self.match_inside(unit, after)

    def match_inside(self, old: Unit, new: Unit) -> None:
        """Match the parts of a table or a chart that are not told by their words alone."""
        for kind in (Column, Row, Cell):
            ours, theirs = ([unit for unit in kept.children() if isinstance(unit, kind)]
                            for kept in (old, new))  # fmt: skip
            self.match_list(ours, theirs, by_place=True)
            for one in ours:
                if (other := self.partner.get(id(one))) is not None:
                    self.match_inside(one, other)
                    if isinstance(one, Cell):
                        self.match_texts(list(one.children()), list(other.children()))
        notes = [
            {key: note for key, note in kept.own_notes().items() if isinstance(note, Note)}
            for kept in (old, new)
        ]
        self.match_notes(*notes)

    # --- lists ----------------------------------------------------------------------------

    def match_list(
        self, old: Sequence[Unit], new: Sequence[Unit], *, by_place: bool = False
    ) -> None:
        """Match units in order: first those that say the same, then what was edited between."""
        ours, theirs = (list(filter(self.is_free, kept)) for kept in (old, new))
        before_keys, after_keys = ([self.said.key(one) for one in kept] for kept in (ours, theirs))
        matcher = SequenceMatcher(None, before_keys, after_keys, autojunk=False)
        gaps: list[tuple[list[Unit], list[Unit]]] = []
        for kind, start, end, first, last in matcher.get_opcodes():
            before, after = ours[start:end], theirs[first:last]
            if kind == "equal" or (by_place and len(before) == len(after)):
                for one, other in zip(before, after, strict=True):
                    self.pair(one, other)
            elif kind == "replace":
                gaps.append((before, after))
        if not by_place:
            self.find_same(ours, theirs)  # what stands elsewhere was not made of what is here
        for before, after in gaps:
            self.match_gap(*(list(filter(self.is_free, kept)) for kept in (before, after)))

    def match_gap(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        """Match units that were edited, in order, by the likeness of their words."""
        two = list(zip(old, new, strict=False))
        if len(old) == len(new) and all(one.kind == other.kind for one, other in two) and (
            (len(two) == 1 and self.are_alone(*two[0]))
            or all(self.said.like(one, other) >= LIKE for one, other in two)
        ):  # fmt: skip
            for one, other in two:
                self.pair(one, other)
            return
        index = _Index(self.said, old)
        start = 0
        for unit in new:
            near = index.find(unit, partial(le, start))
            if near and self.said.like(old[best := self.pick(old, near, unit)], unit) >= LIKE:
                self.pair(old[best], unit)
                start = best + 1

    def are_alone(self, old: Unit, new: Unit) -> bool:
        """Say whether units that nothing else stands beside are one: short, or somewhat alike."""
        words = max(self.said.words(unit).total() for unit in (old, new))
        return words <= self.said.few or self.said.like(old, new) >= ALONE

    def pick(self, units: Sequence[Unit], places: Iterable[int], wanted: Unit) -> int:
        """Pick the place of the unit that is most like one, the first of several."""
        return max(places, key=lambda place: (self.said.like(units[place], wanted), -place))

    def find_same(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        """Find what has the same words elsewhere, perhaps as a unit of another kind."""
        said: dict[str, list[Unit]] = defaultdict(list)
        for unit in filter(self.is_free, old):
            said[self.said.own(unit)].append(unit)
        for unit in filter(self.is_free, new):
            words = self.said.own(unit)
            same = [one for one in said[words] if self.is_free(one)] if words else []
            if same:
                of_kind = [one for one in same if one.kind == unit.kind]
                self.pair((of_kind or same)[0], unit)

    def find_moved(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        """Find what has like words elsewhere."""
        waiting, coming = ([unit for unit in kept if self.is_free(unit) and self.said.own(unit)]
                           for kept in (old, new))  # fmt: skip
        index = _Index(self.said, waiting)
        for unit in coming:
            near = index.find(unit, lambda place: self.is_free(waiting[place]))
            if near:
                best = waiting[self.pick(waiting, near, unit)]
                if self.said.like(best, unit) >= LIKE:
                    self.pair(best, unit)

    def match_holders(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        """Match what has no words of its own by what stands in it, the innermost first."""
        above = {id(child): unit for unit in old for child in unit.children()}
        for unit in filter(self.is_free, reversed(new)):
            partners = (self.partner.get(id(child)) for child in unit.children())
            holders = [above[id(one)] for one in partners if one is not None and id(one) in above]
            fit = [one for one in holders if one.kind == unit.kind and self.is_free(one)]
            if fit:
                self.pair(max(fit, key=lambda one: sum(one is other for other in fit)), unit)

    # --- divided and joined ---------------------------------------------------------------

    def find_parted(self, whole: Sequence[Unit], parts: Sequence[Unit]) -> None:
        """Find what was divided (or joined): beside a unit, one with words that it has lost."""
        for side in [parts, *(list(unit.children()) for unit in walk_units(parts))]:
            for one, other in pairwise(side):
                if not self._add_part(one, other):
                    self._add_part(other, one, before=True)

    def _add_part(self, kept: Unit, free: Unit, *, before: bool = False) -> bool:
        source = self.partner.get(id(kept))
        if source is None or not self.is_free(free) or free.kind != kept.kind:
            return False
        held = self.parts.get(id(source), [self.partner[id(source)]])
        left = self.said.words(source).copy()
        for part in held:
            left -= self.said.words(part)
        words = self.said.words(free)
        if not words or (words & left).total() < PARTED * words.total():
            return False
        self.parts[id(source)] = [free, *held] if before else [*held, free]
        self.partner[id(free)] = source
        return True

    # --- the result -----------------------------------------------------------------------

    def list_matches(self, old: Sequence[Unit], new: Sequence[Unit]) -> list[Match]:
        """List what was matched in the order of the new version, with what is gone in between."""
        moved = self.list_moved(old, new)
        gone: dict[int, list[Match]] = defaultdict(list)
        last = 0
        for unit in walk_units(old):
            after = self.partner.get(id(unit))
            if after is None:
                gone[last].append(Match([unit], []))
            elif id(after) not in moved:
                last = id(after)
        matches = [*gone[0]]
        for unit in walk_units(new):
            before = self.partner.get(id(unit))
            if before is None:
                matches.append(Match([], [unit]))
            elif self.partner[id(before)] is unit:  # and not a further part of what was divided
                ours = self.parts.get(id(unit), [before])
                theirs = self.parts.get(id(before), [unit])
                matches.append(Match(ours, theirs, id(unit) in moved))
            matches += gone[id(unit)]
        return matches

    def list_moved(self, old: Sequence[Unit], new: Sequence[Unit]) -> set[int]:
        """List the new units that stand in another unit, or in another order."""
        above = {id(child): unit for unit in walk_units([*old, *new]) for child in unit.children()}
        order = {id(unit): place for place, unit in enumerate(walk_units(old))}
        moved: set[int] = set()
        sides: dict[int, list[Unit]] = defaultdict(list)
        for unit in walk_units(new):
            before = self.partner.get(id(unit))
            if before is None or self.partner[id(before)] is not unit or isinstance(unit, Note):
                continue
            here, there = above.get(id(unit)), above.get(id(before))
            if self.are_same(there, here):
                sides[id(here)].append(unit)
            else:
                moved.add(id(unit))
        for units in sides.values():
            places = [order[id(self.partner[id(unit)])] for unit in units]
            kept = find_rising(places)
            moved |= {id(unit) for at, unit in enumerate(units) if at not in kept}
        return moved

    def are_same(self, old: Unit | None, new: Unit | None) -> bool:
        """Say whether units are the same, or parts of the same; none at all are."""
        if old is None or new is None:
            return old is new
        return self.partner.get(id(new)) is old or self.partner.get(id(old)) is new


class _Index:
    """Finds, among many units, the few that have rare words of another."""

    def __init__(self, said: _Said, units: Sequence[Unit]) -> None:
        self._said = said
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, unit in enumerate(units):
            for word in said.words(unit):
                self._places[unit.kind, word].append(place)

    def find(self, unit: Unit, fits: Callable[[int], bool]) -> list[int]:
        """Find the places that fit of the units of its kind which are most likely like it."""
        found = [
            self._places[unit.kind, word]
            for word in self._said.words(unit)
            if (unit.kind, word) in self._places
        ]
        rare = sorted(found, key=len)[:_TELLING]
        hits = Counter(place for places in rare for place in places[:_COMMON] if fits(place))
        return sorted(hits, key=lambda place: (-hits[place], place))[:_LIKELY]


def _walk(units: Iterable[Unit]) -> Iterator[Unit]:
    """Go through units and what is in them, but not into tables: those have their own way."""
    for unit in units:
        if not isinstance(unit, _IN_TABLES):
            yield unit
            if not isinstance(unit, Table | Chart):
                yield from _walk(unit.children())


def find_rising(places: Sequence[int]) -> set[int]:
    """Find the longest choice of numbers that rise: at which places they stand."""
    ends: list[int] = []
    before: list[int] = []
    for at, place in enumerate(places):
        length = bisect_left(ends, place, key=places.__getitem__)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [at]
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
