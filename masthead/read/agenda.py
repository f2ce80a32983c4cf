"""Checking agendas and lists of documents: nothing is there twice, and symbols are symbols."""

from __future__ import annotations

from collections.abc import Sequence

from masthead.data import suggest
from masthead.diagnostic import Diagnostics, Place
from masthead.paper import AgendaItem, Annex, Annotation, Document, Documents, Paper, Unit
from masthead.read import problems
from masthead.symbol import find_fault
from masthead.syntax.text import read_plain


def check_agenda(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report items and documents that are listed twice, and annotations of no item."""
    _check(paper.text, paper.original, diagnostics)


def _check(units: Sequence[Unit], original: str, diagnostics: Diagnostics) -> None:
    """Check a text, and each annex by itself."""
    seen: dict[str, Place] = {}

    def see(what: str, place: Place) -> None:
        if what in seen:
            diagnostics.add(problems.ITEM_TWICE.at(place, what=what, line=seen[what].line))
        seen.setdefault(what, place)

    number = 0
    items = {unit.id: unit.place for unit in units if isinstance(unit, AgendaItem) and unit.id}
    before: set[str | None] = set()
    for unit in units:
        if isinstance(unit, Annex):
            _check(unit.annex.text, original, diagnostics)
        elif isinstance(unit, AgendaItem):
            before.add(unit.id)
            number = unit.number or number + 1
            see(f"agenda item {number}", unit.place)
            if text := unit.text.get(original):
                see(f"the agenda item “{read_plain(text.content)}”", unit.place)
        elif isinstance(unit, Annotation):
            see(f"an annotation of {unit.item}", unit.place)
            if unit.item not in before:
                hint = suggest(unit.item, list(items)) if items else "give the item an id"
                if unit.item in items:
                    hint = f"its item comes later, in line {items[unit.item].line}: move it up"
                diagnostics.add(problems.NO_ITEM.at(unit.place, id=unit.item, hint=hint))
        elif isinstance(unit, Documents):
            for document in unit.documents:
                see(f"the document {document.symbol}", document.place)
                _check_symbol(document, diagnostics)


def _check_symbol(document: Document, diagnostics: Diagnostics) -> None:
    if fault := find_fault(document.symbol):
        reason, hint = fault
        diagnostics.add(
            problems.BAD_DOCUMENT.at(
                document.place, symbol=document.symbol, reason=reason, hint=hint
            )
        )
