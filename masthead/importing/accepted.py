"""Findings that stop a build and are so in the files: they are accepted where they stand.

The files are official, and the paper is what they say. Each one is told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from masthead.check.checker import Choice, inspect_paper, load_rules
from masthead.check.inspection import Inspection
from masthead.check.rule import RULES
from masthead.diagnostic import Diagnostic, Place, Severity
from masthead.importing import problems
from masthead.paper import (
    CALLED_IN_SOME,
    Paper,
    Table,
    Unit,
    walk_units,
)
from masthead.project import Project

MOST_CELLS = 3
"""In how many cells of a table a finding is accepted one by one: past that the table does so."""
REASON = "so in the official text"


def accept_findings(project: Project, made: Paper, read: Paper) -> list[Diagnostic]:
    """Accept in a paper what its source, as it was read, is found to have wrong.

    ``made`` is built as ``read``, and is changed.
    """
    grave = tuple(rule.code for rule in load_rules() if rule.problem.severity is Severity.ERROR)
    inspection = Inspection(project, read)
    found = [
        one
        for one in inspect_paper(inspection, Choice(select=grave))
        if one.severity is Severity.ERROR and one.code in RULES
    ]
    if not found:
        return []
    units: list[tuple[Place, Unit]] = [
        (other.place, one)
        for one, other in zip(walk_units(made.text), walk_units(read.text), strict=True)
        if other.place.line > 1
    ]
    units += [(note.place, made.notes[key]) for key, note in read.notes.items()]
    units.sort(key=lambda kept: kept[0])  # cells of a row may stand in one line
    places = [place for place, _ in units]
    told: dict[str, list[Diagnostic]] = {}
    standing: list[tuple[Unit | None, str]] = []
    for one in found:
        place = bisect_right(places, one.place)
        standing.append((units[place - 1][1] if place else None, one.code))
        told.setdefault(one.code, []).append(one)
    tables = {
        id(inner): unit
        for unit in walk_units(made.text) if isinstance(unit, Table)
        for inner in walk_units([unit])
    }  # fmt: skip
    often = Counter((id(tables.get(id(unit))), code) for unit, code in standing)
    for unit, code in standing:
        table = tables.get(id(unit))
        many = table is not None and often[id(table), code] > MOST_CELLS
        holder = table if many else unit
        (made.allow if holder is None else holder.allow)[code] = REASON
    return [
        problems.ACCEPTED.at(
            first.place, code=code, message=first.message,
            others=f" ({len(kept)} times in all)" if len(kept) > 1 else "",
        )
        for code, kept in told.items() for first in kept[:1]
    ]  # fmt: skip


def allow_notes_of_some(paper: Paper) -> list[str]:
    """Allow notes that some versions neither have nor call. Gives their keys."""
    found = [key for key, note in paper.notes.items() if paper.versions.keys() - note.text.keys()]
    for key in found:
        paper.notes[key].allow[CALLED_IN_SOME] = REASON
    return found


def tell_notes_of_some(read: Paper, keys: Iterable[str]) -> list[Diagnostic]:
    """Tell each of these notes, and which versions have it."""
    return [
        problems.ACCEPTED.at(
            read.notes[key].place, code=CALLED_IN_SOME, others="",
            message=f"note {key!r} is called only in {', '.join(read.notes[key].text)}",
        )
        for key in keys if key in read.notes
    ]  # fmt: skip
