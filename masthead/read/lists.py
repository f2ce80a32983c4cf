"""Checking lists: what goes on, and how many paragraphs a subparagraph has."""

from __future__ import annotations

from masthead.diagnostic import Diagnostics
from masthead.paper import Paper, Paragraph, Quotation, Subparagraph, walk_units
from masthead.read import problems


def check_lists(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report lists that nothing announces, and paragraphs that only one language has."""
    for unit in walk_units(paper.text):
        if not isinstance(unit, Paragraph | Subparagraph | Quotation):
            continue
        if isinstance(unit, Quotation):
            _compare_paragraphs(unit, diagnostics)
            continue
        if unit.list_ and any(below.numbered for below in unit.subparagraphs):
            diagnostics.add(problems.TWO_LISTS.at(unit.list_.place))
        if isinstance(unit, Paragraph):
            continue
        if not unit.numbered and unit.subparagraphs:
            diagnostics.add(problems.LIST_OF_CONTINUATION.at(unit.subparagraphs[0].place))
        _compare_paragraphs(unit, diagnostics)


def _compare_paragraphs(unit: Subparagraph | Quotation, diagnostics: Diagnostics) -> None:
    texts = list(unit.text.items())
    for code, text in texts[1:]:
        first, wanted = texts[0][0], len(texts[0][1].paragraphs)
        if text.paragraphs and wanted and len(text.paragraphs) != wanted:
            diagnostics.add(
                problems.PARAGRAPHS_DIFFER.at(
                    text.place, here=len(text.paragraphs), code=code, there=wanted, other=first
                )
            )
