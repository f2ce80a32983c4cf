"""Checking that units stand where units of their kind may."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from masthead.diagnostic import Diagnostics
from masthead.paper import (
    Alternatives,
    Annex,
    Box,
    Break,
    Paper,
    Paragraph,
    Part,
    Table,
    Unit,
    walk_units,
)
from masthead.read import problems

_OWN = (
    "agenda_item", "alternatives", "annotation", "correction", "documents", "signature", "preamble",
    "operative", "part", "vote",
)  # fmt: skip
"""Kinds of units that stand in a text or an annex only."""
REFUSED = {
    "box": frozenset({"annex", "box", "break", "contents", "heading", *_OWN}),
    "cell": frozenset(
        {
            "annex",
            "box",
            "break",
            "chart",
            "contents",
            "definitions",
            "figure",
            "heading",
            "table",
            *_OWN,
        }
    ),
    "alternatives": frozenset(
        {
            "alternatives",
            "annex",
            "annotation",
            "break",
            "contents",
            "correction",
            "documents",
            "part",
            "signature",
            "vote",
        }
    ),
    "correction": frozenset({"annex", "box", "break", "contents", "heading", *_OWN}),
}
"""What cannot stand in units of a kind, however deep."""


def check_nesting(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report units that stand where they cannot, and summaries that stand after the text begins."""
    _check(paper.text, (), diagnostics)
    _check_breaks(paper.text, diagnostics)
    for part in walk_units(paper.text):
        for unit in walk_units(part.children() if isinstance(part, Part) else ()):
            if isinstance(unit, Part):
                diagnostics.add(problems.NOT_INSIDE.at(unit.place, what=unit.kind, outer=part.kind))
    for unit in paper.text[1:]:
        if isinstance(unit, Box) and unit.box.summary:
            diagnostics.add(problems.SUMMARY_LATE.at(unit.place))


def _check_breaks(units: Sequence[Unit], diagnostics: Diagnostics) -> None:
    """Report breaks that would leave a page empty, or where a page begins without them."""
    for before, unit, after in zip([None, *units], units, [*units[1:], None], strict=False):
        if isinstance(unit, Annex):
            _check_breaks(unit.annex.text, diagnostics)
        elif isinstance(unit, Break) and (
            before is None
            or after is None
            or isinstance(after, Annex | Break)
            or _is_wide(before)
            or _is_wide(after)
        ):
            diagnostics.add(problems.IDLE_BREAK.at(unit.place))


def _is_wide(unit: Unit) -> bool:
    """Whether a unit has pages of its own, which are wider than high."""
    return isinstance(unit, Table) and unit.table.landscape


def _check(units: Iterable[Unit], around: tuple[str, ...], diagnostics: Diagnostics) -> None:
    for unit in units:
        outer = next((kind for kind in around if unit.kind in REFUSED[kind]), None)
        if outer:
            named = "choice of alternatives" if outer == Alternatives.kind else outer
            diagnostics.add(problems.NOT_INSIDE.at(unit.place, what=unit.kind, outer=named))
            continue
        if around and _is_wide(unit):
            diagnostics.add(problems.WIDE_INSIDE.at(unit.place, outer=around[-1]))
        framed = tuple(kind for kind in around if kind != Alternatives.kind)
        if framed and isinstance(unit, Paragraph) and unit.counted:
            diagnostics.add(problems.NUMBER_INSIDE.at(unit.place, outer=framed[-1]))
        if around and isinstance(unit, Box) and unit.box.summary:
            diagnostics.add(problems.SUMMARY_LATE.at(unit.place))
        inside = (*around, unit.kind) if unit.kind in REFUSED else around
        _check(unit.children(), inside, diagnostics)
