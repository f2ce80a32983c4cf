"""Where notes to the text stand: at the foot of the page, or all of them at the end of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from masthead.edition.edition import Annex, Block, EndNotes, Note, Words

if TYPE_CHECKING:
    from masthead.language.language import Language

ID = "notes"
"""The id of the notes at the end of a text: there is one such place."""


def place_notes(
    body: Sequence[Block],
    notes: Sequence[Note],
    where: Literal["page", "end"],
    language: Language,
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Put the notes to the text before the annexes if they stand at its end; give the others.

    Those that are called in annexes stand there, too: their numbers are of one series.
    """
    ended = tuple(replace(note, series="end") for note in notes if note.series == "text")
    if where == "page" or not ended:
        return tuple(body), tuple(notes)
    end = next((at for at, block in enumerate(body) if isinstance(block, Annex)), len(body))
    block = EndNotes(ID, (Words(language.words["notes"]),), ended)
    kept = tuple(note for note in notes if note.series != "text")
    return (*body[:end], block, *body[end:]), kept
