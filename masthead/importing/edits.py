"""Edits: a Word file that was built of a paper comes back, and the paper gets what was changed.

What the paper's own Word file says, read as any other, is compared with what the edited one says:
so whatever reading loses is lost on both sides, and only edits remain. Units are told by their
words, not by their place. What is not edited stays as its author wrote it, in all languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from masthead.diagnostic import Diagnostic, Place
from masthead.edition.numbering import Numbering
from masthead.importing import problems
from masthead.importing.entries import ENTRY, Write, is_of_other_sort, merge_entry
from masthead.importing.joined import find_joined, join_units
from masthead.importing.lifting import lift_followers, lift_lists
from masthead.importing.matching import are_same, match_units, say, say_own, say_text
from masthead.importing.merging import drop_label, merge_text
from masthead.importing.pairing import Pairing, Region, take_region
from masthead.importing.recalled import (
    drop_notes,
    list_dropped,
    name_edited,
    name_own,
    rename_notes,
)
from masthead.importing.regions import merge_line, merge_region
from masthead.paper import Cell, Column, Note, Operative, Paper, Paragraph, Table, Unit, walk_units
from masthead.paper.model import HIDDEN, Model
from masthead.syntax.text import Text

_POSITIONAL = (Cell, Column)
"""Units that are told by their place: the cells of a row."""


class Edit(Struct):
    """One edit: ``changed``, ``inserted``, ``deleted`` or ``moved``, of what, and its words."""

    what: str
    kind: str
    words: str


@dataclass(slots=True)
class Merger:
    """Puts what was edited into a paper, in one language."""

    code: str
    number: Callable[[Paper], Numbering]
    """Numbers the units of a paper: a label that was typed and stayed is no edit."""
    write: Write
    """Writes a figure in a language."""
    versions: Sequence[str] = ()
    """The languages of the paper."""
    pairing: Pairing = field(init=False)
    """What belongs to what of the paper, and of what came back of it unedited."""
    edits: list[Edit] = field(default_factory=list)
    lost: list[Diagnostic] = field(default_factory=list)
    """What was edited and has no place in the paper's file."""
    counts: bool = True
    """Whether paragraphs of the paper have numbers by themselves: those of letters have none."""
    labels: dict[int, str | None] = field(default_factory=dict)
    """The labels of the units that came back, by their identity."""
    parts: list[Unit] = field(default_factory=list)
    """Units that were made of others, so that they are not forgotten."""
    annexes: list[Unit] = field(default_factory=list)
    """Annexes that came back with what stands after them, and have it no more."""
    made: frozenset[str] = frozenset()
    """Lines that the paper makes by itself: the opening of a resolution."""
    gone: dict[tuple[str, str], Unit] = field(default_factory=dict)
    """Units that are not where they were, by kind and words: they may have been moved."""

    def merge_paper(self, author: Paper, before: Paper, after: Paper) -> Paper:
        """Merge a paper with what came back of it as it is, and edited."""
        self._pair(author, before)
        names = name_own(author, before, self.pairing)
        edited = name_edited(author, before, after, names, self.code)
        before, after = rename_notes(before, names), rename_notes(after, edited)
        before, after, self.annexes = lift_followers(author, before, after, self.code)
        self._pair(author, before)
        self._note_labels(before, after)
        after = self._keep_numbering(before, after)
        self._note_gone(before.text, after.text)
        self.counts = not author.communication
        merged: Paper = self._merge_model(author, before, self._take_title(author, before, after))
        merged = self._merge_letter(merged, before, after)
        keys = list_dropped(before, after, merged, self.code)
        for key in keys:
            self._tell("deleted", merged.notes[key])
        return drop_notes(merged, keys) if keys else merged

    # --- what belongs to what -------------------------------------------------------------

    def _pair(self, author: Paper, before: Paper) -> None:
        """Pair the paper's units with those that came back of them."""
        self.pairing = Pairing(self.code)
        self.pairing.pair(author, before)

    @property
    def known(self) -> dict[int, Unit]:
        """The paper's units by those that came back of them."""
        return self.pairing.known

    def _note_labels(self, before: Paper, after: Paper) -> None:
        """Note the label of each unit that came back."""
        for paper in (before, after):
            numbering = self.number(paper)
            for unit in walk_units(paper.text):
                if id(unit) in numbering.units:
                    self.labels[id(unit)] = numbering.of(unit).label

    def _keep_numbering(self, before: Paper, after: Paper) -> Paper:
        """Keep how a paper is numbered where nothing with a number is left that would tell."""
        if any(self.labels.get(id(unit)) for unit in walk_units(after.text)
               if isinstance(unit, Paragraph | Operative)):  # fmt: skip
            return after
        return after.model_copy(update={"numbering": before.numbering})

    def _number_alike(self, unit: Any, pairs: Sequence[tuple[Any, Any]], place: int) -> Any:
        """Number a new unit as one of its kind beside it that is read alike."""
        if not hasattr(unit, "numbered"):
            return unit
        for before, after in (*reversed(pairs[:place]), *pairs[place + 1 :]):
            author: Any = self.known.get(id(before))
            if type(before) is not type(author) or type(author) is not type(unit):
                continue
            stays = after is not None and self.labels.get(id(before)) == self.labels.get(id(after))
            if unit.numbered in (before.numbered, after.numbered if stays else before.numbered):
                shown = {name: getattr(author, name) for name in ("numbered", "counted")
                         if hasattr(author, name)}  # fmt: skip
                if getattr(before, "label", None) and not author.label:
                    shown["label"] = None  # one that the paper makes by itself
                texts = [kept.text.get(self.code) for kept in (before, author, unit)]
                if all(texts) and (words := drop_label(*texts)) is not None:
                    shown["text"] = {**unit.text, self.code: words}
                return unit.model_copy(update=shown)
        if isinstance(unit, Paragraph) and unit.numbered is False and not self.counts:
            return unit.model_copy(update={"numbered": None})
        return unit

    def _take_title(self, author: Paper, before: Paper, after: Paper) -> Paper:
        """Leave out the title of a letter, which is made."""
        return after.model_copy(update={"title": before.title}) if author.communication else after

    def _merge_letter(self, merged: Paper, before: Paper, after: Paper) -> Paper:
        """Merge the title of a letter, which is made of whom it is from, and to."""
        letter, code = merged.communication, self.code
        old, new = ((paper.title or {}).get(code) for paper in (before, after))
        if letter is None or old is None or new is None or old.raw == new.raw:
            return merged
        made = merge_line([letter.from_[code], letter.to[code]], old, new)
        if made is None:
            self._lose(None, {code: new})
            return merged
        from_, to = ({**texts, code: text} for texts, text
                     in zip((letter.from_, letter.to), made, strict=True))  # fmt: skip
        letter = letter.model_copy(update={"from_": from_, "to": to})
        return merged.model_copy(update={"communication": letter})

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
            if name in (*HIDDEN, "allow") or not (hasattr(before, name) and hasattr(after, name)):
                continue
            ours, old, new = (getattr(kept, name) for kept in (author, before, after))
            merged = self._merge_value(ours, old, new)
            if merged is not ours:
                values[name] = merged
        if not values:
            return author
        if getattr(author, "same", False) and "text" in values:  # of all, and edited in one
            raws = {code: text.raw for code, text in values["text"].items()}
            values["same"] = raws.keys() == author.text.keys() and len({*raws.values()}) == 1
        return author.model_copy(update=values)

    def _merge_value(self, ours: Any, old: Any, new: Any) -> Any:
        if old is new or are_same(old, new):
            return ours
        if not ours and old and isinstance(new, Model | dict | list):
            return self._lose(ours, new)  # words that the paper makes of other things
        if isinstance(new, dict) and _holds_texts(old) and _holds_texts(new):
            return self._merge_texts(ours, old, new)
        three = (ours, old, new)
        if all(isinstance(kept, dict) for kept in three):
            return self._merge_notes(ours, old, new)
        if _are_units(old) and _are_units(new) and isinstance(ours, list):
            return self._merge_units(ours, old, new)
        if all(isinstance(kept, Model) for kept in three):
            return self._merge_model(ours, old, new)
        if all(isinstance(kept, list) for kept in three) and _are_in_step(*three):
            return [self._merge_model(*each) for each in zip(*three, strict=True)]
        return self._adopt(new)

    def _lose(self, ours: Any, new: Any) -> Any:
        """Tell what has no place in the paper, and leave that as it is."""
        words = " ".join(text.raw for text in _list_texts(new))
        self.lost.append(problems.NO_PLACE.at(Place(""), text=words[:60]))
        return ours

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
        if getattr(new, "allow", None):  # which is for official files
            fields["allow"] = {}
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
            if key in old and are_same(old[key], note):
                continue
            if key in old and key not in merged:
                self._lose(None, note)
            elif key not in merged:
                merged[key] = note
                self._tell("inserted", note)
            elif key in old:
                merged[key] = self._merge_model(merged[key], old[key], note)
                self._tell("changed", note)
        return merged

    def _merge_units(self, ours: list[Any], old: list[Any], new: list[Any]) -> list[Any]:
        if new and isinstance(new[0], _POSITIONAL) and len(old) == len(new) == len(ours):
            return [self._merge_part(*three) for three in zip(ours, old, new, strict=True)]
        old, new, parts = lift_lists(ours, old, new, self.known, self.code)
        self.parts += parts
        unread = self.pairing.unread
        merged: list[Any] = list(unread.get(id(ours), ()))
        kept: set[int] = set()
        pairs, joined = find_joined(old, match_units(old, new, self.code), self.code)
        for place, (before, after) in enumerate(pairs):
            if (region := self.pairing.regions.get(id(before))) is not None:
                if id(region) not in kept:
                    came = list(take_region(region, pairs[place:]))
                    kept.update(map(id, (region, *came)))
                    merged += self._merge_region(region, came)
            elif after is not None and id(after) not in kept:
                made = self._merge_pair(before, after, kept, joined)
                if made is None and self._is_made(after):
                    continue
                if made is None:
                    made = self._number_alike(self._adopt(after), pairs, place)
                    self._tell("inserted", after)
                merged.append(made)
            if before is not None and id(before) in self.known:
                merged += unread.get(id(self.known[id(before)]), ())
        for unit in old:
            author = self.known.get(id(unit))
            if author is not None and id(author) not in kept:
                self._tell("deleted", unit)
        return merged

    def _is_made(self, unit: Unit) -> bool:
        """Whether a new unit is a line that the paper makes, and a reader took for one of text."""
        text = unit.text.get(self.code) if isinstance(unit, Paragraph) else None
        return text is not None and say_text(text) in self.made

    def _merge_part(self, author: Any, before: Any, after: Any) -> Any:
        """Merge a cell or column, which is told by its place."""
        region = self.pairing.regions.get(id(before))
        if region is not None:
            return self._merge_region(region, [after])[0]
        if isinstance(author, Cell) and is_of_other_sort(author, before, after, self.code):
            made = merge_entry(author, before, after, self.code, self.versions, self.write)
            if made is None:
                text = say(after, self.code)[:60]
                self.lost.append(problems.NO_PLACE.at(author.place, text=text))
                return author
            self._tell("changed", after)
            held = {name: getattr(after, name) for name in ENTRY}
            author, before = made, before.model_copy(update=held)
        return self._merge_unit(author, before, after)

    def _merge_pair(
        self, before: Any, after: Any, kept: set[int], joined: dict[int, Unit]
    ) -> Any | None:
        """Merge a unit that is there, or that stood elsewhere; None where it is new."""
        source = before if before is not None else self._find_moved(after)
        author = self.known.get(id(source)) if source is not None else None
        if author is None or source is None or id(author) in kept:
            return None
        kept.add(id(author))
        if before is None:
            self._tell("moved", after)
        second = joined.get(id(source))
        if second is not None and id(second) in self.known:
            kept.add(id(self.known[id(second)]))
            self._tell("joined", after)
            author = join_units(author, self.known[id(second)])
            source = join_units(source, second)
        return self._merge_unit(author, source, after)

    def _merge_region(self, region: Region, new: Sequence[Unit]) -> list[Unit]:
        """Merge what came back edited of units that are not read as what they are."""
        found = merge_region(region, new, self.code)
        for what, unit in found.edits:
            self._tell(what, unit)
        place = region.ours[0].place if region.ours else Place("")
        self.lost += [problems.NO_PLACE.at(place, text=text[:60]) for text in found.lost]
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
            return self._merge_region(Region([author], [before]), [after])[0]
        labels = [self.labels.get(id(unit)) for unit in (before, after)]
        counted = hasattr(before, "label") or hasattr(before, "numbered")
        if counted and labels[0] == labels[1]:  # which nobody edited
            kept = {name: getattr(before, name) for name in ("number", "label", "numbered")
                    if hasattr(before, name)}  # fmt: skip
            after = after.model_copy(update=kept)
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


def _holds_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(kept, Text) for kept in value.values())


def _are_units(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(kept, Unit) for kept in value)


def _are_in_step(*lists: list[Any]) -> bool:
    """Whether lists hold models, one for one."""
    alike = len({len(kept) for kept in lists}) == 1
    return alike and all(isinstance(inner, Model) for kept in lists for inner in kept)


def _list_texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _list_texts(inner)
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in HIDDEN:
                yield from _list_texts(getattr(value, name))
