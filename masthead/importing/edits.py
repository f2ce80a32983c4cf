"""Edits: a Word file that was built of a paper comes back, and the paper gets what was changed.

What the paper's own Word file says, read as any other, is compared with what the edited one says:
so whatever reading loses is lost on both sides, and only edits remain. Units are told by their
words, not by their place. What is not edited stays as its author wrote it, in all languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from masthead.diagnostic import Diagnostic, Place
from masthead.importing import problems
from masthead.importing.matching import are_same, match_units, say, say_own, say_words, squeeze
from masthead.importing.merging import merge_text, rename_text
from masthead.importing.pairing import Pairing, Region, pair_texts
from masthead.importing.regions import merge_region
from masthead.paper import (
    Cell,
    Column,
    List,
    Note,
    Paper,
    Table,
    Unit,
    walk_units,
)
from masthead.paper.model import HIDDEN, Model
from masthead.syntax.text import Text

_POSITIONAL = (Cell, Column)
"""Units that are told by their place: the cells of a row."""


@dataclass(slots=True)
class Edit:
    """One edit: ``changed``, ``inserted``, ``deleted`` or ``moved``, of what, and its words."""

    what: str
    kind: str
    words: str


@dataclass(slots=True)
class Merger:
    """Puts what was edited into a paper, in one language."""

    code: str
    pairing: Pairing = field(init=False)
    """What belongs to what of the paper, and of what came back of it unedited."""
    keys: dict[str, str] = field(default_factory=dict)
    """The keys of the notes that came back edited, as the paper calls them."""
    edits: list[Edit] = field(default_factory=list)
    lost: list[Diagnostic] = field(default_factory=list)
    """What was edited and has no place in the paper's file."""
    parts: list[Unit] = field(default_factory=list)
    """Units that were made of others, so that they are not forgotten."""
    gone: dict[tuple[str, str], Unit] = field(default_factory=dict)
    """Units that are not where they were, by kind and words: they may have been moved."""

    def merge_paper(self, author: Paper, before: Paper, after: Paper) -> Paper:
        """Merge a paper with what came back of it as it is, and edited."""
        self._pair(author, before)
        names = self._pair_notes(author, before)
        after_names = self._name_notes(author, before, after, names)
        before, after = _rename(before, names), _rename(after, after_names)
        self._pair(author, before)
        self._note_gone(before.text, after.text)
        merged: Paper = self._merge_model(author, before, after)
        return merged

    # --- what belongs to what -------------------------------------------------------------

    def _pair(self, author: Paper, before: Paper) -> None:
        """Pair the paper's units with those that came back of them."""
        self.pairing = Pairing(self.code)
        self.pairing.pair(author, before)

    @property
    def known(self) -> dict[int, Unit]:
        """The paper's units by those that came back of them."""
        return self.pairing.known

    def _pair_notes(self, author: Paper, before: Paper) -> dict[str, str]:
        """Pair the keys of notes: by the texts that call them, else by their own words."""
        names: dict[str, str] = {}
        code = self.code
        for one, other in pair_texts(author, before, self.pairing):
            if code not in one or code not in other:
                continue
            ours, theirs = [[call.key for call in kept[code].calls] for kept in (one, other)]
            if len(ours) == len(theirs):
                pairs = zip(theirs, ours, strict=True)
                names.update((key, name) for key, name in pairs if key in before.notes)
        used = set(names.values())
        said = {say_words([note], code): key for key, note in author.notes.items()
                if key not in used}  # fmt: skip
        for key, note in before.notes.items():
            if key not in names and (mine := said.pop(say_words([note], code), None)):
                names[key] = mine
        return {key: names.get(key, key) for key in before.notes}

    def _name_notes(
        self, author: Paper, before: Paper, after: Paper, names: dict[str, str]
    ) -> dict[str, str]:
        """Name the notes that came back: as the paper does those that it has."""
        ours, theirs = list(before.notes), list(after.notes)
        said = [[squeeze(kept.notes[key].text[self.code]) for key in keys]
                for kept, keys in ((before, ours), (after, theirs))]  # fmt: skip
        found: dict[str, str] = {}
        matcher = SequenceMatcher(None, said[0], said[1], autojunk=False)
        for kind, start, end, first, last in matcher.get_opcodes():
            if kind == "equal" or (kind == "replace" and end - start == last - first):
                for one, other in zip(ours[start:end], theirs[first:last], strict=True):
                    found[other] = names[one]
        used = {*author.notes, *found.values()}
        for key in theirs:
            if key not in found:
                number = next(n for n in range(1, 10_000) if f"n{n}" not in used)
                found[key] = f"n{number}"
                used.add(found[key])
        return found

    def _note_gone(self, before: Sequence[Unit], after: Sequence[Unit]) -> None:
        """Note what stands elsewhere now, so that it is moved and not made anew."""
        for unit in walk_units(before):
            for words in (say(unit, self.code), say_own(unit, self.code)):
                if words:
                    self.gone.setdefault((unit.kind, words), unit)

    # --- merging --------------------------------------------------------------------------

    def _merge_model(self, author: Any, before: Any, after: Any) -> Any:
        """Merge what a model holds, field by field."""
        values: dict[str, Any] = {}
        for name in type(author).model_fields:
            if name in HIDDEN or not (hasattr(before, name) and hasattr(after, name)):
                continue
            ours, old, new = (getattr(kept, name) for kept in (author, before, after))
            merged = self._merge_value(ours, old, new)
            if merged is not ours:
                values[name] = merged
        if not values:
            return author
        return author.model_copy(update=values)

    def _merge_value(self, ours: Any, old: Any, new: Any) -> Any:
        if old is new or are_same(old, new):
            return ours
        if isinstance(new, dict) and _holds_texts(old) and _holds_texts(new):
            return self._merge_texts(ours, old, new)
        if isinstance(new, dict):
            return self._merge_notes(ours, old, new)
        if _are_units(old) and _are_units(new) and isinstance(ours, list):
            return self._merge_units(ours, old, new)
        if isinstance(ours, Model) and isinstance(old, Model) and isinstance(new, Model):
            return self._merge_model(ours, old, new)
        return self._adopt(new)

    def _adopt(self, new: Any) -> Any:
        """Take over what is new; units in it that stood elsewhere are those of the paper."""
        if _are_units(new):
            return self._merge_units([], [], new) if new else new
        if not isinstance(new, Model):
            return new
        fields = {
            name: self._adopt(value)
            for name in type(new).model_fields
            if name not in HIDDEN and isinstance(value := getattr(new, name), Model | list)
        }
        return new.model_copy(update=fields) if fields else new

    def _merge_texts(self, ours: Any, old: dict[str, Text], new: dict[str, Text]) -> Any:
        code = self.code
        if not isinstance(ours, dict):
            return new
        if code not in new:
            return {key: text for key, text in ours.items() if key != code}
        if code not in old or code not in ours:
            return {**ours, code: new[code]}
        merged = merge_text(ours[code], old[code], new[code])
        return ours if merged is ours[code] else {**ours, code: merged}

    def _merge_notes(self, ours: Any, old: dict[str, Any], new: dict[str, Any]) -> Any:
        """Merge notes by their keys."""
        if not all(isinstance(kept, Note) for kept in (*old.values(), *new.values())):
            return new
        merged = dict(ours)
        if len(ours) == len(old) and not old.keys() <= ours.keys():  # by their places
            names = dict(zip(old, ours, strict=True))
            old = {names[key]: note for key, note in old.items()}
            new = {names.get(key, key): note for key, note in new.items()}
        for key, note in new.items():
            if key not in merged:
                merged[key] = note
                self._tell("inserted", note)
            elif key in old and not are_same(old[key], note):
                merged[key] = self._merge_model(merged[key], old[key], note)
                self._tell("changed", note)
        return merged

    def _merge_units(self, ours: list[Any], old: list[Any], new: list[Any]) -> list[Any]:
        if new and isinstance(new[0], _POSITIONAL) and len(old) == len(new) == len(ours):
            return [self._merge_unit(*three) for three in zip(ours, old, new, strict=True)]
        old, new = self._lift(ours, old, new)
        merged: list[Any] = list(self.pairing.unread.get(id(ours), ()))
        kept: set[int] = set()
        pairs = match_units(old, new, self.code)
        for place, (before, after) in enumerate(pairs):
            region = self.pairing.regions.get(id(before))
            if region is not None:
                if id(region) not in kept:
                    kept.add(id(region))
                    came = list(_take_region(region, pairs[place:]))
                    kept.update(map(id, came))
                    merged += self._merge_region(region, came)
                continue
            if id(after) in kept:
                continue
            author = self.known.get(id(before))
            if after is None:
                merged += self.pairing.unread.get(id(author), ()) if author else ()
                continue
            source = before if before is not None else self._find_moved(after)
            author = self.known.get(id(source)) if source is not None else None
            if author is None or source is None or id(author) in kept:
                merged.append(self._adopt(after))
                self._tell("inserted", after)
                continue
            kept.add(id(author))
            if before is None:
                self._tell("moved", after)
            merged.append(self._merge_unit(author, source, after))
            merged += self.pairing.unread.get(id(author), ()) if before is not None else ()
        for unit in old:
            author = self.known.get(id(unit))
            if author is not None and id(author) not in kept:
                self._tell("deleted", unit)
        return merged

    def _lift(self, ours: list[Any], old: list[Any], new: list[Any]) -> tuple[list[Any], list[Any]]:
        """Lift lists that the author wrote after a paragraph: they come back below it."""
        alone = {id(unit) for unit in ours if type(unit) is List}
        lifted = {
            id(unit)
            for unit in old
            if (inner := getattr(unit, "list_", None)) is not None
            and id(self.known.get(id(inner))) in alone
        }
        if not lifted:
            return old, new
        kept = {
            say_own(unit, self.code)
            for unit in old
            if getattr(unit, "list_", None) is not None and id(unit) not in lifted
        }
        before: list[Any] = []
        for unit in old:
            parts = _part(unit) if id(unit) in lifted else [unit]
            if len(parts) > 1:
                self.known[id(parts[0])] = self.known[id(unit)]
                self.known[id(parts[1])] = self.known[id(unit.list_)]
                self.parts += parts
            before += parts
        after: list[Any] = []
        for unit in new:
            after += [unit] if say_own(unit, self.code) in kept else _part(unit)
        return before, after

    def _merge_region(self, region: Region, new: Sequence[Unit]) -> list[Unit]:
        """Merge what came back edited of units that are not read as what they are."""
        found = merge_region(region, new, self.code)
        for what, unit in found.edits:
            self._tell(what, unit)
        place = region.ours[0].place if region.ours else Place("")
        for unit in found.lost:
            self.lost.append(problems.NO_PLACE.at(place, text=say(unit, self.code)[:60]))
        return found.units

    def _find_moved(self, unit: Unit) -> Unit | None:
        """Find a unit that stood elsewhere: with all that is in it, or by itself."""
        for words in (say(unit, self.code), say_own(unit, self.code)):
            found = self.gone.get((unit.kind, words)) if words else None
            if found is not None and type(found) is type(unit):  # a list below a unit is another
                return found
        return None

    def _merge_unit(self, author: Any, before: Any, after: Any) -> Any:
        if type(author) is not type(before):  # a chart, which came back as a picture
            return author
        if isinstance(author, Table) and author.table.data and not are_same(
            before.table.rows, after.table.rows
        ):  # fmt: skip
            file, text = author.table.data, say(after, self.code)[:60]
            self.lost.append(problems.IN_DATA.at(author.place, file=file, text=text))
            rows = after.table.model_copy(update={"rows": before.table.rows})
            after = after.model_copy(update={"table": rows})
        count = len(self.edits)
        merged = self._merge_model(author, before, after)
        if merged is not author and len(self.edits) == count:
            self._tell("changed", after)
        return merged

    def _tell(self, what: str, unit: Unit) -> None:
        self.edits.append(Edit(what, unit.kind, say(unit, self.code)))


def _take_region(region: Region, pairs: Sequence[tuple[Any, Any]]) -> Iterator[Unit]:
    """Take what came back edited of a region, with what was inserted in it."""
    members = set(map(id, region.old))
    places = [at for at, (before, _) in enumerate(pairs) if id(before) in members]
    end = places[-1] + 1
    if region.ours and region.ours[-1].kind != region.old[-1].kind:
        while end < len(pairs) and pairs[end][0] is None:
            end += 1
    for at, (before, after) in enumerate(pairs[:end]):
        if after is not None and (before is None or at in places):
            yield after


def _part(unit: Any) -> list[Any]:
    """Part a paragraph from the list below it."""
    inner = getattr(unit, "list_", None)
    if inner is None:
        return [unit]
    alone = List.model_construct(items=inner.items, id=None, allow={})
    return [unit.model_copy(update={"list_": None}), alone]


def _rename(paper: Paper, names: dict[str, str]) -> Paper:
    """Call the notes of a paper as another one does."""

    def rename(value: Any) -> Any:
        if isinstance(value, Text):
            return rename_text(value, names) if value.calls else value
        if isinstance(value, list):
            return [rename(inner) for inner in value]
        if isinstance(value, dict):
            return {key: rename(inner) for key, inner in value.items()}
        if isinstance(value, Model):
            fields = {
                name: rename(getattr(value, name))
                for name in type(value).model_fields if name not in HIDDEN
            }  # fmt: skip
            return value.model_copy(update=fields)
        return value

    renamed: Paper = rename(paper)
    notes = {names.get(key, key): note for key, note in renamed.notes.items()}
    return renamed.model_copy(update={"notes": notes})


def _holds_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(kept, Text) for kept in value.values())


def _are_units(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(kept, Unit) for kept in value)
