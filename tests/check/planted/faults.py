"""Every kind of fault that is planted into the paper, and the planting."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.check.planted import chinese, concordance, english, masthead
from tests.check.planted.fault import REGISTERED, Kind, Planted, find_units

# What was measured with a seed depends on this order.
KINDS: dict[str, Kind] = {
    name: plant
    for room in (concordance, chinese, english, masthead)
    for name, plant in REGISTERED[room.__name__].items()
}


def plant(lines: list[str], seed: int, count: int) -> Iterator[tuple[str, Planted]]:
    """Plant ``count`` single faults, of all kinds in turn; the same for the same seed."""
    chance = random.Random(seed)  # nothing secret
    units = find_units(lines)
    names = list(KINDS)
    planted = 0
    while planted < count:
        name = names[planted % len(names)]
        fault = KINDS[name](lines, units, chance)
        if fault is not None and fault.lines != lines:
            yield name, fault
            planted += 1
