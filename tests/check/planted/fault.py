"""What a planted fault is: a kind changes one text, and says at which line it did.

A kind is a function of the paper's lines and a source of chance. It gives the changed lines and
the numbers of the lines at which a finding is right: the line that was changed, and where the fault
is that two languages differ, the line of the other language just as well, since nothing but the
meaning tells which of the two is wrong.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple


class Unit(NamedTuple):
    """Two lines of the source that say the same, as numbers of lines from 0."""

    en: int
    zh: int
    indent: int


class Planted(NamedTuple):
    """A paper with a fault in it, and the lines (from 1) at which it may be found."""

    lines: list[str]
    at: frozenset[int]


Kind = Callable[[list[str], list[Unit], random.Random], Planted | None]
REGISTERED: defaultdict[str, dict[str, Kind]] = defaultdict(dict)
"""The kinds of each room, by its module and their names, in the order in which they stand there."""


def kind(plant: Kind) -> Kind:
    """Make a function a kind of fault, named by it."""
    REGISTERED[plant.__module__][plant.__name__.replace("_", " ")] = plant
    return plant


def find_units(lines: list[str]) -> list[Unit]:
    """Find the pairs of lines that hold the same text in English and Chinese."""
    units = []
    for number, line in enumerate(lines[:-3]):
        english = re.match(r"( *)(?:- )?en: \|-$", line)
        if english and re.match(r" *zh: \|-$", lines[number + 2]):
            content = lines[number + 1]
            units.append(Unit(number + 1, number + 3, len(content) - len(content.lstrip())))
    return units


def change(lines: list[str], number: int, new: str, *others: int) -> Planted | None:
    """Change a line; None when nothing changed."""
    if lines[number] == new:
        return None
    changed = [*lines[:number], new, *lines[number + 1 :]]
    return Planted(changed, frozenset(line + 1 for line in (number, *others)))


def substitute(
    lines: list[str], units: list[Unit], chance: random.Random, code: str,
    pattern: str, wanted: Callable[[re.Match[str]], str], *, both: bool = False,
) -> Planted | None:  # fmt: skip
    """Change one match of a pattern, somewhere in one language."""
    places = [
        (unit, match)
        for unit in units
        for match in re.finditer(pattern, lines[getattr(unit, code)])
    ]
    if not places:
        return None
    unit, match = chance.choice(places)
    number = getattr(unit, code)
    line = lines[number]
    other = (unit.zh if code == "en" else unit.en,) if both else ()
    new = line[: match.start()] + wanted(match) + line[match.end() :]
    return change(lines, number, new, *other)
