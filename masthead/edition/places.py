"""Where the nodes of an edition stand in the source: for faults found after resolving."""

from __future__ import annotations

from masthead.diagnostic import Place
from masthead.edition.notes import AGENDA, SYMBOL, Marks
from masthead.edition.numbering import name_further, number_units
from masthead.language.language import Language
from masthead.paper import Documents, Localized, Paper, Part, Unit, walk_units


def locate_nodes(paper: Paper, language: Language) -> dict[str, Place]:
    """Map every node id to the place of its text in the source file."""
    code = language.code
    numbering = number_units(paper, language)
    places = {"masthead": paper.place}
    named = paper.title or (paper.communication.from_ if paper.communication else {})
    places["title"] = _find_place(named, code, paper.place)
    places["line"] = paper.find_place("symbol")
    places["subtitle"] = _find_place(paper.subtitle, code, paper.place)
    places["byline"] = _find_place(paper.byline, code, paper.place)
    for kind in ("opening", "closing"):
        places[kind] = paper.find_place({"closing": "adoption"}.get(kind, kind))
    for unit in walk_units(paper.text):
        if isinstance(unit, Part):
            name = numbering.of(unit).id
            places[f"{name}-opening"] = places[f"{name}-closing"] = _find_unit(unit, code)
        if isinstance(unit, Documents):
            places |= _find_documents(unit, numbering.of(unit).id, code)
        places[numbering.of(unit).id] = _find_unit(unit, code)
        places |= _find_further(unit, numbering.of(unit).id, code)
    for key, call in Marks(paper, language).calls.items():
        if key in (SYMBOL, AGENDA):
            otherwise = paper.find_place("reissued" if key == SYMBOL else "agenda.document")
            note = paper.symbol_note if key == SYMBOL else {}
            place = _find_place(note, code, otherwise)
            places[call.note] = places[call.id] = place
        elif key in paper.notes:
            places[call.note] = places[call.id] = _find_unit(paper.notes[key], code)
    return places


def _find_documents(unit: Documents, identifier: str, code: str) -> dict[str, Place]:
    """Find the documents of a list, by the cells of their rows."""
    return {
        f"{identifier}-r{number}-c{column}": _find_place(document.title, code, document.place)
        for number, document in enumerate(unit.documents, start=1)
        for column in (1, 2, 3)
    }


def _find_unit(unit: Unit, code: str) -> Place:
    """Find the first text of a unit in a language, or else where the unit begins."""
    texts = (slot.texts[code].place for slot in unit.contents() if code in slot.texts)
    return next(texts, unit.place)


def _find_further(unit: Unit, identifier: str, code: str) -> dict[str, Place]:
    """Find the further paragraphs of a unit's text."""
    texts = [slot.texts[code] for slot in unit.contents() if slot.paragraphs and code in slot.texts]
    return {
        name_further(identifier, number): text.at(content[0].start)
        for text in texts
        for number, content in enumerate(text.paragraphs[1:], start=1)
    }


def _find_place(localized: Localized, code: str, otherwise: Place) -> Place:
    return localized[code].place if code in localized else otherwise
