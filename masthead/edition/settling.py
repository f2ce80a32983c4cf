"""Settling what was agreed upon: each chosen alternative takes the place of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from masthead.diagnostic import Diagnostics
from masthead.edition.problems import NOT_CHOSEN
from masthead.paper import (
    Alternatives,
    Annex,
    Paper,
    Part,
    Unit,
    settle,
    walk_slots,
    walk_texts,
    walk_units,
)
from masthead.syntax.text import CrossReference


class Settled(NamedTuple):
    """A paper in which nothing stands beside what was chosen."""

    paper: Paper
    gone: frozenset[str]
    """The ids of units that were not chosen."""


def settle_paper(paper: Paper) -> Settled:
    """Settle a paper: alternatives of which none is chosen stay, notes that only others call go."""
    if not any(unit.chosen for unit in walk_units(paper.text) if isinstance(unit, Alternatives)):
        return Settled(paper, frozenset())
    text = _settle(paper.text)
    called = _list_calls(text)
    dropped = _list_calls(paper.text) - called
    notes = {key: note for key, note in paper.notes.items() if key not in dropped}
    settled = paper.model_copy(update={"text": text, "notes": notes})
    return Settled(settled, frozenset(_list_ids(paper.text) - _list_ids(text)))


def _settle(units: Iterable[Unit]) -> list[Unit]:
    return list(map(_settle_inside, settle(units)))


def _settle_inside(unit: Unit) -> Unit:
    """Settle what stands in an annex or a part."""
    if not isinstance(unit, Annex | Part):
        return unit
    body = unit.annex if isinstance(unit, Annex) else unit.part
    settled = body.model_copy(update={"text": _settle(body.text)})
    return unit.model_copy(update={unit.kind: settled})


def _list_calls(units: Iterable[Unit]) -> set[str]:
    return {
        call.key
        for found in walk_slots(units)
        for text in found.slot.texts.values()
        for call in text.calls
    }


def _list_ids(units: Iterable[Unit]) -> set[str]:
    return {unit.id for unit in walk_units(units) if unit.id is not None}


def check_settled(settled: Settled, code: str) -> Diagnostics:
    """Report references to what was not chosen."""
    found = Diagnostics()
    for entry in walk_texts(settled.paper) if settled.gone else ():
        if (text := entry.texts.get(code)) is None:
            continue
        for inline in text.walk():
            if isinstance(inline, CrossReference) and inline.id in settled.gone:
                length = inline.end - inline.start
                found.add(NOT_CHOSEN.at(text.at(inline.start), length, id=inline.id))
    return found
