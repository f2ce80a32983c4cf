"""Notes in words that many papers have: "The present report was submitted after the deadline …".

A paper names such a note by its key. A series may have words of its own for it; otherwise they are
the language's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.data import suggest
from masthead.diagnostic import PaperError
from masthead.language.language import load_language
from masthead.series.problems import NOTE_NOT_WORDED, NOTE_WORDED_TWICE, UNKNOWN_STANDING_NOTE

if TYPE_CHECKING:
    from masthead.diagnostic import Diagnostics
    from masthead.language.language import Language
    from masthead.paper import Paper
    from masthead.project import Project
    from masthead.series.series import Series


def find_standing_note(series: Series, language: Language, key: str) -> str | None:
    """Find the words of a note in a language; None where there are none."""
    own = series.standing_notes.get(key, {}).get(language.code)
    return own or language.standing_notes.get(key)


def check_standing_notes(
    project: Project,
    paper: Paper,
    series: Series,
    codes: tuple[str, ...],
    diagnostics: Diagnostics,
) -> None:
    """Report notes of a paper whose key nobody knows, or which a language has no words for.

    ``codes`` are the languages that there are.
    """
    notes = [note for note in paper.notes.values() if note.standard is not None]
    if not notes:
        return
    try:
        languages = [load_language(project, code) for code in paper.versions if code in codes]
    except PaperError as error:
        diagnostics.extend(error.diagnostics)
        return
    known = {*series.standing_notes, *(key for one in languages for key in one.standing_notes)}
    for note in notes:
        key = note.standard or ""
        if note.text:
            diagnostics.add(NOTE_WORDED_TWICE.at(note.place, key=key))
        if key not in known:
            hint = suggest(key, sorted(known))
            diagnostics.add(UNKNOWN_STANDING_NOTE.at(note.place, key=key, hint=hint))
            continue
        for language in languages:
            if find_standing_note(series, language, key) is None:
                code, name = language.code, paper.series
                diagnostics.add(NOTE_NOT_WORDED.at(note.place, key=key, code=code, series=name))
