"""Checking the facts of the masthead: symbol, file name, series, meeting."""

from __future__ import annotations

from typing import Any

from masthead.data import suggest
from masthead.diagnostic import Diagnostics, Place
from masthead.language.cities import load_cities
from masthead.paper import Paper
from masthead.project import Project
from masthead.read import problems
from masthead.series.check import check_series
from masthead.symbol import find_fault, is_pending, make_stem


def check_facts(
    project: Project,
    paper: Paper,
    tree: Any,
    filename: str,
    languages: tuple[str, ...],
    diagnostics: Diagnostics,
) -> None:
    """Report facts that are wrong in themselves, do not agree, or are not known yet.

    ``filename`` is the paper's file name, or empty when the paper does not come from a file.
    """
    place: Place = tree.values_at["symbol"]
    if fault := find_fault(paper.symbol):
        reason, hint = fault
        diagnostics.add(
            problems.BAD_SYMBOL.at(place, symbol=paper.symbol, reason=reason, hint=hint)
        )
    else:
        _check_name(paper, place, filename, diagnostics)
        if is_pending(paper.symbol):
            diagnostics.add(problems.PENDING_SYMBOL.at(place, symbol=paper.symbol))
    check_series(project, paper, tree, languages, diagnostics)
    if paper.meeting is not None:
        meeting = tree["meeting"]
        if paper.meeting.end < paper.meeting.start:
            diagnostics.add(problems.END_BEFORE_START.at(meeting.values_at["end"]))
        cities = load_cities(project).root
        if paper.meeting.city is not None and paper.meeting.city not in cities:
            hint = suggest(paper.meeting.city, sorted(cities))
            diagnostics.add(
                problems.UNKNOWN_CITY.at(
                    meeting.values_at["city"], name=paper.meeting.city, hint=hint
                )
            )


def _check_name(paper: Paper, place: Place, filename: str, diagnostics: Diagnostics) -> None:
    """A file is named after its symbol; a language version alone may add its language."""
    stem = make_stem(paper.symbol)
    allowed = {f"{stem}{ending}" for ending in (".yaml", ".yml")}
    if len(paper.versions) == 1:
        allowed.add(f"{stem}-{next(iter(paper.versions)).upper()}.yaml")
    if filename and filename not in allowed:
        diagnostics.add(
            problems.NAME_NOT_STEM.at(place, symbol=paper.symbol, wanted=f"{stem}.yaml")
        )
