"""Checking ids, note calls and references: each leads to exactly one thing that is there."""

from __future__ import annotations

from masthead.data import suggest
from masthead.diagnostic import Diagnostics, Place
from masthead.paper import Paper, walk_texts, walk_units
from masthead.read import problems
from masthead.text import CrossReference, NoteCall


def check_links(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report ids used twice, notes without call, calls without note, dangling references."""
    ids: dict[str, Place] = {}
    for unit in walk_units(paper.text):
        if unit.id is None:
            continue
        if unit.id in ids:
            diagnostics.add(
                problems.DUPLICATE_ID.at(unit.place, id=unit.id, line=ids[unit.id].line)
            )
        ids.setdefault(unit.id, unit.place)
    for code in paper.versions:
        _check_language(paper, code, ids, diagnostics)


def _check_language(
    paper: Paper, code: str, ids: dict[str, Place], diagnostics: Diagnostics
) -> None:
    called: dict[str, Place] = {}
    for kind, _, localized in walk_texts(paper):
        if (text := localized.get(code)) is None:
            continue
        for inline in text.walk():
            place, length = text.at(inline.start), inline.end - inline.start
            if isinstance(inline, CrossReference) and inline.id not in ids:
                hint = suggest(inline.id, sorted(ids)) if ids else "give the unit an id"
                diagnostics.add(problems.UNKNOWN_REFERENCE.at(place, length, id=inline.id, hint=hint))
            if not isinstance(inline, NoteCall):
                continue
            key = inline.key
            if kind == "note":
                diagnostics.add(problems.CALL_IN_NOTE.at(place, length))
            elif key not in paper.notes:
                hint = suggest(key, list(paper.notes)) if paper.notes else "write it under notes:"
                diagnostics.add(problems.UNKNOWN_NOTE.at(place, length, key=key, hint=hint))
            elif key in called:
                diagnostics.add(
                    problems.NOTE_CALLED_TWICE.at(
                        place, length, key=key, code=code, line=called[key].line
                    )
                )
            called.setdefault(key, place)
    if code in paper.built_versions:
        for key, note in paper.notes.items():
            if key not in called:
                diagnostics.add(problems.NOTE_NOT_CALLED.at(note.place, key=key, code=code))
