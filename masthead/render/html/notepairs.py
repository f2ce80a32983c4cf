"""Notes of language versions side by side, where some versions call notes that others do not have.

Each version numbers its own calls, so the same number may then be of two notes: it stays as the
mark, and the ids of the notes become those of the rows in which they stand together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec.structs import replace

from masthead.edition.edition import (
    Call,
    Edition,
    EndNotes,
    JointBody,
    Masthead,
    Note,
    Part,
)
from masthead.edition.endnotes import place_notes


def pair_notes(editions: Sequence[Edition]) -> list[Edition]:
    """Give all editions the same notes in the same order; one that a version lacks is empty."""
    listed = [_list_notes(edition) for edition in editions]
    keys = [{note.key for note in notes} for notes in listed]
    if all(mine == keys[0] for mine in keys):
        return list(editions)
    found = {note.key: note for note in chain.from_iterable(listed)}
    rows: list[Note] = []
    order = _merge([[note.key for note in notes] for notes in listed])
    counts: Counter[str] = Counter()
    for note in map(found.__getitem__, order):
        letter = note.id[0]  # of its series
        counts[letter] += 1
        empty = replace(note, id=f"{letter}{counts[letter]}", call="", mark="", paragraphs=())
        rows.append(empty)
    return [_pair(edition, rows) for edition in editions]


def _list_notes(edition: Edition) -> list[Note]:
    """List the notes of an edition in the order of their calls, those at its end too."""
    ended = (block.notes for block in edition.body if isinstance(block, EndNotes))
    return [*edition.notes, *chain.from_iterable(ended)]


def _merge(orders: Sequence[Sequence[str]]) -> list[str]:
    """Merge the keys: one that is new stands behind the one that is called before it."""
    merged: list[str] = []
    for keys in orders:
        place = 0
        for key in keys:
            if key not in merged:
                merged.insert(place, key)
            place = merged.index(key) + 1
    return merged


def _pair(edition: Edition, rows: Sequence[Note]) -> Edition:
    """Give an edition the notes of all rows, under their ids."""
    mine = {note.key: note for note in _list_notes(edition)}
    ids = {mine[row.key].id: row.id for row in rows if row.key in mine}
    renamed: Edition = _rename(edition, ids)
    notes = tuple(replace(mine[row.key], id=row.id) if row.key in mine else row for row in rows)
    if any(note.series == "end" for note in notes):
        called = [replace(note, series="text") if note.series == "end" else note for note in notes]
        rest = [block for block in renamed.body if not isinstance(block, EndNotes)]
        body, notes = place_notes(rest, called, "end", edition.language)
        return replace(renamed, body=body, notes=notes)
    return replace(renamed, notes=notes)


def _rename(value: Any, ids: Mapping[str, str]) -> Any:
    """Let the calls in a part lead to other ids."""
    if isinstance(value, tuple):
        return tuple(_rename(one, ids) for one in value)
    if isinstance(value, Call):
        return replace(value, note=ids.get(value.note, value.note))
    if isinstance(value, Edition | Masthead | JointBody | Part):
        fields = value.__struct_fields__
        return replace(value, **{name: _rename(getattr(value, name), ids) for name in fields})
    return value
