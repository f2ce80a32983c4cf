"""Where the nodes of an edition stand in the source: for faults found after resolving."""

from __future__ import annotations

from masthead.diagnostic import Place
from masthead.edition.notes import Marks
from masthead.edition.numbering import number_units
from masthead.language.language import Language
from masthead.paper import Localized, Paper, walk_units


def locate_nodes(paper: Paper, language: Language) -> dict[str, Place]:
    """Map every node id to the place of its text in the source file."""
    code = language.code
    numbering = number_units(paper, language)
    places = {"masthead": paper.place}
    places["title"] = _find_place(paper.title, code, paper.place)
    places["byline"] = _find_place(paper.byline, code, paper.place)
    for unit in walk_units(paper.text):
        places[numbering.of(unit).id] = _find_place(unit.text, code, unit.place)
    for key, call in Marks(paper, language).calls.items():
        if key in paper.notes:
            note = paper.notes[key]
            places[call.note] = places[call.id] = _find_place(note.text, code, note.place)
    return places


def _find_place(localized: Localized, code: str, otherwise: Place) -> Place:
    return localized[code].place if code in localized else otherwise
