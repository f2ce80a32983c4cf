"""Measures how many planted faults are found at the right line, and how much is found beside them.

    python -m tests.check.planted.measure          says what was measured
    python -m tests.check.planted.measure --write  keeps it for docs/rules.md

The fingerprints of accepted translations are left out: they would find any change of an original.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from masthead.check.checker import Choice, inspect_paper
from masthead.check.inspection import Inspection
from masthead.diagnostic import Diagnostic, Severity
from masthead.project import Project
from masthead.read.reader import read_source
from tests.check.planted.fault import find_units
from tests.check.planted.faults import KINDS, plant

ROOT = Path(__file__).parents[3]
PAPER = ROOT / "source" / "NPT_CONF.2026_PC.II_WP.XX.yaml"
KEPT = Path(__file__).with_name("measured.json")
SEED = 20240516
COUNT = 300


@dataclass
class Measured:
    """What was measured over all planted faults."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, frozenset[int], str]] = field(default_factory=list)
    right: Counter[str] = field(default_factory=Counter)
    """How often each rule found something in the text with the fault, in either language."""
    wrong: Counter[str] = field(default_factory=Counter)
    """How often each rule found something elsewhere."""
    untouched: Counter[str] = field(default_factory=Counter)
    """What each rule finds in the paper as it is."""

    @property
    def share(self) -> float:
        """The share of planted faults that were found."""
        return self.found.total() / self.planted.total()

    def describe(self) -> dict[str, Any]:
        """Describe it for ``measured.json``."""
        return {
            "seed": SEED,
            "planted": self.planted.total(),
            "found": self.found.total(),
            "kinds": {name: [self.found[name], self.planted[name]] for name in KINDS},
            "rules": {
                code: [self.right[code], self.wrong[code], self.untouched[code]]
                for code in sorted({*self.right, *self.wrong, *self.untouched})
            },
        }


def find(project: Project, text: str) -> list[Diagnostic]:
    """Find everything that weighs: errors and warnings of reading and of every rule."""
    reading = read_source(project, text.encode(), "paper.yaml")
    found = list(reading.diagnostics)
    if reading.paper is not None:
        found += inspect_paper(Inspection(project, reading.paper), Choice(ignore=("C011",)))
    return [kept for kept in found if kept.severity is not Severity.INFO]


def measure(seed: int = SEED, count: int = COUNT) -> Measured:
    """Plant faults and look for them."""
    project = Project(ROOT)
    text = PAPER.read_text(encoding="utf-8")
    measured = Measured()
    measured.untouched.update(found.code for found in find(project, text))
    units = find_units(text.split("\n"))
    for name, fault in plant(text.split("\n"), seed, count):
        measured.planted[name] += 1
        found = find(project, "\n".join(fault.lines))
        lines: dict[str, set[int]] = defaultdict(set)
        for diagnostic in found:
            lines[diagnostic.code].add(diagnostic.place.line)
        if any(fault.at & places for places in lines.values()):
            measured.found[name] += 1
        else:
            line = fault.lines[min(fault.at) - 1].strip()
            measured.missed.append((name, fault.at, line))
        near = fault.at | {line + 1 for unit in units for line in (unit.en, unit.zh)
                           if {unit.en + 1, unit.zh + 1} & fault.at}  # fmt: skip
        for code, places in lines.items():
            measured.right[code] += len(places & near)
            measured.wrong[code] += len(places - near)
    return measured


def main() -> None:
    """Say, or keep, what was measured."""
    measured = measure()
    described = measured.describe()
    if "--write" in sys.argv:
        KEPT.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
    for name, (found, planted) in described["kinds"].items():
        print(f"{found:>3} of {planted:>3}  {name}")
    print(f"{described['found']} of {described['planted']} found: {measured.share:.1%}")
    print("beside the fault:", {code: n for code, n in measured.wrong.items() if n})
    for name, at, line in measured.missed:
        print(f"missed: {name} {sorted(at)}: {line[:300]}")


if __name__ == "__main__":
    main()
