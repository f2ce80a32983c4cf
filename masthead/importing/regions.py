"""Regions: units that came back in another shape are merged line by line.

What a reader takes for a paragraph may be the name under a letter. A word that was edited there
goes to its line of the paper; a line that was deleted takes its unit with it, if nothing else is in
that; one that was inserted becomes a unit like the one before it. What has no place is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from masthead.diagnostic import Place
from masthead.importing.matching import match_units, say
from masthead.importing.merging import merge_text
from masthead.importing.pairing import Region, Texts, pair_lines
from masthead.paper import Item, Operative, Paragraph, Preamble, Subparagraph, Unit, walk_units
from masthead.paper.model import HIDDEN, Model
from masthead.paper.walk import walk_slots

_LINES = (Paragraph, Subparagraph, Item, Operative, Preamble)
"""Units that are a line of text, and may be inserted."""


class Merged(NamedTuple):
    """What became of a region, what was edited, and what of that has no place."""

    units: list[Unit]
    edits: list[tuple[str, Unit]]
    lost: list[Unit]


class _Line(NamedTuple):
    """A line of text of what came back: it is matched as units are."""

    kind: str
    unit: Unit
    texts: Texts

    def contents(self) -> Iterator[_Line]:
        yield self

    def children(self) -> Iterator[Unit]:
        return iter(())


def merge_region(region: Region, new: Sequence[Unit], code: str) -> Merged:
    """Merge what came back edited, ``new``, into a region."""
    old, after = _list_lines(region.old, code), _list_lines(new, code)
    pairs = match_units(old, after, code)
    if all(one is not None and other is not None and one.texts[code].raw == other.texts[code].raw
           for one, other in pairs):  # fmt: skip
        return Merged(region.ours, [], [])
    units = [unit.model_copy(deep=True) for unit in region.ours]
    copy = Region(units, region.old)
    lines = {id(theirs): mine for mine, theirs in pair_lines(copy, code)}
    holders = {id(found.slot.texts): found.unit for found in walk_slots(units)}
    merged = Merged(units, [], [])
    last: Unit | None = None
    gone: list[_Line] = []
    for one, other in pairs:
        texts = lines.get(id(one.texts)) if one is not None else None
        if other is None:
            gone.append(one)
        elif one is None:
            last = _insert(merged, last, other, code)
        elif texts is not None:
            last = holders[id(texts)]
            made = merge_text(texts[code], one.texts[code], other.texts[code])
            if made is not texts[code]:
                texts[code] = made
                merged.edits.append(("changed", last))
        elif one.texts[code].raw != other.texts[code].raw:
            merged.lost.append(other.unit)
    _delete(merged, gone, lines, holders, code)
    return merged


def _list_lines(units: Sequence[Unit], code: str) -> list[_Line]:
    return [
        _Line("line", found.unit, found.slot.texts)
        for found in walk_slots(units) if code in found.slot.texts
    ]  # fmt: skip


def _insert(merged: Merged, last: Unit | None, line: _Line, code: str) -> Unit | None:
    """Insert a line as a unit like the one before it, if it is one that may be repeated."""
    if type(last) not in _LINES or last is None or any(True for _ in last.children()):
        merged.lost.append(line.unit)
        return last
    fresh = {"text": {code: line.texts[code]}, "place": Place(""), "id": None, "allow": {},
             "number": None, "label": None, "run_in": {}}  # fmt: skip
    known = type(last).model_fields
    made = last.model_copy(update={key: value for key, value in fresh.items() if key in known})
    within, place = _find(merged.units, last)
    within.insert(place + 1, made)
    merged.edits.append(("inserted", made))
    return made


def _delete(
    merged: Merged, gone: Sequence[_Line], lines: dict[int, Texts], holders: dict[int, Unit],
    code: str,
) -> None:  # fmt: skip
    """Delete units of which all lines are gone."""
    left = {id(lines[id(line.texts)]) for line in gone if id(line.texts) in lines}
    told: set[int] = set()
    for line in gone:
        texts = lines.get(id(line.texts))
        unit = holders[id(texts)] if texts is not None else None
        if unit is None or any(
            id(slot.texts) not in left
            for inner in walk_units([unit]) for slot in inner.contents() if code in slot.texts
        ):  # fmt: skip
            merged.lost.append(line.unit)
        elif id(unit) not in told:
            told |= {id(inner) for inner in walk_units([unit])}
            within, place = _find(merged.units, unit)
            if len(within) == 1 and within is not merged.units:
                merged.lost.append(line.unit)
                continue
            merged.edits.append(("deleted", unit))
            del within[place]


def _find(within: Any, unit: Unit) -> tuple[list[Any], int]:
    """Find the list in which a unit stands, and its place there."""
    found = _search(within, unit)
    if found is None:
        raise LookupError(say(unit, "en"))
    return found


def _search(value: Any, unit: Unit) -> tuple[list[Any], int] | None:
    inner: Sequence[Any] = ()
    if isinstance(value, list):
        for place, item in enumerate(value):
            if item is unit:
                return value, place
        inner = value
    elif isinstance(value, Model):
        inner = [getattr(value, name) for name in type(value).model_fields if name not in HIDDEN]
    for kept in inner:
        if isinstance(kept, list | Model) and (found := _search(kept, unit)) is not None:
            return found
    return None
