"""Notes of a paper that came home: which is which, what they are called, and which are gone."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from masthead.importing.matching import match_units, say_words
from masthead.importing.merging import drop_calls, rename_text
from masthead.importing.pairing import Pairing, pair_calls
from masthead.paper import Paper, walk_texts
from masthead.paper.model import HIDDEN, Model
from masthead.syntax.text import NoteCall, Plain, Text

_AROUND = 24
"""Characters before a call by which a note is told that was written anew."""


def name_own(author: Paper, before: Paper, pairing: Pairing) -> dict[str, str]:
    """Name the notes that came back of a paper as it does: by the texts that call them."""
    names: dict[str, str] = {}
    code = pairing.code
    for ours, theirs in pair_calls(author, before, pairing):
        if len(ours) == len(theirs):
            pairs = zip(theirs, ours, strict=True)
            names.update((key, name) for key, name in pairs if key in before.notes)
    used = set(names.values())
    said = {say_words([note], code): key for key, note in author.notes.items() if key not in used}
    for key, note in before.notes.items():
        if key not in names and (mine := said.pop(say_words([note], code), None)):
            names[key] = mine
    return {key: names.get(key, key) for key in before.notes}


def name_edited(
    author: Paper, before: Paper, after: Paper, names: dict[str, str], code: str
) -> dict[str, str]:
    """Name the notes that came back edited: as the paper does those that it has."""
    places = [_list_places(paper, code) for paper in (before, after)]
    told = [{(say_words([note], code), places[at].get(key, "")): key
             for key, note in paper.notes.items()}
            for at, paper in enumerate((before, after))]  # fmt: skip
    found = {key: told[0][place] for place, key in told[1].items() if place in told[0]}
    ours, theirs = ({id(note): key for key, note in paper.notes.items() if key not in known}
                    for paper, known in ((before, {*found.values()}), (after, found)))  # fmt: skip
    pairs = match_units(
        [before.notes[key] for key in ours.values()],
        [after.notes[key] for key in theirs.values()], code, alone=False,
    )  # fmt: skip
    found |= {
        theirs[id(other)]: ours[id(one)]
        for one, other in pairs if one is not None and other is not None
    }  # fmt: skip
    stood = {place: key for key, place in places[0].items() if key not in found.values()}
    for key, place in places[1].items():
        if key in after.notes and key not in found and place in stood:
            found[key] = stood.pop(place)
    named = {key: names[one] for key, one in found.items() if one in names}
    used = {*author.notes, *names.values()}
    for key in after.notes:
        if key not in named:
            number = next(n for n in range(1, 10_000) if f"n{n}" not in used)
            named[key] = f"n{number}"
            used.add(named[key])
    return named


def _list_places(paper: Paper, code: str) -> dict[str, str]:
    """List the words before the call of each note."""
    places: dict[str, str] = {}
    for entry in walk_texts(paper):
        if code in entry.texts:
            said = ""
            for inline in entry.texts[code].walk():
                if isinstance(inline, NoteCall):
                    places.setdefault(inline.key, said[-_AROUND:])
                elif isinstance(inline, Plain):
                    said += inline.text
    return {key: place for key, place in places.items() if place.strip()}


def rename_notes(paper: Paper, names: dict[str, str]) -> Paper:
    """Call the notes of a paper by other keys."""
    renamed: Paper = map_texts(paper, lambda text: rename_text(text, names) if text.calls else text)
    notes = {names.get(key, key): note for key, note in renamed.notes.items()}
    return renamed.model_copy(update={"notes": notes})


def list_dropped(before: Paper, after: Paper, merged: Paper, code: str) -> list[str]:
    """List the notes that were called, and are no more, in a language."""
    was, now, still = (_list_called(paper, code) for paper in (before, after, merged))
    return [key for key in merged.notes if key in was and key not in now | still]


def _list_called(paper: Paper, code: str) -> set[str]:
    return {
        call.key
        for entry in walk_texts(paper) if code in entry.texts
        for call in entry.texts[code].calls
    }  # fmt: skip


def drop_notes(merged: Paper, keys: Collection[str]) -> Paper:
    """Drop notes, and their calls in every language."""

    def drop(text: Text) -> Text:
        for key in {call.key for call in text.calls if call.key in keys}:
            text = drop_calls(text, key)
        return text

    notes = {key: note for key, note in merged.notes.items() if key not in keys}
    dropped: Paper = map_texts(merged.model_copy(update={"notes": notes}), drop)
    return dropped


def map_texts(value: Any, change: Callable[[Text], Text]) -> Any:
    """Change all texts of a paper; what none of them changed stays the same object."""
    if isinstance(value, Text):
        return change(value)
    if isinstance(value, list):
        made = [map_texts(inner, change) for inner in value]
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    if isinstance(value, dict):
        mapped = {key: map_texts(inner, change) for key, inner in value.items()}
        return mapped if any(mapped[key] is not value[key] for key in value) else value
    if isinstance(value, Model):
        fields = {
            name: made
            for name in type(value).model_fields
            if name not in HIDDEN
            and (made := map_texts(old := getattr(value, name), change)) is not old
        }
        return value.model_copy(update=fields) if fields else value
    return value
