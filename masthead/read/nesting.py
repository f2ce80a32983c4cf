"""Checking that units stand where units of their kind may."""

from __future__ import annotations

from collections.abc import Iterable

from masthead.diagnostic import Diagnostics
from masthead.paper import Box, Paper, Paragraph, Unit
from masthead.read import problems

REFUSED = {
    "box": frozenset({"annex", "box", "heading"}),
    "cell": frozenset({"annex", "box", "definitions", "heading", "table"}),
}
"""What cannot stand in units of a kind, however deep."""


def check_nesting(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report units that stand where they cannot, and summaries that stand after the text begins."""
    _check(paper.text, (), diagnostics)
    for unit in paper.text[1:]:
        if isinstance(unit, Box) and unit.box.summary:
            diagnostics.add(problems.SUMMARY_LATE.at(unit.place))


def _check(units: Iterable[Unit], around: tuple[str, ...], diagnostics: Diagnostics) -> None:
    for unit in units:
        outer = next((kind for kind in around if unit.kind in REFUSED[kind]), None)
        if outer:
            diagnostics.add(problems.NOT_INSIDE.at(unit.place, what=unit.kind, outer=outer))
            continue
        if around and isinstance(unit, Paragraph) and unit.numbered:
            diagnostics.add(problems.NUMBER_INSIDE.at(unit.place, outer=around[-1]))
        if around and isinstance(unit, Box) and unit.box.summary:
            diagnostics.add(problems.SUMMARY_LATE.at(unit.place))
        inside = (*around, unit.kind) if unit.kind in REFUSED else around
        _check(unit.children(), inside, diagnostics)
