"""Faults of the masthead: facts that do not agree."""

from __future__ import annotations

import random

from tests.check.planted.fault import Planted, Unit, kind


@kind
def change_a_masthead_fact(
    lines: list[str], units: list[Unit], chance: random.Random
) -> Planted | None:
    """Change session, dates, symbol or series into something that does not agree."""
    changes = [
        ("session: 2", "session: 3"),
        ("end: 2024-08-02", "end: 2024-07-02"),
        ("start: 2024-07-22", "start: 2027-07-22"),
        ("date: 2024-05-16", "date: 2024-09-16"),
        ("symbol: NPT/CONF.2026/PC.II", "symbol: NPT/CONF.2026/PC.I"),
        ("symbol: NPT/CONF.2026/PC.II", "symbol: NPT/CONF.2026//PC.II"),
        ("city: geneva", "city: genva"),
        ("job: null", "job: 24-123"),
        ("series: npt-preparatory-committee", "series: npt-review-conference"),
        ("from: zh", "from: en"),
    ]
    old, new = chance.choice(changes)
    number = next(number for number, line in enumerate(lines) if old in line)
    at = {number + 1}
    for key in ("session:", "symbol:", "meeting:"):  # facts that disagree may be told at either
        at.add(next(line for line, text in enumerate(lines, 1) if text.startswith(key)))
    changed = [*lines]
    changed[number] = lines[number].replace(old, new)
    return Planted(changed, frozenset(at))
