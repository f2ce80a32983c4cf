"""Checking numbers and labels that units say themselves."""

from __future__ import annotations

from masthead.data import suggest
from masthead.diagnostic import Diagnostics
from masthead.language.problems import UNKNOWN_LANGUAGE
from masthead.paper import Heading, Operative, Paper, Paragraph, Subparagraph, walk_units
from masthead.read import problems

Numbered = Heading | Paragraph | Subparagraph | Operative
"""Units that may say their number."""


def check_numbers(paper: Paper, languages: tuple[str, ...], diagnostics: Diagnostics) -> None:
    """Report units that say two things of their number, and labels that a language lacks."""
    for unit in (paper, *walk_units(paper.text)):
        for code in getattr(unit, "printed", {}):
            if code not in languages:
                hint = suggest(code, list(languages))
                diagnostics.add(UNKNOWN_LANGUAGE.at(unit.place, code=code, hint=hint))
        if isinstance(unit, Numbered):
            _check_said(unit, diagnostics)
        if not isinstance(unit, Heading | Paragraph | Subparagraph):
            continue
        if not isinstance(unit.label, dict):
            continue
        for code in unit.label:
            if code not in languages:
                hint = suggest(code, list(languages))
                diagnostics.add(UNKNOWN_LANGUAGE.at(unit.place, code=code, hint=hint))
        for code in paper.built_versions:
            lacks = code not in unit.label and code not in unit.printed
            if code in languages and lacks and not unit.is_left_out(code):
                diagnostics.add(problems.NO_LABEL_FOR.at(unit.place, code=code))


def _check_said(unit: Numbered, diagnostics: Diagnostics) -> None:
    """Report a unit that says two things of its number."""
    said = [key for key in ("number", "label", "inserted") if getattr(unit, key, None)]
    if unit.numbered is False and not isinstance(unit, Heading):
        said.append("numbered: false")
    if len(said) > 1:
        diagnostics.add(problems.TWO_NUMBERS.at(unit.place, one=said[0], other=said[1]))
