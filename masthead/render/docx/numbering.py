"""Numbering: which labels Word writes by itself, and in which list each paragraph stands.

A paper has two multilevel lists: one for paragraphs and subparagraphs, tied to their styles, so
that a paragraph put in between renumbers the rest; one for headings. Where counting begins afresh
and Word would not do so by itself (an annex, the list under an unnumbered paragraph), the units
stand in an instance of a second, untied list of the same form, which leaves the first one's count
alone. A list is automatic where Word prints every one of its labels exactly as the Edition has it;
otherwise, or when the paper asks for it, its labels are typed. Bullets are always Word's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from masthead.edition.edition import (
    Annex,
    Edition,
    Heading,
    List,
    Node,
    Paragraph,
    ResolutionPart,
    Subparagraph,
    check_part,
    walk_blocks,
)
from masthead.render.docx.wordnumbers import Format, find_format, print_label

UNITS, HEADINGS, UNTIED_UNITS, UNTIED_HEADINGS, BULLETS, CELL_BULLETS = 1, 2, 3, 4, 5, 6
"""The lists (w:abstractNumId)."""
TIED = {UNITS: 1, HEADINGS: 2, BULLETS: 3, CELL_BULLETS: 4}
"""The instance (w:numId) of each list that has but one."""
_FIRST_UNTIED = 6


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: Word's number format and the text around the number."""

    format: str
    text: str


@dataclass(frozen=True, slots=True)
class Instance:
    """An instance of a list: its w:numId, its list, and the levels that begin afresh at 1."""

    id: int
    list: int
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a unit stands in a list. ``tied``: its style says so already."""

    instance: int
    level: int
    tied: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """How an edition is numbered in Word. A unit that is not in ``places`` has a typed label."""

    units: tuple[Level, ...]
    headings: tuple[Level, ...]
    bullets: tuple[Level, ...]
    """Of lists without numbers, as deep as there are any."""
    instances: tuple[Instance, ...]
    places: dict[str, ListPlace]


def plan_numbering(edition: Edition) -> Plan:
    """Decide for every unit whether Word numbers it, and in which list."""
    language = edition.language
    patterns = (language.labels.paragraph, *language.labels.subparagraphs)
    units = [find_format(pattern, language) for pattern in patterns]
    headings = [find_format(pattern, language) for pattern in language.labels.headings]
    planner = _Planner(units, headings)
    if edition.numbering == "automatic":
        planner.plan(edition.body, annex=False)
    bullets = tuple(_list_bullets(edition))
    if bullets:
        planner.instances += [Instance(TIED[kept], kept) for kept in (BULLETS, CELL_BULLETS)]
    return Plan(
        _make_levels(units), _make_levels(headings), bullets, tuple(planner.instances),
        planner.places,
    )  # fmt: skip


def _list_bullets(edition: Edition) -> Iterator[Level]:
    """List the levels of lists, as deep as there are any, each with its mark."""
    lists = [block for block in walk_blocks(edition.body) if isinstance(block, List)]
    deepest = max((block.level for block in lists), default=0)
    for mark in edition.language.labels.bullets[:deepest]:
        yield Level("bullet", mark)


def _make_levels(formats: Sequence[Format | None]) -> tuple[Level, ...]:
    return tuple(
        Level(found.kind, f"{found.before}%{level}{found.after}") if found else Level("none", "")
        for level, found in enumerate(formats, start=1)
    )


class _Planner:
    """Goes through the units in reading order."""

    def __init__(self, units: list[Format | None], headings: list[Format | None]) -> None:
        self.units = units
        self.headings = headings
        self.instances = [Instance(UNITS, UNITS), Instance(HEADINGS, HEADINGS)]
        self.places: dict[str, ListPlace] = {}

    def plan(self, blocks: Iterable[Node], *, annex: bool) -> None:
        """Plan a text, an annex or a part of a resolution; each counts by itself."""
        nodes = list(_walk_text(blocks))
        headings = [node for node in nodes if isinstance(node, Heading) and node.label]
        if headings and self._can_count(headings):
            instance = HEADINGS
            if annex:
                instance = self._begin(UNTIED_HEADINGS, *range(len(self.headings)))
            for heading in headings:
                self.places[heading.id] = ListPlace(instance, heading.level - 1, tied=False)
        paragraphs = [node for node in nodes if isinstance(node, Paragraph) and node.label]
        instance = 0
        if paragraphs and self._prints(0, ((kept.number or 0, kept.label) for kept in paragraphs)):
            instance = self._begin(UNTIED_UNITS, 0) if annex else UNITS
        for node in nodes:
            if isinstance(node, Annex | ResolutionPart):
                self.plan(node.body, annex=True)
            elif isinstance(node, Paragraph):
                kept = instance if node.label else 0
                self._place(node.id, kept, 0)
                self._plan_list(node.subparagraphs, 1, kept)

    def _plan_list(self, below: Iterable[Node], level: int, instance: int) -> None:
        """Plan a list under a unit that stands in ``instance``, or in none (0)."""
        units = [node for node in below if isinstance(node, Subparagraph)]
        if not units:
            return
        if not self._prints(level, ((unit.number, unit.label) for unit in units)):
            instance = 0
        elif not instance:
            instance = self._begin(UNTIED_UNITS, level)
        for unit in units:
            self._place(unit.id, instance, level)
            self._plan_list(unit.subparagraphs, level + 1, instance)

    def _place(self, unit: str, instance: int, level: int) -> None:
        if instance:
            self.places[unit] = ListPlace(instance, level, tied=instance == UNITS)

    def _begin(self, which: int, *levels: int) -> int:
        number = _FIRST_UNTIED + len(self.instances) - 2
        self.instances.append(Instance(number, which, levels))
        return number

    def _prints(self, level: int, numbered: Iterable[tuple[int, str | None]]) -> bool:
        found = self.units[level]
        return all(print_label(found, number) == label for number, label in numbered)

    def _can_count(self, headings: list[Heading]) -> bool:
        """Whether Word, counting these headings, prints their labels.

        A level that first comes after a deeper one is left to typing: Word's versions differ in
        whether the deeper one has already used up its number.
        """
        counts = [0] * len(self.headings)
        for heading in headings:
            level = heading.level - 1
            if not counts[level] and any(counts[level + 1 :]):
                return False
            counts[level] += 1
            counts[level + 1 :] = [0] * (len(counts) - level - 1)
            if print_label(self.headings[level], counts[level]) != heading.label:
                return False
        return True


def _walk_text(blocks: Iterable[Node]) -> Iterator[Node]:
    """Go through what is counted together: all but what stands in annexes, parts, paragraphs."""
    for block in blocks:
        yield block
        if not isinstance(block, Annex | Paragraph | ResolutionPart):
            yield from _walk_text(check_part(block, Node).children())
