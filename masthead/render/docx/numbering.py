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

from msgspec import Struct

from masthead.edition.edition import (
    AgendaItem,
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


class Level(Struct, frozen=True):
    """A level of a list: Word's number format and the text around the number."""

    format: str
    text: str


class Instance(Struct, frozen=True):
    """An instance of a list: its w:numId, its list, and what its levels begin with afresh."""

    id: int
    list: int
    starts: tuple[tuple[int, int], ...] = ()


class ListPlace(Struct, frozen=True):
    """Where a unit stands in a list. ``tied``: its style says so already."""

    instance: int
    level: int
    tied: bool


class Plan(Struct, frozen=True):
    """How an edition is numbered in Word. A unit that is not in ``places`` has a typed label."""

    units: tuple[Level, ...]
    apart: tuple[Level, ...]
    """Those of paragraphs and subparagraphs in annexes, whose numbers have no prefix."""
    headings: tuple[Level, ...]
    bullets: tuple[Level, ...]
    """Of lists without numbers, as deep as there are any."""
    instances: tuple[Instance, ...]
    places: dict[str, ListPlace]


def plan_numbering(edition: Edition) -> Plan:
    """Decide for every unit whether Word numbers it, and in which list."""
    language = edition.language
    labels = language.labels
    patterns = (labels.paragraph, *labels.subparagraphs)
    apart = [find_format(pattern, language) for pattern in patterns]
    units = apart.copy()
    if edition.prefix:
        pattern = labels.compound.format(prefix=edition.prefix, number="{decimal}")
        units[0] = find_format(pattern, language)
    headings = [find_format(pattern, language) for pattern in labels.headings]
    planner = _Planner(units, apart, headings)
    if edition.numbering == "automatic":
        planner.plan(edition.body, annex=False)
    bullets = tuple(_list_bullets(edition))
    if bullets:
        planner.instances += [Instance(TIED[kept], kept) for kept in (BULLETS, CELL_BULLETS)]
    return Plan(
        _make_levels(units), _make_levels(apart), _make_levels(headings), bullets,
        tuple(planner.instances), planner.places,
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

    def __init__(
        self,
        units: list[Format | None],
        apart: list[Format | None],
        headings: list[Format | None],
    ) -> None:
        self.units = units
        self.apart = apart
        self.headings = headings
        self.instances = [Instance(UNITS, UNITS), Instance(HEADINGS, HEADINGS)]
        self.places: dict[str, ListPlace] = {}

    def plan(self, blocks: Iterable[Node], *, annex: bool) -> None:
        """Plan a text, an annex or a part of a resolution; each counts by itself."""
        nodes = list(_walk_text(blocks))
        headings = [node for node in nodes if type(node) is Heading and node.number]
        if headings and self._can_count(headings):
            self._plan_headings(headings, annex=annex)
        items = [node for node in nodes if isinstance(node, AgendaItem)]
        counted = self._count_items(items)
        paragraphs = [
            node for node in nodes
            if isinstance(node, Paragraph) and node.number and node not in items
        ]  # fmt: skip
        found = (self.apart if annex else self.units)[0]
        instance = 0
        if paragraphs and _prints(found, ((kept.number or 0, kept.label) for kept in paragraphs)):
            instance = self._begin(UNTIED_UNITS, (0, 1)) if annex else UNITS
        expected = 1
        for node in nodes:
            if isinstance(node, Annex | ResolutionPart):
                self.plan(node.body, annex=True)
            elif isinstance(node, AgendaItem):
                self._place(node.id, counted, 0)
                self._plan_list(node.subparagraphs, 1, counted)
            elif isinstance(node, Paragraph):
                if instance and node.number and node.number != expected:
                    which = UNTIED_UNITS if annex else UNITS
                    instance = self._begin(which, (0, node.number))
                kept = instance if node.number else 0
                expected = node.number + 1 if node.number else expected
                self._place(node.id, kept, 0)
                self._plan_list(node.subparagraphs, 1, kept)

    def _count_items(self, items: Sequence[AgendaItem]) -> int:
        """Give the items of an agenda a list of their own, unless Word would count otherwise."""
        numbered = [(item.number or 0, item.label) for item in items]
        first = numbered[0][0] if numbered else 0
        in_order = [number for number, _ in numbered] == list(range(first, first + len(items)))
        if not items or not in_order or not _prints(self.apart[0], numbered):
            return 0
        return self._begin(UNTIED_UNITS, (0, first))

    def _plan_list(self, below: Iterable[Node], level: int, instance: int) -> None:
        """Plan a list under a unit that stands in ``instance``, or in none (0)."""
        units = [node for node in below if isinstance(node, Subparagraph)]
        if not units:
            return
        counted = [(unit.number, unit.label) for unit in units if unit.number]
        if level >= len(self.apart) or not _prints(self.apart[level], counted):
            instance = 0
        elif not instance and counted:
            instance = self._begin(UNTIED_UNITS, (level, counted[0][0]))
        expected = 1
        for unit in units:
            if instance and unit.number and unit.number != expected:
                instance = self._begin(UNTIED_UNITS, (level, unit.number))
            kept = instance if unit.number else 0
            expected = unit.number + 1 if unit.number else expected
            self._place(unit.id, kept, level)
            self._plan_list(unit.subparagraphs, level + 1, kept)

    def _place(self, unit: str, instance: int, level: int) -> None:
        if instance:
            self.places[unit] = ListPlace(instance, level, tied=instance == UNITS)

    def _begin(self, which: int, *starts: tuple[int, int]) -> int:
        number = _FIRST_UNTIED + len(self.instances) - 2
        self.instances.append(Instance(number, which, starts))
        return number

    def _plan_headings(self, headings: Iterable[Heading], *, annex: bool) -> None:
        """Place headings in a list: another instance of it where a number is not the next one."""
        levels = range(len(self.headings))
        which, instance = HEADINGS, HEADINGS
        if annex:
            which = UNTIED_HEADINGS
            instance = self._begin(which, *((level, 1) for level in levels))
        counts = [0 for _ in levels]
        for heading in headings:
            level, number = heading.level - 1, heading.number or 0
            if number != counts[level] + 1:
                following = [count + 1 for count in counts[:level]] + [number]
                starts = [*following, *(1 for _ in levels[level + 1 :])]
                instance = self._begin(which, *enumerate(starts))
            counts[level:] = [number, *(0 for _ in levels[level + 1 :])]
            self.places[heading.id] = ListPlace(instance, level, tied=False)

    def _can_count(self, headings: list[Heading]) -> bool:
        """Whether Word prints the labels of these headings.

        A level that first comes after a deeper one is left to typing: Word's versions differ in
        whether the deeper one has already used up its number.
        """
        seen: set[int] = set()
        for heading in headings:
            level = heading.level - 1
            if level not in seen and any(deeper > level for deeper in seen):
                return False
            seen = {kept for kept in seen if kept < level} | {level}
            if print_label(self.headings[level], heading.number or 0) != heading.label:
                return False
        return True


def _prints(found: Format | None, numbered: Iterable[tuple[int, str | None]]) -> bool:
    return all(print_label(found, number) == label for number, label in numbered)


def _walk_text(blocks: Iterable[Node]) -> Iterator[Node]:
    """Go through what is counted together: all but what stands in annexes, parts, paragraphs."""
    for block in blocks:
        yield block
        if not isinstance(block, Annex | Paragraph | ResolutionPart):
            yield from _walk_text(check_part(block, Node).children())
