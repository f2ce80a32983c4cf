"""What numbering decides for a unit, and how far it has counted where the unit stands."""

from __future__ import annotations

import copy
from collections import Counter

from msgspec import Struct, field
from msgspec.structs import replace


class Numbered(Struct, frozen=True):
    """What numbering decides for one unit."""

    id: str
    number: int | None
    label: str | None
    paragraph: str | None = None
    """The number of the paragraph to which the unit belongs, for references."""
    path: tuple[str, ...] = ()
    """The labels of subparagraphs down to this unit, for references."""
    depth: int = 0
    """How deep a heading, a list or its item stands in others of its kind, from 1 on."""
    annex: str | None = None
    """How the annex in which it stands is referred to."""
    reference: str = ""
    """How an annex itself is referred to."""
    agenda: bool = False
    """Whether the number is that of an agenda item, and not of a paragraph."""
    part: str | None = None
    """How the part of a resolution in which it stands is referred to."""
    preamble: int | None = None
    """Which preambular paragraph it is, or stands in: for references, it is not printed."""
    section: bool = False
    """Whether it is the heading of a section of a resolution."""


class HeadingCount:
    """Counts headings by level. Every heading, numbered or not, lets the ones below begin anew."""

    def __init__(self) -> None:
        self.all = 0
        self.open: list[int] = []
        """The levels of the headings under which we stand: as many as the outline is deep."""
        self._numbers: dict[int, int] = {}

    def enter(self, level: int, *, numbered: bool, given: int | None = None) -> int:
        """Enter a heading, and say its number at its level: the one that is given, or the next."""
        self.all += 1
        self.open = [*(above for above in self.open if above < level), level]
        self._numbers = {kept: count for kept, count in self._numbers.items() if kept <= level}
        self._numbers[level] = given or self._numbers.get(level, 0) + numbered
        return self._numbers[level]


class Scope(Struct):
    """Where units are counted from one on: in the text, in an annex, or in another unit."""

    prefix: str = ""
    """What the ids begin with."""
    annex: str | None = None
    """How the annex is referred to."""
    part: str | None = None
    """How the part of a resolution is referred to."""
    above: Numbered | None = None
    """The unit in which they stand, if they are counted as its parts."""
    level: int = 1
    """How deep they stand below a paragraph: 1 for (a)."""
    all: Counter[str] = field(default_factory=Counter)
    """How many of each kind there are."""
    count: Counter[str | tuple[str, str]] = field(default_factory=Counter)
    """How many of each kind have been counted, and of those that were inserted since."""
    series: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """How many tables, figures … there are so far, in the text and in annexes (True)."""
    headings: HeadingCount = field(default_factory=HeadingCount)

    def enter(self, kind: str) -> int:
        """Count one more of a kind."""
        self.count[kind] += 1
        return self.count[kind]

    def step(self, kind: str, given: int | None) -> int:
        """Count one more of a kind, or go on from the number that is given.

        Where counting begins anew, so do the ids: see :attr:`ids`.
        """
        if given is not None:
            self.count["again"] += given <= self.count[kind]
            self.count[kind] = given - 1
        self.count[kind, "inserted"] = 0
        return self.enter(kind)

    def insert(self, kind: str) -> tuple[int, int]:
        """Count one more that was put in after the last number: say that, and its place there."""
        self.count[kind, "inserted"] += 1
        return self.count[kind], self.count[kind, "inserted"]

    def vary(self, number: int) -> Scope:
        """Give a scope that counts as this one does so far, for an alternative by its number."""
        return replace(
            self,
            prefix=f"{self.prefix}alt{number}-",
            count=Counter(self.count),
            series=Counter(self.series),
            headings=copy.deepcopy(self.headings),
        )

    @property
    def ids(self) -> str:
        """What the ids of units with numbers begin with: in ``r1-p5`` they were counted anew."""
        again = self.count["again"]
        return f"{self.prefix}r{again}-" if again else self.prefix
