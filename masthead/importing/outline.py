"""Where an assembly stands: what is counted so far, what is open, and which labels fit there.

A label is left to be made where the paper would make the same one at this place.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from masthead.draft.labels import Reading, can_write
from masthead.edition.counting import HeadingCount
from masthead.importing.bullets import Bullet, make_items, make_sublist
from masthead.importing.rows import Unit as Found
from masthead.language.language import Language
from masthead.paper import List as BulletList
from masthead.paper import Unit as PaperUnit


class Typed(Struct):
    """A unit whose label is made, and how it is typed in each language."""

    unit: PaperUnit
    labels: dict[str, str]


class Kept(Struct):
    """A label that stays in its text."""

    unit: PaperUnit
    label: str
    why: str


class Node:
    """A paragraph or subparagraph in the making."""

    def __init__(self, values: dict[str, Any], kind: type[PaperUnit]) -> None:
        self.values = values
        self.kind = kind
        self.below: list[Node] = []
        self.bullets: list[Bullet] = []
        self.count = 0
        """How many labelled subparagraphs there are."""
        self.labels: dict[str, str] | None = None
        self.kept: tuple[str, str] | None = None

    def build(self, outline: Outline) -> PaperUnit:
        """Build the unit with what stands below it, and note its label."""
        if self.below:
            self.values["subparagraphs"] = [node.build(outline) for node in self.below]
        if self.bullets and self.kind is BulletList:
            self.values["list"] = make_items(self.bullets)
        elif self.bullets:
            self.values["list"] = make_sublist(self.bullets)
        unit = self.kind(**self.values)
        if self.labels is not None:
            outline.typed.append(Typed(unit, self.labels))
        if self.kept is not None:
            outline.kept.append(Kept(unit, *self.kept))
        return unit


class Outline(Struct):
    """The numbers of one section, and the units that are open in it."""

    languages: Mapping[str, Language]
    numbered: int = 0
    """The number of the last paragraph that has one."""
    headings: HeadingCount = field(default_factory=HeadingCount)
    open: list[Node] = field(default_factory=list)
    """The paragraph under which we stand, and the subparagraphs down to the last one."""
    typed: list[Typed] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)

    def add_below(self, node: Node, reading: Reading) -> None:
        """Add a subparagraph with its number below what is open above its level."""
        del self.open[reading.level :]
        parent = self.open[-1]
        parent.below.append(node)
        parent.count = reading.number
        self.open.append(node)

    def close(self) -> list[PaperUnit]:
        """Close the paragraph that is open, if one is, and give its unit."""
        units = [self.open[0].build(self)] if self.open else []
        self.open = []
        return units

    def fit_heading(self, readings: Sequence[Reading]) -> Reading | None:
        """Find what the label of a heading is, if one would be made at this place."""
        for reading in readings:
            if reading.kind == "heading" and self.can_print(reading):
                counted = copy.deepcopy(self.headings)
                if counted.enter(reading.level, numbered=True) == reading.number:
                    return reading
        return None

    def choose(self, found: Found, after: Sequence[Found]) -> Reading | None:
        """Choose what a label is: one that would be made at this place."""
        fitting = [one for one in found.readings if self._fits(one) and self.can_print(one)]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        following = next((one for one in after if one.readings), None)
        for one in fitting:
            if following and _leads_to(one, following):
                return one
        return fitting[0]

    def _fits(self, reading: Reading) -> bool:
        if reading.kind == "paragraph":
            return reading.number == self.numbered + 1
        if reading.kind != "subparagraph" or not self.holds(reading):
            return False
        return reading.number == self.open[reading.level - 1].count + 1

    def holds(self, reading: Reading) -> bool:
        """Whether there is a unit that a subparagraph could stand below."""
        if not 0 < reading.level <= len(self.open) or self.open[0].kind is BulletList:
            return False
        return not self.open[reading.level - 1].bullets

    def can_print(self, reading: Reading) -> bool:
        """Whether every language has a label for a number at its level."""
        return all(can_write(one, reading) for one in self.languages.values())

    def goes_on(self, after: Sequence[Found]) -> bool:
        """Whether a text without a label stands inside a list that goes on after it."""
        if len(self.open) < 2:
            return False
        following = next((one for one in after[:3] if one.readings or one.form != "text"), None)
        if following is None or following.form != "text" or not following.readings:
            return False
        parent = self.open[-2]
        wanted = Reading("subparagraph", len(self.open) - 1, parent.count + 1)
        return wanted in following.readings and parent.count > 0

    def explain(self, reading: Reading | None) -> str:
        """Say why a label would not be made here."""
        if reading is None:
            return "it is none that the language has"
        if reading.kind == "paragraph":
            return f"here the number would be {self.numbered + 1}"
        if reading.kind == "heading":
            return "it is a heading's"
        return "it does not go on with the list above it"


def _leads_to(reading: Reading, following: Found) -> bool:
    """Whether the next label goes on after this one at its level."""
    return reading._replace(number=reading.number + 1) in following.readings
