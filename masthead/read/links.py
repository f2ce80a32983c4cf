"""Checking ids, note calls and references: each leads to exactly one thing that is there."""

from __future__ import annotations

from masthead.data import suggest
from masthead.diagnostic import Diagnostics, Place
from masthead.paper import Localized, Note, Paper, walk_slots, walk_texts, walk_units
from masthead.read import problems
from masthead.syntax.text import CrossReference, NoteCall, Text


def check_links(paper: Paper, languages: tuple[str, ...], diagnostics: Diagnostics) -> None:
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
    for note in paper.notes.values():
        if note.id is not None:
            diagnostics.add(problems.ID_OF_NOTE.at(note.place, id=note.id))
    called = {code: _check_language(paper, code, ids, diagnostics) for code in paper.versions}
    _check_place(paper, diagnostics)
    _check_called(paper, called, languages, diagnostics)


def _check_place(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report that notes are wanted at the end of a text in which none is called."""
    if paper.notes_at == "end":
        found = (call.key for one in walk_slots(paper.text) if not one.notes
                 for text in one.slot.texts.values() for call in text.calls)  # fmt: skip
        if not any(key in paper.notes for key in found):
            diagnostics.add(problems.NO_END_NOTES.at(paper.find_place("notes_at")))


Called = dict[int, tuple[Localized, Place]]
"""Where each note is called first, by the note's identity."""


def _check_language(
    paper: Paper, code: str, ids: dict[str, Place], diagnostics: Diagnostics
) -> Called:
    """Check one language's calls and references. Says where each note is called first."""
    called: Called = {}
    for entry in walk_texts(paper):
        if (text := entry.texts.get(code)) is None:
            continue
        if entry.kind == "state":
            _refuse_marks(text, diagnostics)
            continue
        _check_references(text, ids, diagnostics)
        for call in text.calls:
            place, length = text.at(call.start), call.end - call.start
            key = call.key
            if entry.kind == Note.kind:
                diagnostics.add(problems.CALL_IN_NOTE.at(place, length))
                continue
            note = entry.notes.get(key) or paper.notes.get(key)
            if note is None:
                known = [*entry.notes, *paper.notes]
                hint = suggest(key, known) if known else "write it under notes:"
                diagnostics.add(problems.UNKNOWN_NOTE.at(place, length, key=key, hint=hint))
                continue
            if key not in entry.notes and id(note) in called:
                line = called[id(note)][1].line
                diagnostics.add(
                    problems.NOTE_CALLED_TWICE.at(place, length, key=key, code=code, line=line)
                )
            called.setdefault(id(note), (entry.texts, place))
    return called


def _check_references(text: Text, ids: dict[str, Place], diagnostics: Diagnostics) -> None:
    for inline in text.walk():
        if isinstance(inline, CrossReference) and inline.id not in ids:
            place, length = text.at(inline.start), inline.end - inline.start
            hint = suggest(inline.id, sorted(ids)) if ids else "give the unit an id"
            diagnostics.add(problems.UNKNOWN_REFERENCE.at(place, length, id=inline.id, hint=hint))


def _refuse_marks(text: Text, diagnostics: Diagnostics) -> None:
    """Report calls and references where they would be lost: names are printed on no page."""
    for inline in text.walk():
        if isinstance(inline, NoteCall | CrossReference):
            place, length = text.at(inline.start), inline.end - inline.start
            written = text.raw[inline.start : inline.end]
            diagnostics.add(problems.MARK_IN_NAME.at(place, length, written=written))


def _check_called(
    paper: Paper,
    called: dict[str, Called],
    languages: tuple[str, ...],
    diagnostics: Diagnostics,
) -> None:
    """Report each note that a version does not call: beside the text in which another does.

    A note may be lacking where it allows that: it then has neither words nor a call.
    """
    own = (pair for unit in walk_units(paper.text) for pair in unit.own_notes().items())
    for key, note in (*paper.notes.items(), *own):
        for code in paper.built_versions:
            if code not in languages:
                continue
            if id(note) in called[code]:
                if note.may_lack(code):
                    diagnostics.add(problems.MISSING_LANGUAGE.at(note.place, code=code))
                continue
            if note.may_lack(code) and any(id(note) in calls for calls in called.values()):
                continue
            place, hint = note.place, f"call it with [^{key}]"
            for other, calls in called.items():
                if id(note) in calls and code in calls[id(note)][0]:
                    localized, called_at = calls[id(note)]
                    place = localized[code].place
                    hint = f"{other!r} calls it in line {called_at.line}"
                    break
            diagnostics.add(problems.NOTE_NOT_CALLED.at(place, key=key, code=code, hint=hint))
