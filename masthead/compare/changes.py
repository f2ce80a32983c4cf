"""Changes: what is different about matched units, in each language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec import Struct, field

from masthead.compare.facts import list_facts
from masthead.compare.matching import Match, Matching
from masthead.compare.words import Name, Piece, Token, compare_words, join_words, split_text
from masthead.paper import Code, Localized, Paper, Unit, walk_masthead

Namer = Callable[[Code], tuple[Name, Name]]
"""Says, for a language, what references of the old and of the new version say."""


class Fact(NamedTuple):
    """Something else than words that was changed; empty where it was not there, or is no more."""

    key: str
    old: str
    new: str


class Change(Struct):
    """What is different about a unit, or about the masthead."""

    match: Match | None
    """The units; None for the masthead."""
    words: dict[Code, dict[str, list[Piece]]] = field(default_factory=dict)
    """The words of each text that is different, by language and by the text's name."""
    facts: list[Fact] = field(default_factory=list)

    @property
    def what(self) -> str:
        """Name the change: inserted, deleted, divided, joined, moved or changed."""
        match = self.match
        if match is None:
            return "changed"
        if not match.old or not match.new:
            return "deleted" if match.old else "inserted"
        if len(match.new) > 1 or len(match.old) > 1:
            return "divided" if len(match.new) > 1 else "joined"
        return "moved" if match.moved else "changed"


Looker = Callable[[Paper, Unit, Code], tuple[tuple[str, str], ...]]
"""Looks at the files beside a version that a unit names in a language: their names, and hashes."""


def list_changes(matching: Matching, name: Namer, look: Looker | None = None) -> list[Change]:
    """List what was changed, in the order of the new version: nothing for a paper and itself.

    Without ``look`` files are known by their names alone.
    """
    lister = _Lister(matching, {code: name(code) for code in matching.codes}, look)
    changes = [lister.compare_mastheads(), *map(lister.compare_units, matching.matches)]
    return [
        change
        for change in changes
        if change.words or change.facts or change.what != "changed"
    ]  # fmt: skip


class _Lister:
    def __init__(
        self, matching: Matching, names: dict[Code, tuple[Name, Name]], look: Looker | None
    ) -> None:
        self.matching = matching
        self.names = names
        self.look = look

    def compare_mastheads(self) -> Change:
        """Compare what stands above the text, and what the paper says of itself."""
        change = Change(None)
        old, new = (list_masthead(paper) for paper in (self.matching.old, self.matching.new))
        for kind in dict.fromkeys([*old, *new]):
            self._compare_texts(change, kind, old.get(kind, []), new.get(kind, []))
        codes = self.matching.codes
        change.facts = _compare_facts(
            list_facts(self.matching.old, codes), list_facts(self.matching.new, codes)
        )
        return change

    def compare_units(self, match: Match) -> Change:
        """Compare what units say themselves; what stands in them is matched by itself."""
        change = Change(match)
        old, new = (list_texts(units) for units in (match.old, match.new))
        for name in dict.fromkeys([*old, *new]):
            self._compare_texts(change, name, old.get(name, []), new.get(name, []))
        codes = self.matching.codes
        facts = [list_facts(units[0], codes) if units else {} for units in (match.old, match.new)]
        if match.old and match.new:
            change.facts = _compare_facts(*facts)
            if self.look is not None:
                self._compare_files(self.look, change, match.old[0], match.new[0])
            kinds = match.old[0].kind, match.new[0].kind
            if kinds[0] != kinds[1]:
                change.facts.insert(0, Fact("kind", *kinds))
        elif "number" in facts[0] or "number" in facts[1]:  # a cell's is what it says
            change.facts = [Fact("number", *(kept.get("number", "") for kept in facts))]
        return change

    def _compare_files(self, look: Looker, change: Change, old: Unit, new: Unit) -> None:
        """Compare pictures by what they are, and not by their names."""
        found: dict[Fact, None] = {}
        seen = False
        for code in self.matching.codes:
            ours, theirs = look(self.matching.old, old, code), look(self.matching.new, new, code)
            seen = seen or bool(ours or theirs)
            if [digest for _, digest in ours] != [digest for _, digest in theirs]:
                said = (" ".join(name for name, _ in files) for files in (ours, theirs))
                found[Fact("picture", *said)] = None
        if seen:
            kept = [fact for fact in change.facts if ".image" not in fact.key]
            change.facts = [*kept, *found]

    def _compare_texts(
        self, change: Change, name: str, old: list[Localized], new: list[Localized]
    ) -> None:
        for code in self.matching.codes:
            if not self.matching.notes and _write(old, code) == _write(new, code):
                continue
            ours, theirs = self.names[code]
            before = _split(old, code, {}, ours)
            after = _split(new, code, self.matching.notes, theirs)
            if before != after:
                change.words.setdefault(code, {})[name] = compare_words(before, after)


def _write(texts: list[Localized], code: Code) -> list[str]:
    """Give texts as they are written: those that are alike need not be compared."""
    return [one[code].raw for one in texts if code in one]


def _split(
    texts: list[Localized], code: Code, calls: Mapping[str, str], name: Name
) -> list[Token]:  # fmt: skip
    return join_words([split_text(one[code], calls, name) for one in texts if code in one])


def list_texts(units: list[Unit]) -> dict[str, list[Localized]]:
    """List the texts that units have themselves, by their names."""
    texts: dict[str, list[Localized]] = defaultdict(list)
    for unit in units:
        for slot in unit.contents():
            texts[slot.name].append(slot.texts)
    return texts


def list_masthead(paper: Paper) -> dict[str, list[Localized]]:
    """List the texts above the text itself, by their names."""
    texts: dict[str, list[Localized]] = defaultdict(list)
    for kind, kept in walk_masthead(paper):
        texts[kind].append(kept)
    texts["submitted_by"] += paper.submitted_by
    texts["symbol_note"].append(paper.symbol_note)
    return texts


def _compare_facts(old: dict[str, str], new: dict[str, str]) -> list[Fact]:
    return [
        Fact(key, old.get(key, ""), new.get(key, ""))
        for key in dict.fromkeys([*old, *new])
        if old.get(key) != new.get(key)
    ]
