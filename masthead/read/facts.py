"""Checking the facts of the masthead: symbol, series, station, session, dates, job number."""

from __future__ import annotations

import re
from typing import Any

from masthead.data import suggest
from masthead.diagnostic import Diagnostics, PaperError, Place
from masthead.language.cities import load_cities
from masthead.paper import Job, Paper
from masthead.project import Project
from masthead.read import problems
from masthead.series.series import load_series, read_session, read_symbol_fields
from masthead.symbol import find_fault, is_pending, make_stem

JOB_NUMBER = re.compile(r"(?:GE\.|V\.)?\d{2}-\d{5}")


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
    _check_series(project, paper, tree, languages, diagnostics)
    _check_job(paper, tree, diagnostics)
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


def _check_series(
    project: Project, paper: Paper, tree: Any, languages: tuple[str, ...], diagnostics: Diagnostics
) -> None:
    try:
        series = load_series(project, paper.series, tree.values_at["series"])
    except PaperError as error:
        diagnostics.extend(error.diagnostics)
        return
    fields = read_symbol_fields(series, paper.symbol)
    if fields is None:
        diagnostics.add(
            problems.SYMBOL_OF_OTHER_SERIES.at(
                tree.values_at["symbol"], symbol=paper.symbol, series=paper.series
            )
        )
    elif (session := read_session(fields)) is not None and paper.session not in (None, session):
        diagnostics.add(
            problems.SESSION_DISAGREES.at(
                tree.values_at["session"],
                session=paper.session,
                symbol=paper.symbol,
                wanted=session,
            )
        )
    if paper.station is not None and paper.station not in series.stations:
        diagnostics.add(
            problems.WRONG_STATION.at(
                tree.values_at["station"], station=paper.station, series=paper.series,
                hint=suggest(paper.station, list(series.stations)),
            )
        )  # fmt: skip
    for code in paper.versions:
        if code in languages and code not in series.body:
            diagnostics.add(
                problems.BODY_NOT_NAMED.at(
                    tree["versions"].keys_at[code], series=paper.series, code=code
                )
            )


def _check_job(paper: Paper, tree: Any, diagnostics: Diagnostics) -> None:
    if paper.job is None:
        if "job" in tree:
            diagnostics.add(problems.PENDING_JOB.at(tree.keys_at["job"]))
        return
    number = paper.job.number if isinstance(paper.job, Job) else paper.job
    if not JOB_NUMBER.fullmatch(number):
        diagnostics.add(problems.BAD_JOB.at(tree.values_at["job"], written=number))
