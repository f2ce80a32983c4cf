"""Checking that a paper holds what papers of its kind hold: units, facts, their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from masthead.diagnostic import Diagnostics, PaperError
from masthead.paper import Annex, Paper, Part, Unit, Vote, walk_units
from masthead.read import problems
from masthead.series.kinds import Kinds, choose_kind, load_kinds
from masthead.series.series import load_series

if TYPE_CHECKING:
    from masthead.project import Project


def check_kind(project: Project, paper: Paper, diagnostics: Diagnostics) -> None:
    """Report what a paper of its kind cannot hold, and what it lacks."""
    try:
        series = load_series(project, paper.series, paper.find_place("series"))
    except PaperError:
        return  # which is reported with the masthead's other facts
    kinds = load_kinds(project)
    name = paper.kind or choose_kind(series, paper.symbol)
    known = [kind for kind in kinds.root if kind in series.kinds or kinds.is_plain(kind)]
    if name not in known:
        *most, last = known
        hint = f"it has {', '.join(most)} and {last}" if most else f"it has {last}"
        place = paper.find_place("kind")
        diagnostics.add(problems.UNKNOWN_KIND.at(place, kind=name, series=paper.series, hint=hint))
        return
    _check_facts(paper, name, kinds, diagnostics)
    _check_units(paper, name, kinds, diagnostics)
    _check_order(paper.text, diagnostics)
    _check_basis(paper, diagnostics)
    _check_votes(paper, diagnostics)


def _check_facts(paper: Paper, name: str, kinds: Kinds, diagnostics: Diagnostics) -> None:
    kind = kinds.find(name)
    for fact in sorted(kinds.facts):
        if fact in paper.model_fields_set and fact not in kind.facts:
            wanted = _name_kinds(kinds.list_with(fact))
            place = paper.find_place(fact)
            diagnostics.add(
                problems.FACT_OF_OTHER_KIND.at(place, key=fact, kind=name, wanted=wanted)
            )
    for fact in kind.needs:
        if fact not in paper.model_fields_set:
            place = paper.find_place("kind" if paper.kind else "symbol")
            diagnostics.add(problems.FACT_MISSING.at(place, key=fact, kind=name))


def _check_units(paper: Paper, name: str, kinds: Kinds, diagnostics: Diagnostics) -> None:
    kind = kinds.find(name)
    for unit in walk_units(paper.text):
        if unit.kind in kinds.units and unit.kind not in kind.units:
            wanted = _name_kinds(kinds.list_with(unit.kind))
            diagnostics.add(
                problems.UNIT_OF_OTHER_KIND.at(unit.place, unit=unit.kind, kind=name, wanted=wanted)
            )


def _name_kinds(names: Sequence[str]) -> str:
    """Name kinds of papers in a sentence."""
    *most, last = [f"kind: {name}" for name in names]
    return f"{', '.join(most)} or {last}" if most else last


def _check_order(units: Sequence[Unit], diagnostics: Diagnostics) -> None:
    """Report preambular paragraphs after operative ones: under each heading they begin anew."""
    operative: Unit | None = None
    for unit in units:
        if unit.kind == "heading":
            operative = None
        elif unit.kind == "operative":
            operative = operative or unit
        elif unit.kind == "preamble" and operative:
            line = operative.place.line
            diagnostics.add(problems.PREAMBLE_LATE.at(unit.place, line=line))
        elif isinstance(unit, Part):
            _check_order(unit.part.text, diagnostics)
        elif isinstance(unit, Annex):
            _check_order(unit.annex.text, diagnostics)


def _check_basis(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report a basis that is said twice, or of which a part is missing."""
    adoption = paper.adoption
    if adoption is None:
        return
    made = [key for key in ("committee", "report", "paragraph") if getattr(adoption, key)]
    if adoption.basis and made:
        place = paper.find_place("adoption.basis")
        diagnostics.add(problems.BASIS_TWICE.at(place, other=f"{made[0]}:"))
    elif made and not adoption.report:
        place = paper.find_place(f"adoption.{made[0]}")
        diagnostics.add(problems.NO_REPORT.at(place, key=made[0]))


def _check_votes(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report numbers of votes that are not those of the names."""
    for unit in walk_units(paper.text):
        if not isinstance(unit, Vote) or unit.vote is None:
            continue
        for voters in unit.vote.all:
            number = voters.number
            for code in voters.text:
                found = voters.count_names(code)
                if found is not None and found != number:
                    diagnostics.add(
                        problems.VOTES_DIFFER.at(
                            voters.text[code].place, found=found, code=code, number=number
                        )
                    )
