"""Findings that stop a build and are so in the files: they are accepted where they stand.

The files are official, and the paper is what they say. Each one is told.
"""

from __future__ import annotations

from bisect import bisect_right

from masthead.check.checker import Choice, inspect_paper, load_rules
from masthead.check.inspection import Inspection
from masthead.check.rule import RULES
from masthead.diagnostic import Diagnostic, Place, Severity
from masthead.importing import problems
from masthead.paper import Paper, Unit, walk_units
from masthead.project import Project

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
    told: dict[tuple[int, str], Diagnostic] = {}
    for one in found:
        place = bisect_right(places, one.place)
        allow = units[place - 1][1].allow if place else made.allow
        allow[one.code] = REASON
        told.setdefault((place, one.code), one)
    return [
        problems.ACCEPTED.at(one.place, code=one.code, message=one.message) for one in told.values()
    ]
