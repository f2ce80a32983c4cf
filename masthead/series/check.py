"""Checking a paper against its series and duty station: symbol, session, bodies, job, emblem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from masthead.data import suggest
from masthead.diagnostic import Diagnostics, PaperError
from masthead.measures import load_measures
from masthead.paper import Job, Paper
from masthead.series.emblem import read_emblem
from masthead.series.problems import (
    BAD_JOB,
    BODY_NOT_NAMED,
    DATE_OUTSIDE_SESSION,
    JOB_OF_OTHER_STATION,
    NO_PLACE_FOR_EMBLEM,
    PENDING_JOB,
    SESSION_DISAGREES,
    SYMBOL_OF_OTHER_SERIES,
    UNKNOWN_LOOK,
    WRONG_STATION,
)
from masthead.series.series import Series, load_series, read_session, read_symbol_fields
from masthead.series.standing import check_standing_notes

if TYPE_CHECKING:
    from masthead.measures import Measures
    from masthead.project import Project

JOB_NUMBER = re.compile(r"(?:[A-Z]{1,3}\.)?\d{2}-\d{5}")


def check_series(
    project: Project, paper: Paper, tree: Any, languages: tuple[str, ...], diagnostics: Diagnostics
) -> None:
    """Report what does not agree between a paper, its series and its duty station.

    ``tree`` is the paper as it was loaded, with the places of its keys; ``languages`` are those
    that exist.
    """
    try:
        series = load_series(project, paper.series, tree.values_at["series"])
    except PaperError as error:
        diagnostics.extend(error.diagnostics)
        _check_job(paper, tree, None, "", diagnostics)
        return
    _check_symbol(paper, tree, series, diagnostics)
    for code in paper.versions:
        bodies = [series.body, series.second.body if series.second else series.body]
        if code in languages and not all(code in body for body in bodies):
            place = tree["versions"].keys_at[code]
            diagnostics.add(BODY_NOT_NAMED.at(place, series=paper.series, code=code))
    check_standing_notes(project, paper, series, languages, diagnostics)
    station = paper.station or series.stations[0]
    measures = None
    if station not in series.stations:
        hint = suggest(station, list(series.stations))
        place = tree.values_at["station"]
        diagnostics.add(WRONG_STATION.at(place, station=station, series=paper.series, hint=hint))
    else:
        try:
            measures = load_measures(project, station, "", paper.series)
        except PaperError as error:
            diagnostics.extend(error.diagnostics)
        except FileNotFoundError:
            hint = f"styles/{station}.yaml is not there"
            place = tree.values_at["station" if paper.station else "series"]
            diagnostics.add(
                WRONG_STATION.at(place, station=station, series=paper.series, hint=hint)
            )
    if measures is not None:
        _check_looks(paper, tree, series, measures, diagnostics)
    _check_job(paper, tree, measures, station, diagnostics)
    _check_emblem(project, paper, tree, series, diagnostics)


def _check_symbol(paper: Paper, tree: Any, series: Series, diagnostics: Diagnostics) -> None:
    place = tree.values_at["symbol"]
    fields = read_symbol_fields(series, paper.symbol)
    if fields is None:
        diagnostics.add(SYMBOL_OF_OTHER_SERIES.at(place, symbol=paper.symbol, series=paper.series))
        return
    session = read_session(fields)
    if session is None:
        return
    if paper.session not in (None, session):
        diagnostics.add(
            SESSION_DISAGREES.at(
                tree.values_at["session"],
                session=paper.session,
                symbol=paper.symbol,
                wanted=session,
            )
        )
    if series.first_year is not None:
        first = series.first_year + session - 1
        if paper.date.year not in (first, first + 1):
            diagnostics.add(
                DATE_OUTSIDE_SESSION.at(
                    tree.values_at["date"],
                    date=paper.date.isoformat(),
                    session=session,
                    first=first,
                    second=first + 1,
                )
            )


def _check_looks(
    paper: Paper, tree: Any, series: Series, measures: Measures, diagnostics: Diagnostics
) -> None:
    """Report types of text that the series names and the duty station does not have."""
    for look in (series.body_look, *(line.look for line in series.subsidiaries)):
        if look not in measures.text:
            diagnostics.add(
                UNKNOWN_LOOK.at(
                    tree.values_at["series"],
                    series=paper.series,
                    station=measures.station,
                    look=look,
                    hint=suggest(look, sorted(measures.text)),
                )
            )


def _check_job(
    paper: Paper, tree: Any, measures: Measures | None, station: str, diagnostics: Diagnostics
) -> None:
    if paper.job is None:
        if "job" in tree:
            diagnostics.add(PENDING_JOB.at(tree.keys_at["job"]))
        return
    number = paper.job.number if isinstance(paper.job, Job) else paper.job
    detailed = isinstance(paper.job, Job)
    place = tree["job"].values_at["number"] if detailed else tree.values_at["job"]
    if not JOB_NUMBER.fullmatch(number):
        diagnostics.add(BAD_JOB.at(place, written=number))
    elif measures is not None and not re.fullmatch(measures.job.form, number):
        form = measures.job.form.replace(r"\d{2}", "yy").replace(r"\d{5}", "nnnnn")
        diagnostics.add(
            JOB_OF_OTHER_STATION.at(
                place, written=number, station=station, form=form.replace("\\", "")
            )
        )


def _check_emblem(
    project: Project, paper: Paper, tree: Any, series: Series, diagnostics: Diagnostics
) -> None:
    own = paper.emblem is not None
    if own and not series.emblem:
        diagnostics.add(NO_PLACE_FOR_EMBLEM.at(tree.values_at["emblem"], series=paper.series))
    name = paper.emblem if own else series.emblem
    if not series.emblem or not isinstance(name, str):
        return
    try:
        read_emblem(project, name, tree.values_at["emblem" if own else "series"])
    except PaperError as error:
        diagnostics.extend(error.diagnostics)
