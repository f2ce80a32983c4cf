"""A corrigendum: what was changed in a paper, drafted as corrections in each language.

A paper has the same units in all its versions. So changes that other languages do not share make a
corrigendum of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from msgspec import Struct, field

from masthead.compare.changes import Change, list_changes
from masthead.compare.matching import Matching
from masthead.compare.phrases import Phrase, find_phrases, needs_whole, take_whole
from masthead.compare.places import Names
from masthead.compare.replacing import make_paragraph, make_pieces, settle_texts, write_tokens
from masthead.compare.whereabouts import Whereabouts
from masthead.compare.words import Name, Piece, Token
from masthead.language.amounts import count_decimals, write_amount
from masthead.language.language import Language, load_language
from masthead.paper import (
    Cell,
    Code,
    Column,
    Correction,
    ListItem,
    Localized,
    Note,
    Operative,
    Paragraph,
    Preamble,
    Quotation,
    Row,
    Subparagraph,
    Unit,
    walk_units,
)
from masthead.paper.correction import CorrectionBody
from masthead.project import Project
from masthead.syntax.text import Content, NoteCall, Plain, Text, strip_places, walk_content
from masthead.write.markup import make_text

_PROSE = (Paragraph, Subparagraph, Preamble, Operative, Quotation, Note)
"""Kinds whose whole text is given by itself, and not after "read"."""
_WHOLE = (Row, Column, ListItem)
"""Kinds that do not come or go alone: what they stand in is given as a whole."""


class Corrigendum(Struct):
    """A corrigendum without its symbol: the corrections, and in which languages they are made."""

    codes: tuple[Code, ...]
    found: list[tuple[float, Correction]] = field(default_factory=list)
    """The corrections, with the place in the paper to which each belongs."""

    @property
    def corrections(self) -> list[Correction]:
        """The corrections in the order of the paper."""
        return [one for _, one in sorted(self.found, key=lambda found: found[0])]


class Drafter:
    """Drafts the corrigenda to a paper."""

    def __init__(self, project: Project, matching: Matching) -> None:
        self._matching = matching
        codes = matching.codes
        self._languages = {code: load_language(project, code, matching.old.station)
                           for code in codes}  # fmt: skip
        self._where = {code: Whereabouts(matching.old, self._languages[code]) for code in codes}
        self._names: dict[Code, tuple[Name, Name]] = {
            code: (
                Names(matching.old, language).refer, Names(matching.new, language).refer
            ) for code, language in self._languages.items()
        }  # fmt: skip
        self._keys = {there: here for here, there in matching.notes.items()}
        self._above = {
            id(child): unit
            for paper in (matching.old, matching.new)
            for unit in walk_units([*paper.text, *paper.notes.values()])
            for child in unit.children()
        }
        self._old_of = {
            id(unit): match.old[0] for match in matching.matches if match.old for unit in match.new
        }
        self._new_of = {
            id(unit): match.new[0] for match in matching.matches if match.new for unit in match.old
        }
        units = walk_units([*matching.old.text, *matching.old.notes.values()])
        self._order = {id(unit): place for place, unit in enumerate(units, start=1)}
        self._given: set[int] = set()
        """Units that are given as a whole, and all in them, in both versions."""
        self.made: dict[frozenset[Code], Corrigendum] = {}
        self.left: list[str] = []
        """What a person has to say, for no correction does."""

    def draft(self) -> list[Corrigendum]:
        """Draft them: that of the most languages first."""
        changes = list_changes(self._matching, self._names.__getitem__)
        for change in changes:
            self._give_whole(change)
        for change in changes:
            self._correct(change)
        return sorted(self.made.values(), key=lambda one: -len(one.codes))

    # --- what is given as a whole ---------------------------------------------------------

    def _give_whole(self, change: Change) -> None:
        """Give what rows, columns or items came to or went from, or what has another kind."""
        match = change.match
        if match is None:
            return
        unit = (match.new or match.old)[0]
        apart = change.what != "changed" and isinstance(unit, _WHOLE)
        data = any(fact.key.startswith(("columns", "rows")) for fact in change.facts)
        if not apart and not (data and isinstance(unit, Cell)):
            return
        holder = self._above.get(id(unit))
        while isinstance(holder, (*_WHOLE, Cell)):
            holder = self._above.get(id(holder))
        if holder is not None and holder.kind == "list" and isinstance(
            outer := self._above.get(id(holder)), _PROSE
        ):  # fmt: skip
            holder = outer
        if holder is None:
            return
        old = self._old_of.get(id(holder)) if match.new else holder
        new = holder if match.new else self._new_of.get(id(holder))
        if old is not None and new is not None and id(old) not in self._given:
            self._given |= {id(one) for one in walk_units([old, new])}
            self._replace(old, [new], self._matching.codes)

    def _replace(self, old: Unit, new: Sequence[Unit], codes: tuple[Code, ...]) -> None:
        at = self._say(codes, old)
        pieces = [piece for unit in new for piece in make_pieces(unit, self.refer)]
        if pieces:
            self._add(old, codes, CorrectionBody(at=at, text=pieces))
        else:
            self._leave(old, "is to be replaced")

    def refer(self, code: Code, identifier: str) -> str:
        """Say what a reference says in the new version."""
        return self._names[code][1](identifier).replace("\u00a0", " ")

    # --- a change -------------------------------------------------------------------------

    def _correct(self, change: Change) -> None:
        match = change.match
        if match is None:
            self._correct_masthead(change)
            return
        unit = (match.old or match.new)[0]
        if id(unit) in self._given or (isinstance(unit, Note) and change.what != "changed"):
            return  # a note comes with its call
        codes = self._matching.codes
        if change.what == "inserted":
            self._insert(match.new[0], self._find_before(match.new[0]))
        elif change.what == "deleted":
            above = self._above.get(id(unit))
            if above is None or id(above) in self._new_of:
                self._delete(unit)
        elif change.what in ("divided", "joined"):
            self._given |= {id(one) for one in walk_units([*match.old, *match.new])}
            self._replace(match.old[0], match.new, codes)
            for other in match.old[1:]:
                self._delete(other)
        else:
            if change.what == "moved":
                self._delete(unit)
                self._insert(match.new[0], self._find_before(match.new[0]))
                return
            for name in dict.fromkeys(name for texts in change.words.values() for name in texts):
                texts = {code: texts[name] for code, texts in change.words.items()
                         if name in texts}  # fmt: skip
                self._correct_text(match.old[0], match.new[0], name, texts)
            self._correct_facts(change, match.old[0])

    def _find_before(self, unit: Unit) -> Unit | None:
        """Find what stands before a new unit, and stood there: in the text, or above it."""
        above = self._above.get(id(unit))
        side = list(above.children()) if above is not None else self._matching.new.text
        before = next(at for at, one in enumerate(side) if one is unit)
        for one in reversed(side[:before]):
            if id(one) in self._old_of:
                return self._old_of[id(one)]
        return self._old_of.get(id(above)) if above is not None else None

    def _insert(self, unit: Unit, before: Unit | None) -> None:
        above = self._above.get(id(unit))
        if above is not None and id(above) not in self._old_of:
            return  # it comes with what it stands in
        codes = self._matching.codes
        at = {code: _say(self._where[code].say_after(before)) for code in codes}
        pieces = make_pieces(unit, self.refer)
        if pieces:
            self._add(before, codes, CorrectionBody(at=at, text=pieces, insert=True))
        else:
            after = next(iter(at.values())).raw
            self.left.append(f"{after}: the {unit.kind} that is new there")

    def _delete(self, unit: Unit) -> None:
        codes = self._matching.codes
        whole = {code: _say(self._languages[code].corrections.whole) for code in codes}
        self._add(unit, codes, _read(self._say(codes, unit), whole, {}))

    def _correct_masthead(self, change: Change) -> None:
        for name in dict.fromkeys(name for texts in change.words.values() for name in texts):
            texts = {code: texts[name] for code, texts in change.words.items() if name in texts}
            at = {
                code: _say(words.corrections.at.masthead[name])
                for code in texts
                if name in (words := self._languages[code]).corrections.at.masthead
            }
            if at:
                self._add_phrases(None, at, texts)
            else:
                self.left.append(f"masthead: {name}")
        self.left += [f"masthead: {fact.key}: {fact.old} → {fact.new}" for fact in change.facts
                      if not fact.key.startswith(("versions.", "job"))]  # fmt: skip

    def _correct_facts(self, change: Change, unit: Unit) -> None:
        codes = self._matching.codes
        for fact in change.facts:
            if fact.key == "number" and isinstance(unit, Cell) and fact.old and fact.new:
                old, new = (
                    {code: _write_number(said, self._languages[code]) for code in codes}
                    for said in (fact.old, fact.new)
                )
                at = self._say(codes, unit)
                self._add(unit, codes, _read(at, old, new))
            else:
                self._leave(unit, f"{fact.key}: {fact.old} → {fact.new}")

    # --- texts ----------------------------------------------------------------------------

    def _correct_text(
        self, old: Unit, new: Unit, name: str, texts: dict[Code, list[Piece]]
    ) -> None:  # fmt: skip
        codes = tuple(texts)
        slot = next((slot for slot in new.contents() if slot.name == name), None)
        whole = any(map(needs_whole, texts.values()))
        if whole and slot is not None and isinstance(new, _PROSE) and not list(new.children()):
            paragraphs = {code: slot.texts[code].paragraphs for code in codes}
            if len({len(kept) for kept in paragraphs.values()}) == 1:
                said = [make_paragraph(text) for text in _side_by_side(paragraphs)]
                for piece in said:
                    settle_texts(piece.text, self.refer)
                body = CorrectionBody(at=self._say(codes, old), text=[*said])
                self._add(old, codes, body)
                return
        if name == "alt":
            self._leave(old, "alt")
            return
        at = {code: _say(self._where[code].say(old, name)) for code in codes}
        self._add_phrases(old, at, texts)

    def _add_phrases(
        self, unit: Unit | None, at: Localized, texts: dict[Code, list[Piece]]
    ) -> None:  # fmt: skip
        """Add the corrections of a text: as many in each language, or one in each."""
        codes, whole = tuple(texts), any(map(needs_whole, texts.values()))
        found = {code: find_phrases(pieces) for code, pieces in texts.items() if not whole}
        if not _are_alike(list(found.values())):
            found = {code: find_phrases(texts[code], single=True, read=True) for code in found}
        if whole or not _are_alike(list(found.values())):
            whole, found = True, {code: [take_whole(pieces)] for code, pieces in texts.items()}
        if not _are_alike(list(found.values())):
            where = next(iter(at.values())).raw
            self.left.append(f"{where}: it is empty in some languages, and in others it is not")
            return
        for phrases in zip(*found.values(), strict=True):
            old, new = (
                {code: self._quote(code, kept[side], with_calls=whole and side == 1)
                 for code, kept in zip(codes, phrases, strict=True) if kept[side]}
                for side in (0, 1)
            )  # fmt: skip
            self._add(unit, codes, _read(dict(at), old, new))

    def _quote(self, code: Code, tokens: Sequence[Token], *, with_calls: bool) -> Text:
        calls = None
        if with_calls:
            calls = {key: self._keys.get(key, key)
                     for token in tokens for key in _list_calls(token.content)}  # fmt: skip
            calls = {key: name for key, name in calls.items() if name in self._matching.new.notes}
        text = write_tokens(tokens, calls)
        language = self._languages[code]
        if not language.corrections.quoted:
            return text
        opening, closing = language.quotes[:2]
        return make_text([(Plain(opening), *strip_places(text.content), Plain(closing))])

    # --- what comes of it -----------------------------------------------------------------

    def _say(self, codes: Sequence[Code], unit: Unit) -> Localized:
        return {code: _say(self._where[code].say(unit)) for code in codes}

    def _leave(self, unit: Unit, what: str) -> None:
        where = next(iter(self._where.values())).say(unit)
        self.left.append(f"{where}: {what}")

    def _add(self, unit: Unit | None, codes: tuple[Code, ...], body: CorrectionBody) -> None:
        """Add a correction of a unit; None: of the masthead, or before all units."""
        place = self._order[id(unit)] + body.insert / 2 if unit is not None else 0
        kept = self.made.setdefault(frozenset(codes), Corrigendum(codes))
        kept.found.append((place, Correction(correction=body)))


def _read(at: Localized, old: Localized, new: Localized) -> CorrectionBody:
    texts: dict[str, Any] = {"for": old, "read": new}
    return CorrectionBody(at=at, **texts)


def _say(words: str) -> Text:
    return make_text([(Plain(words.replace("\u00a0", " ")),)])


def _are_alike(found: Sequence[Sequence[Phrase]]) -> bool:
    """Whether languages have as many phrases, and each the same sides of them."""
    forms = [[(bool(phrase.old), bool(phrase.new)) for phrase in phrases] for phrases in found]
    return all(form == forms[0] and all(map(any, form)) for form in forms)


def _list_calls(content: Content) -> list[str]:
    return [inline.key for inline in walk_content(content) if isinstance(inline, NoteCall)]


def _side_by_side(paragraphs: Mapping[Code, Sequence[Content]]) -> Iterator[Localized]:
    """Go through the paragraphs of texts, each in all languages."""
    for several in zip(*paragraphs.values(), strict=True):
        yield {code: make_text([content]) for code, content in
               zip(paragraphs, several, strict=True)}  # fmt: skip


def _write_number(said: str, language: Language) -> Text:
    """Write a number of a table as it is printed; what is none stands for itself."""
    try:
        number = Decimal(said)
    except InvalidOperation:
        return _say(language.amounts.missing)
    return _say(write_amount(language.amounts, number, count_decimals(number)))
