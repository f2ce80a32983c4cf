"""Checking what is not agreed upon: alternatives that can be chosen from, and all that is open."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.diagnostic import Diagnostics, Place
from masthead.paper import Alternatives, Paper, walk_texts, walk_units
from masthead.read import problems
from masthead.syntax.text import Bracketed, Text, read_plain

_NUMBERS = ("number", "label", "numbered", "inserted", "level")
_SHOWN = 40


def check_alternatives(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report alternatives that are none, and what is open, in the order of the file."""
    for unit in walk_units(paper.text):
        if isinstance(unit, Alternatives):
            _check_set(unit, diagnostics)
    for place, length, what in sorted(_list_open(paper)):
        diagnostics.add(problems.OPEN.at(place, length, what=what))


def _check_set(unit: Alternatives, diagnostics: Diagnostics) -> None:
    first, *others = unit.alternatives
    if not others:
        diagnostics.add(problems.ONE_ALTERNATIVE.at(first.place))
    chosen = [one for one in unit.alternatives if one.chosen]
    for one in chosen[1:]:
        diagnostics.add(problems.TWO_CHOSEN.at(one.place, line=chosen[0].place.line))
    for one in unit.alternatives:
        if one.unit.id is not None:
            diagnostics.add(problems.ID_OF_ALTERNATIVE.at(one.place, id=one.unit.id))
    for one in others:
        kind, other = one.unit.kind, first.unit.kind
        if kind != other:
            diagnostics.add(problems.OTHER_ALTERNATIVE.at(one.place, kind=kind, other=other))
            continue
        for key in _NUMBERS:
            if getattr(one.unit, key, None) != getattr(first.unit, key, None):
                diagnostics.add(problems.OTHER_NUMBER.at(one.place, key=key))


def _list_open(paper: Paper) -> Iterator[tuple[Place, int, str]]:
    """List what is open: where it stands, how long it is there, and what it is.

    What stands in an alternative that was not chosen is settled.
    """
    settled: set[int] = set()
    for unit in walk_units(paper.text):
        if id(unit) in settled:
            continue
        if isinstance(unit, Alternatives):
            if unit.chosen is None:
                yield unit.place, 0, f"a choice of {len(unit.alternatives)} alternatives"
            else:
                dropped = [one for one in unit.alternatives if one is not unit.chosen]
                settled |= {id(one) for one in walk_units(dropped)}
        elif getattr(unit, "bracketed", False):
            yield unit.place, 0, f"the {unit.kind} in brackets"
    for entry in walk_texts(paper):
        if entry.unit is not None and id(entry.unit) in settled:
            continue
        counted = _count(entry.texts.get(paper.original))
        for code, text in entry.texts.items():
            if code == paper.original or _count(text) != counted:  # said once for all languages
                yield from _list_words(text)


def _count(text: Text | None) -> int:
    return sum(isinstance(inline, Bracketed) for inline in text.walk()) if text else 0


def _list_words(text: Text) -> Iterator[tuple[Place, int, str]]:
    end = 0
    for inline in text.walk():
        if isinstance(inline, Bracketed) and inline.start >= end:  # what is inside is shown with it
            end = inline.end
            words = read_plain(inline.content)
            words = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
            yield text.at(inline.start), inline.end - inline.start, f"[{words}]"
