"""Regions: units that came back in another shape are merged line by line.

What a reader takes for a paragraph may be the name under a letter. A word that was edited there
goes to its line of the paper; a line that was deleted takes its unit with it, if nothing else is in
that; one that was inserted becomes a unit like the one before it. What has no place is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from masthead.diagnostic import Place
from masthead.importing.joined import find_joined, join_texts
from masthead.importing.matching import match_units, say
from masthead.importing.merging import (
    find_end,
    fold_like,
    holds,
    merge_contained,
    merge_text,
)
from masthead.importing.pairing import Line, Region, list_lines, pair_lines
from masthead.paper import (
    Cell,
    ListItem,
    Operative,
    Paragraph,
    Preamble,
    Subparagraph,
    Unit,
    walk_units,
)
from masthead.paper.model import HIDDEN, Model
from masthead.syntax.text import Text
from masthead.write.markup import make_text, read_markup

_LINES = (Paragraph, Subparagraph, ListItem, Operative, Preamble)
"""Units that are a line of text, and may be inserted."""


class Merged(NamedTuple):
    """What became of a region, what was edited, and what of that has no place."""

    units: list[Unit]
    edits: list[tuple[str, Unit]]
    lost: list[str]


def merge_region(region: Region, new: Sequence[Unit], code: str) -> Merged:
    """Merge what came back edited, ``new``, into a region."""
    old, after = list_lines(region.old, code), list_lines(new, code)
    numbers = _list_numbers(new)
    lost = [] if numbers == _list_numbers(region.old) else [" ".join(numbers)]
    pairs, joined = find_joined(old, match_units(old, after, code), code)
    if all(one is not None and other is not None and one.text.raw == other.text.raw
           for one, other in pairs):  # fmt: skip
        return Merged(region.ours, [], lost)
    merged = Merged([unit.model_copy(deep=True) for unit in region.ours], [], lost)
    merger = _RegionMerger(code, merged)
    merger.lines = {id(theirs): mine for mine, theirs
                    in pair_lines(list_lines(merged.units, code), old)}  # fmt: skip
    taken: set[int] = set()
    merger.find_moved(pairs)
    for place, (one, other) in enumerate(pairs):
        if one is None:
            merger.insert(other, next((each for each in pairs[place:] if all(each)), None))
        elif other is None:
            merger.gone.append(one)
        elif id(one) in joined and merger.join(one, joined[id(one)], other):
            taken.add(id(joined[id(one)]))
        else:
            merger.change(one, other)
    merger.gone = [line for line in merger.gone if id(line) not in taken]
    merger.delete()
    return merged


def _list_numbers(units: Sequence[Unit]) -> list[str]:
    """List the numbers in cells, which are no lines."""
    return [str(unit.number) for unit in walk_units(units)
            if isinstance(unit, Cell) and unit.number is not None]  # fmt: skip


def merge_line(mine: Sequence[Text], before: Text, after: Text) -> list[Text] | None:
    """Merge a line that was edited into the texts that it prints; None where it has no place."""
    if len(mine) == 1 and not holds(before, mine[0]):
        return [merge_text(mine[0], before, after)]
    return merge_contained(mine, before, after) if mine else None


class _RegionMerger:
    """Merges the lines of one region."""

    def __init__(self, code: str, merged: Merged) -> None:
        self.code = code
        self.merged = merged
        self.lines: dict[int, list[Line]] = {}
        """The lines of the paper that each one prints which came back, by its identity."""
        self.gone: list[Line] = []
        self._moved: dict[int, tuple[Unit, Line]] = {}
        """Units that stand elsewhere now, by the line inserted; with the one that is gone."""
        self._line: Line | None = None
        """The line of the paper after which what is inserted comes, and its unit."""
        self._end = ""
        """What the form puts after a line that was split: it stands after the second half now."""
        self._stays: set[int] = set()
        """Lines that are gone, whose units are there."""
        self._last: tuple[Unit, tuple[object, ...]] | None = None

    def change(self, one: Line, other: Line) -> None:
        """Put what was edited in a line into the texts that it prints."""
        mine = self.lines.get(id(one), [])
        if mine:
            self._last = mine[-1].unit, one.role
            self._line = mine[-1]
        if one.text.raw == other.text.raw:
            return
        texts, edited = [line.text for line in mine], other.text
        made = merge_line(texts, one.text, edited)
        if made is None:
            made = self._merge_half(texts, one.text, edited)
        if made is None:
            self.merged.lost.append(other.text.raw)
            return
        for line, text in zip(mine, made, strict=True):
            if text is not line.text:
                self._put(line, text)
                self.merged.edits.append(("changed", line.unit))

    def _merge_half(self, texts: list[Text], before: Text, after: Text) -> list[Text] | None:
        """Merge a line that was split before what the form puts at its end."""
        end = find_end(texts, before)
        if not end or after.raw.endswith(end):
            return None
        try:
            made = merge_line(texts, before, read_markup(after.raw + end))
        except ValueError:  # it closes brackets that the first half does not open
            return None
        self._end = end
        return made

    def join(self, one: Line, second: Line, other: Line) -> bool:
        """Join two units in every language, if they are such as may be repeated."""
        first, last = (self.lines.get(id(line), []) for line in (one, second))
        if len(first) != 1 or len(last) != 1 or type(first[0].unit) is not type(last[0].unit):
            return False
        for line in (*first, *last):
            if not _may_repeat(line.unit, leaf=True) or len(list(line.unit.contents())) > 1:
                return False
        within, place = _find(self.merged.units, last[0].unit)
        if len(within) == 1:
            return False
        texts = first[0].texts
        for code, text in last[0].texts.items():
            texts[code] = join_texts(texts[code], text) if code in texts else text
        before = join_texts(one.text, second.text)
        texts[self.code] = merge_text(texts[self.code], before, other.text)
        del within[place]
        self._last = first[0].unit, one.role
        self.merged.edits.append(("joined", first[0].unit))
        return True

    def find_moved(self, pairs: Sequence[tuple[Any, Any]]) -> None:
        """Find the units that stand elsewhere now, with all their words."""
        came = {other.text.raw: other for one, other in pairs if one is None}
        for one, other in pairs:
            mine = self.lines.get(id(one), []) if other is None else []
            if len(mine) != 1 or not _may_repeat(unit := mine[0].unit, leaf=True):
                continue
            if len(list_lines([unit], self.code)) == 1 and one.text.raw in came:
                self._moved[id(came.pop(one.text.raw))] = unit, one

    def _put(self, line: Line, text: Text | None) -> None:
        """Put a paragraph into its text, or take it out."""
        whole = line.texts[self.code]
        if len(whole.paragraphs) == 1 and text is not None:
            line.texts[self.code] = text
            return
        contents = list(whole.paragraphs)
        contents[line.at : line.at + 1] = [] if text is None else text.paragraphs
        line.texts[self.code] = fold_like(whole, make_text(contents))

    def insert(self, line: Line, following: tuple[Line, Line] | None) -> None:
        """Insert a line as a unit like one beside it, if that may be repeated."""
        if self._end and line.text.raw.endswith(self._end):
            line.text, self._end = read_markup(line.text.raw.removesuffix(self._end)), ""
        found = None
        if self._last is not None and _may_repeat(self._last[0], leaf=True):
            found = (self._last[0], 1, self._last[1] == line.role)
        mine = self.lines.get(id(following[0]), []) if following else []
        if following and mine and _may_repeat(after := mine[0].unit):
            alike = following[0].role == line.role
            if not (found and found[2] and not (alike and _suits_better(after, found[0], line))):
                found = (after, 0, alike)
        if found is None:
            self.merged.lost.append(line.text.raw)
            return
        beside, offset, _ = found
        what, made = "inserted", _make_like(beside, line.text, self.code)
        unit, gone = self._moved.get(id(line), (None, line))
        if unit is not None and type(unit) is type(beside):
            within, place = _find(self.merged.units, unit)
            del within[place]
            what, made = "moved", unit
            self._stays.add(id(gone))
        if offset and what == "inserted":
            self._take_rest(made)
        within, place = _find(self.merged.units, beside)
        within.insert(place + offset, made)
        self._last, self._line = (made, line.role), None
        self.merged.edits.append((what, made))

    def _take_rest(self, made: Any) -> None:
        """Let a new unit take the paragraphs that come after it, of the text before it."""
        last, code = self._line, self.code
        if last is None or last.at + 1 == len(last.texts[code].paragraphs):
            return
        kept, rest = (last.texts[code].paragraphs[: last.at + 1],
                      last.texts[code].paragraphs[last.at + 1 :])  # fmt: skip
        made.text[code] = make_text([*made.text[code].paragraphs, *rest])
        last.texts[code] = fold_like(last.texts[code], make_text(kept))
        for lines in self.lines.values():
            for line in lines:
                if line.texts is last.texts and line.at > last.at:
                    line.texts, line.unit, line.at = made.text, made, line.at - last.at

    def delete(self) -> None:
        """Delete units of which all lines are gone, and paragraphs of texts."""
        left = {
            (id(mine.texts), mine.at) for line in self.gone for mine in self.lines.get(id(line), ())
        }
        told: set[int] = set()
        for line in reversed([line for line in self.gone if id(line) not in self._stays]):
            mine = self.lines.get(id(line), [])
            if not mine or (id(mine[0].unit) not in told and not self._delete(mine, left, told)):
                self.merged.lost.append(line.text.raw)

    def _delete(self, mine: Sequence[Line], left: set[tuple[int, int]], told: set[int]) -> bool:
        unit = mine[0].unit
        lines = list_lines([unit], self.code)
        if all((id(line.texts), line.at) in left for line in lines):
            within, place = _find(self.merged.units, unit)
            if len(within) == 1 and within is not self.merged.units:
                return False
            told |= {id(inner) for inner in walk_units([unit])}
            self.merged.edits.append(("deleted", unit))
            del within[place]
            return True
        if len(mine) == 1 and len(mine[0].texts[self.code].paragraphs) > 1:
            self._put(mine[0], None)
            self.merged.edits.append(("changed", unit))
            return True
        return False


def _make_like(beside: Unit, text: Text, code: str) -> Unit:
    """Make a unit like another one, with a text of its own and nothing else."""
    fresh = {"text": {code: text}, "place": Place(""), "id": None, "allow": {}, "number": None,
             "label": None, "run_in": {}, "subparagraphs": [], "list_": None}  # fmt: skip
    known = type(beside).model_fields
    return beside.model_copy(update={key: kept for key, kept in fresh.items() if key in known})


def _suits_better(one: Unit, other: Unit, line: Line) -> bool:
    """Whether of two units of a kind the first alone is numbered as a line is read, or is not."""
    wanted, *shown = (getattr(unit, "numbered", None) for unit in (line.unit, one, other))
    return type(one) is type(other) and shown[0] == wanted != shown[1]


def _may_repeat(unit: Unit, *, leaf: bool = False) -> bool:
    """Whether another unit like it may stand beside it; ``leaf``: after it, if it holds none."""
    return type(unit) in _LINES and not (leaf and any(True for _ in unit.children()))


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
