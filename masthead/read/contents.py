"""Checking contents: one for each text, and something in them."""

from __future__ import annotations

from collections.abc import Iterable

from masthead.diagnostic import Diagnostics
from masthead.paper import (
    Annex,
    Contents,
    Heading,
    Paper,
    Part,
    PictureUnit,
    Table,
    Unit,
    walk_units,
)  # fmt: skip
from masthead.read import problems


def check_contents(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report contents that stand beside others, and those in which nothing would be listed."""
    figures = (unit for unit in walk_units(paper.text) if isinstance(unit, PictureUnit))
    numbered = sum(figure.picture.numbered for figure in figures) > 1
    _check(paper.text, diagnostics, numbered=numbered)


def _check(units: Iterable[Unit], diagnostics: Diagnostics, *, numbered: bool) -> None:
    """Check a text or an annex; ``numbered``: whether figures have numbers in this paper."""
    units = list(units)
    for unit in units:
        if isinstance(unit, Annex):
            _check(unit.annex.text, diagnostics, numbered=numbered)
        elif isinstance(unit, Part):
            for inner in unit.part.text:
                if isinstance(inner, Contents):
                    what, outer = inner.kind, unit.kind
                    diagnostics.add(problems.NOT_INSIDE.at(inner.place, what=what, outer=outer))
    found = [unit for unit in units if isinstance(unit, Contents)]
    for unit in found[1:]:
        diagnostics.add(problems.SECOND_CONTENTS.at(unit.place))
    for unit in found[:1]:
        _check_listed(unit, units, diagnostics, numbered=numbered)


def _check_listed(
    contents: Contents, units: list[Unit], diagnostics: Diagnostics, *, numbered: bool
) -> None:
    if not any(isinstance(unit, Heading | Annex) for unit in units):
        what, key = "headings or annexes", "contents:"
        diagnostics.add(problems.NOTHING_LISTED.at(contents.place, what=what, key=key))
    inside = list(walk_units(units))
    tables = (unit.table for unit in inside if isinstance(unit, Table))
    if contents.body.tables and not any(table.numbered or table.title for table in tables):
        what, key = "a table with a number or a title", "tables:"
        diagnostics.add(problems.NOTHING_LISTED.at(contents.place, what=what, key=key))
    figures = [unit.picture for unit in inside if isinstance(unit, PictureUnit)]
    listed = (figure.title or (numbered and figure.numbered) for figure in figures)
    if contents.body.figures and not any(listed):
        what, key = "a figure with a number or a title", "figures:"
        diagnostics.add(problems.NOTHING_LISTED.at(contents.place, what=what, key=key))
