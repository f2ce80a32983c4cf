"""Corrections: the paper that is corrected, where it is a source of this project too."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from masthead.data import suggest
from masthead.diagnostic import Diagnostics
from masthead.paper import Correction, Paper, walk_units
from masthead.read import problems
from masthead.read.papers import find_source
from masthead.symbol import make_stem

if TYPE_CHECKING:
    from masthead.project import Project

ReadPaper = Callable[[Path], Paper | None]
"""Reads another paper; None where there is something wrong with it."""
_NUMBER = re.compile(r"/Corr\.(?:\d+|XX+)\**\Z")


def find_corrected(
    project: Project, paper: Paper, read: ReadPaper, diagnostics: Diagnostics
) -> Paper:
    """Find the paper that is corrected, where units of it are named; check what is corrected."""
    corrections = [unit for unit in walk_units(paper.text) if isinstance(unit, Correction)]
    for unit in corrections:
        _check(unit, diagnostics)
        if not any(unit is top for top in paper.text):
            diagnostics.add(
                problems.NOT_INSIDE.at(unit.place, what=unit.kind, outer="unit of another kind")
            )
    named = [unit for unit in corrections if unit.correction.unit is not None]
    if not named:
        return paper
    symbol = _NUMBER.sub("", paper.symbol)
    found = find_source(project, make_stem(symbol)) if symbol != paper.symbol else None
    if found is None:
        for unit in named:
            diagnostics.add(problems.NO_CORRECTED.at(unit.place, symbol=symbol))
        return paper
    other = read(found)
    if other is None:
        file = project.name(found)
        diagnostics.add(problems.CORRECTED_BROKEN.at(named[0].place, file=file))
        return paper
    known = [unit.id for unit in walk_units(other.text) if unit.id]
    for unit in named:
        if unit.correction.unit not in known:
            hint = suggest(unit.correction.unit or "", known) if known else "give the unit an id"
            diagnostics.add(
                problems.NO_SUCH_UNIT.at(
                    unit.place, id=unit.correction.unit, symbol=symbol, hint=hint
                )
            )
    return paper.model_copy(update={"corrected": other})


def _check(unit: Correction, diagnostics: Diagnostics) -> None:
    """Report a correction that does not say where, or what."""
    body = unit.correction
    if bool(body.at) == (body.unit is not None):
        diagnostics.add(problems.CORRECTION_NOWHERE.at(unit.place))
    says_text = body.text is not None
    if says_text == bool(body.old or body.new) or (body.insert and not says_text):
        diagnostics.add(problems.CORRECTION_EMPTY.at(unit.place))
