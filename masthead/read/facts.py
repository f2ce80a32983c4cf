"""Checking the facts of the masthead: symbol, file name, series, meeting."""

from __future__ import annotations

from typing import Any

from masthead.data import suggest
from masthead.diagnostic import Diagnostics, Place
from masthead.language.cities import load_cities
from masthead.paper import Agenda, Paper, Signature, walk_units
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
    _check_symbol_note(paper, tree, diagnostics)
    if paper.agenda is not None:
        _check_agenda(paper.agenda, tree["agenda"], diagnostics)
    if paper.meeting is not None:
        meeting = tree["meeting"]
        if paper.meeting.end < paper.meeting.start:
            diagnostics.add(problems.END_BEFORE_START.at(meeting.values_at["end"]))
        if paper.meeting.city is not None:
            _check_city(project, paper.meeting.city, meeting.values_at["city"], diagnostics)
    for unit in walk_units(paper.text):
        if isinstance(unit, Signature) and unit.signature.city is not None:
            _check_city(project, unit.signature.city, unit.place, diagnostics)


def _check_city(project: Project, name: str, place: Place, diagnostics: Diagnostics) -> None:
    cities = load_cities(project).root
    if name not in cities:
        hint = suggest(name, sorted(cities))
        diagnostics.add(problems.UNKNOWN_CITY.at(place, name=name, hint=hint))


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


def _check_symbol_note(paper: Paper, tree: Any, diagnostics: Diagnostics) -> None:
    """A symbol has one note at most, and an asterisk has one."""
    if paper.reissued and paper.symbol_note:
        diagnostics.add(problems.SYMBOL_NOTED_TWICE.at(tree.keys_at["reissued"]))
    if paper.reissued and paper.reissued < paper.date:
        place = tree.values_at["reissued"]
        diagnostics.add(problems.REISSUED_EARLY.at(place, date=paper.date.isoformat()))
    if paper.symbol.endswith("*") and not (paper.reissued or paper.symbol_note):
        diagnostics.add(problems.SYMBOL_NOT_NOTED.at(tree.values_at["symbol"]))


def _check_agenda(agenda: Agenda, tree: Any, diagnostics: Diagnostics) -> None:
    """Each item is named once, in one of the two ways."""
    if agenda.provisional and agenda.preliminary:
        diagnostics.add(problems.AGENDA_OF_BOTH.at(tree.keys_at["preliminary"]))
    if agenda.document is not None and (fault := find_fault(agenda.document)):
        place, (reason, hint) = tree.values_at["document"], fault
        problem = problems.BAD_SYMBOL
        diagnostics.add(problem.at(place, symbol=agenda.document, reason=reason, hint=hint))
    if not agenda.numbers:
        diagnostics.add(problems.NO_AGENDA_ITEM.at(tree.place))
    if agenda.items:
        for key in ("item", "title"):
            if tree.get(key) is not None:
                diagnostics.add(problems.AGENDA_TWICE.at(tree.keys_at[key], key=key))
        places = [one.values_at["item"] for one in tree["items"]]
    else:
        listed = isinstance(agenda.item, list)
        places = tree["item"].items if listed else [tree.values_at.get("item", tree.place)]
    for number, (item, place) in enumerate(zip(agenda.numbers, places, strict=False)):
        if item in agenda.numbers[:number]:
            diagnostics.add(problems.AGENDA_ITEM_TWICE.at(place, item=item))
