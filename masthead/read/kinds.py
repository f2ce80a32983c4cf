"""Checking that a paper holds what papers of its kind hold: units, facts, their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

from masthead.data import suggest
from masthead.diagnostic import Diagnostics, PaperError
from masthead.language.language import list_languages, load_language
from masthead.paper import (
    OPENED,
    Alternatives,
    Annex,
    Break,
    Heading,
    Localized,
    Paper,
    Paragraph,
    Part,
    Unit,
    Vote,
    walk_units,
)
from masthead.read import problems
from masthead.series.kinds import CLOSING, DEFAULT, Kinds, load_kinds, name_kind
from masthead.series.series import load_series
from masthead.symbol import find_fault

if TYPE_CHECKING:
    from masthead.project import Project


Holders = Mapping[str, Sequence[str]]
"""The kinds of papers of a series that have a unit, or a key of the head."""


def settle_units(project: Project, paper: Paper) -> None:
    """Decide what units are by their kind of paper.

    Paragraphs of a letter have no numbers, unless they say so; headings of a resolution are those
    of its sections.
    """
    try:
        series = load_series(project, paper.series, paper.find_place("series"))
    except PaperError:
        return
    kinds = load_kinds(project)
    kind = kinds.find(name_kind(kinds, series, paper))
    for unit in _list_proposed(paper.text):
        if isinstance(unit, Paragraph):
            unit.count(by_default=kind.numbered)
        within = unit.part.text if isinstance(unit, Part) else [unit]
        for inner in _list_proposed(within):
            if isinstance(inner, Heading) and kind.sections:
                inner.open_section()


def _list_proposed(units: Iterable[Unit]) -> Iterator[Unit]:
    """Go through units, and for alternatives through what they propose."""
    for unit in units:
        if isinstance(unit, Alternatives):
            yield from (one.unit for one in unit.alternatives)
        else:
            yield unit


def check_kind(project: Project, paper: Paper, diagnostics: Diagnostics) -> None:
    """Report what a paper of its kind cannot hold, and what it lacks."""
    try:
        series = load_series(project, paper.series, paper.find_place("series"))
    except PaperError:
        return  # which is reported with the masthead's other facts
    kinds = load_kinds(project)
    name = name_kind(kinds, series, paper)
    known = kinds.list_of(series)
    if name not in known:
        *most, last = known
        hint = f"it has {', '.join(most)} and {last}" if most else f"it has {last}"
        if near := get_close_matches(name, known, n=1):
            hint = f"did you mean {near[0]!r}?"
        place = paper.find_place("kind" if paper.kind else "communication")
        diagnostics.add(problems.UNKNOWN_KIND.at(place, kind=name, series=paper.series, hint=hint))
        return
    holders = {
        what: [other for other in known if other in kinds.list_with(what)]
        for what in (*kinds.units, *kinds.facts)
    }
    _check_facts(paper, name, kinds, holders, diagnostics)
    _check_form(paper, name, diagnostics)
    _check_units(paper, name, kinds, holders, diagnostics)
    _check_closing(paper.text, name, diagnostics)
    _check_order(paper.text, diagnostics)
    _check_opening(paper.opening, paper.text, diagnostics)
    _check_basis(project, paper, diagnostics)
    _check_votes(paper, diagnostics)


def _check_facts(
    paper: Paper, name: str, kinds: Kinds, holders: Holders, diagnostics: Diagnostics
) -> None:
    kind = kinds.find(name)
    for fact in sorted(kinds.facts):
        if fact in paper.model_fields_set and fact not in kind.facts:
            place, hint = paper.find_place(fact), _name_kinds("delete it", holders[fact])
            diagnostics.add(
                problems.FACT_OF_OTHER_KIND.at(place, key=fact, kind=_name(name), hint=hint)
            )
    for fact in kind.needs:
        if fact not in paper.model_fields_set:
            place = paper.find_place("kind" if paper.kind else "symbol")
            diagnostics.add(problems.FACT_MISSING.at(place, key=fact, kind=_name(name)))


def _check_units(
    paper: Paper, name: str, kinds: Kinds, holders: Holders, diagnostics: Diagnostics
) -> None:
    kind = kinds.find(name)
    units = [
        unit for unit in paper.text if not (kind.encloses and isinstance(unit, Annex))
    ]  # fmt: skip
    for unit in walk_units(units):
        if unit.kind in kinds.units and unit.kind not in kind.units:
            hint = _name_kinds("write a paragraph", holders[unit.kind])
            diagnostics.add(
                problems.UNIT_OF_OTHER_KIND.at(
                    unit.place, unit=unit.kind, kind=_name(name), hint=hint
                )
            )
    for unit in paper.text:
        if (stands := unit.stands_for().kind) in kind.bars:
            diagnostics.add(problems.UNIT_BARRED.at(unit.place, unit=stands, kind=name))

    for wanted in kind.holds:
        if not any(unit.kind == wanted for unit in walk_units(paper.text)):
            place = paper.find_place("kind" if paper.kind else "symbol")
            diagnostics.add(problems.UNIT_MISSING.at(place, kind=name, unit=wanted))


def _check_form(paper: Paper, name: str, diagnostics: Diagnostics) -> None:
    """Report a letter that is said to be of two kinds."""
    letter = paper.communication
    if letter and paper.kind and name not in (letter.form, "addendum"):
        place = paper.find_place("kind")
        diagnostics.add(problems.KIND_DIFFERS.at(place, kind=name, form=letter.form))


def _check_closing(units: Sequence[Unit], name: str, diagnostics: Diagnostics) -> None:
    """Report units in the middle of a text or an annex that stand at the end of one."""
    follow = (*CLOSING, Annex.kind, Break.kind)
    for unit, after in pairwise(units):
        if unit.kind in CLOSING and after.kind not in follow:
            diagnostics.add(problems.CLOSING_EARLY.at(unit.place, unit=unit.kind, kind=name))
    for unit in units:
        if isinstance(unit, Annex):
            _check_closing(unit.annex.text, name, diagnostics)


def _name(kind: str) -> str:
    """Name a kind of paper in a sentence."""
    return f"a plain {kind}" if kind == DEFAULT else f"a paper of the kind {kind}"


def _name_kinds(otherwise: str, names: Sequence[str]) -> str:
    """Say what to do: to write something else, or to name one of these kinds of papers."""
    if not names:
        return f"{otherwise}: no paper of this series has it"
    *most, last = [f"kind: {name}" for name in names[:_FEW]]
    listed = f"{', '.join(most)} or {last}" if most else last
    if len(names) > _FEW:
        listed = f"{', '.join([*most, last])} …"
    return f"{otherwise}, or say at the head of the paper what it is: {listed}"


_FEW = 4
"""How many kinds of papers a hint names."""


def _check_order(units: Sequence[Unit], diagnostics: Diagnostics) -> None:
    """Report preambular paragraphs after operative ones: under each heading they begin anew."""
    operative: Unit | None = None
    for unit in units:
        kind = unit.stands_for().kind
        if kind == "heading":
            operative = None
        elif kind == "operative":
            operative = operative or unit
        elif kind == "preamble" and operative:
            line = operative.place.line
            diagnostics.add(problems.PREAMBLE_LATE.at(unit.place, line=line))
        elif isinstance(unit, Part):
            _check_order(unit.part.text, diagnostics)
        elif isinstance(unit, Annex):
            _check_order(unit.annex.text, diagnostics)


def _check_opening(
    opening: Localized | None, units: Sequence[Unit], diagnostics: Diagnostics
) -> None:
    """Report words that would open nothing, and notes that are called in such words."""
    for text in (opening or {}).values():
        for call in text.calls:
            diagnostics.add(problems.CALL_IN_OPENING.at(text.at(call.start), call.end - call.start))
    if opening and not any(unit.stands_for().kind in OPENED for unit in units):
        diagnostics.add(problems.IDLE_OPENING.at(next(iter(opening.values())).place))
    for unit in units:
        if isinstance(unit, Part):
            _check_opening(unit.part.opening, unit.part.text, diagnostics)


def _check_basis(project: Project, paper: Paper, diagnostics: Diagnostics) -> None:
    """Report a basis that is said twice, of which a part is missing, or that is none."""
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
    reports = adoption.report if isinstance(adoption.report, list) else [adoption.report or ""]
    for symbol in filter(None, reports):
        if fault := find_fault(symbol):
            place, (reason, hint) = paper.find_place("adoption.report"), fault
            diagnostics.add(problems.BAD_SYMBOL.at(place, symbol=symbol, reason=reason, hint=hint))
    code = next((code for code in paper.built_versions if code in list_languages(project)), None)
    if code and adoption.committee:
        known = list(load_language(project, code).resolution.committees)
        if adoption.committee not in known:
            place, hint = paper.find_place("adoption.committee"), suggest(adoption.committee, known)
            diagnostics.add(
                problems.UNKNOWN_COMMITTEE.at(place, name=adoption.committee, hint=hint)
            )


def _check_votes(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report numbers of votes that are not those of the names, and names that stand twice."""
    for unit in walk_units(paper.text):
        if not isinstance(unit, Vote) or unit.vote is None:
            continue
        known: set[tuple[str, str]] = set()
        for voters in unit.vote.all:
            number = voters.number
            for code in voters.text:
                for name in voters.list_names(code):
                    if (code, name) in known:
                        place = voters.text[code].place
                        diagnostics.add(problems.VOTED_TWICE.at(place, name=name, code=code))
                    known.add((code, name))
                found = voters.count_names(code)
                if found is not None and found != number:
                    diagnostics.add(
                        problems.VOTES_DIFFER.at(
                            voters.text[code].place, found=found, code=code, number=number
                        )
                    )
