"""What was changed, as people are told it: unit by unit, in each language."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from masthead.compare.adopting import adopt_references
from masthead.compare.changes import Change, Fact, list_changes, list_masthead, list_texts
from masthead.compare.matching import Match, Matching, match_papers
from masthead.compare.places import Names
from masthead.compare.words import Name, Piece, Token
from masthead.diagnostic import Place, UsageError
from masthead.language.language import load_language
from masthead.paper import Cell, Code, Column, Localized, Paper, Row, Unit, walk_units
from masthead.project import Project
from masthead.series.series import load_series

_IN_TABLES = (Column, Row, Cell)
_ORDER = ("changed", "inserted", "deleted", "divided", "joined", "moved")


class Told(Struct):
    """A change as it is told."""

    what: str
    """changed, inserted, deleted, divided, joined or moved."""
    kind: str
    """The kind of its unit, or masthead."""
    old: dict[Code, str]
    """How the unit was named in each language; empty where it is new."""
    new: dict[Code, str]
    """How the unit is named in each language; empty where it is gone."""
    place: Place
    """Where it stands in its file: in the old one where it is gone."""
    words: dict[Code, dict[str, list[Piece]]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    not_followed: dict[Code, list[Place]] = field(default_factory=dict)
    """Languages in which a text stayed as it was where that of the original was changed, and where
    it stands."""


class Summary(Struct):
    """What was changed between two versions of a paper."""

    old: str
    new: str
    """How the versions are named."""
    codes: tuple[Code, ...]
    """The languages that were compared."""
    only: dict[Code, str]
    """Languages that only one of the versions has, and which one: not compared."""
    changes: list[Told]
    renumbered: dict[Code, list[tuple[str, str]]]
    """Units that have another number or letter, and have not been changed or moved themselves."""
    matching: Matching

    @property
    def counts(self) -> dict[str, int]:
        """How many changes there are of each sort that there are."""
        count = Counter(told.what for told in self.changes)
        return {what: count[what] for what in _ORDER if count[what]}


def compare_papers(
    project: Project, old: Paper, new: Paper, codes: tuple[Code, ...] = (),
    names: tuple[str, str] = ("", ""), imported: Paper | None = None,
    projects: tuple[Project, Project] | None = None,
) -> Summary:  # fmt: skip
    """Compare two versions of a paper, in these languages or all that both have.

    ``projects`` are the folders in which both were read. ``imported`` is that of them which comes
    from a file: its references are found.

    Raises UsageError when they have no language or, with other symbols, no unit in common.
    """
    names = (names[0] or old.file, names[1] or new.file)
    chosen = _choose_codes(old, new, codes, names)
    matching = match_papers(old, new, chosen)
    if imported is not None:
        adopt_references(project, matching, imported)
    same = any(match.old and match.new and _says(match.new) for match in matching.matches)
    if not same and old.symbol != new.symbol:  # a paper may be written anew, and be the same
        raise UsageError(f"{names[0]} and {names[1]} have nothing in common: no unit is the same")
    told = {code: (_name(project, old, code), _name(project, new, code)) for code in chosen}

    def refer(code: Code) -> tuple[Name, Name]:
        return told[code][0].refer, told[code][1].refer

    folders = projects or (project, project)

    def look(paper: Paper, unit: Unit, code: Code) -> tuple[tuple[str, str], ...]:
        return tuple(_look_at(folders[paper is new], paper, unit, code))

    changes = _fold(list_changes(matching, refer, look), old, new)
    _drop_unprinted(project, changes, old, new)
    touched = {id(change.match) for change in changes}
    kept = [
        match for match in matching.matches if match.old and match.new and id(match) not in touched
    ]
    only = {
        code: names[code in new.versions]
        for code in dict.fromkeys([*old.versions, *new.versions])
        if (code in old.versions) != (code in new.versions)
    }
    return Summary(
        *names, chosen, only if not codes else {},
        [_tell(change, new, told) for change in changes],
        {code: _list_renumbered(kept, *told[code]) for code in chosen}, matching,
    )  # fmt: skip


def _look_at(
    project: Project, paper: Paper, unit: Unit, code: Code
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """Look at the files that a unit names: their names and hashes, no hash for one that is gone."""
    for name in unit.files(code):
        try:
            data = project.read_file(project.find_beside(paper.file, name))
        except OSError:
            yield name, ""
        else:
            yield name, hashlib.sha256(data).hexdigest()


def _drop_unprinted(project: Project, changes: list[Change], old: Paper, new: Paper) -> None:
    """Drop a distribution that is said in one version and goes without saying in the other."""
    series = load_series(project, new.series, new.find_place("series"))
    said = {old.distribution, new.distribution}
    if series.distribution and old.series == new.series and said == {None, "general"}:
        for change in [one for one in changes if one.match is None]:
            change.facts = [fact for fact in change.facts if fact.key != "distribution"]
            if not change.facts and not change.words:
                changes.remove(change)


def _choose_codes(
    old: Paper, new: Paper, codes: tuple[Code, ...], names: tuple[str, str]
) -> tuple[Code, ...]:
    for paper, name in ((old, names[0]), (new, names[1])):
        if lacking := [code for code in codes if code not in paper.versions]:
            raise UsageError(f"--lang {lacking[0]}: {name} has {', '.join(paper.versions)}")
    common = tuple(code for code in codes or new.versions if code in old.versions)
    if not common:
        ours, theirs = (", ".join(paper.versions) for paper in (old, new))
        raise UsageError(
            f"no language is in both: {names[0]} has {ours}, and {names[1]} has {theirs}"
        )
    return common


def _says(units: list[Unit]) -> bool:
    return any(slot.texts for unit in units for inner in walk_units([unit])
               for slot in inner.contents())  # fmt: skip


def _name(project: Project, paper: Paper, code: Code) -> Names:
    return Names(paper, load_language(project, code, paper.station))


def _fold(changes: list[Change], old: Paper, new: Paper) -> list[Change]:
    """Tell of what came or went with its table or row there, and of no unit that says nothing."""
    above = {
        id(child): unit
        for paper in (old, new)
        for unit in walk_units(paper.text)
        for child in unit.children()
    }
    whole: dict[int, Change] = {}
    kept: list[Change] = []
    for change in changes:
        if change.what not in ("inserted", "deleted") or change.match is None:
            kept.append(change)
            continue
        unit = (change.match.new or change.match.old)[0]
        holder = whole.get(id(above.get(id(unit))))
        if holder is not None and (isinstance(unit, _IN_TABLES) or holder.match is None):
            _take_words(holder, change)
            whole[id(unit)] = holder
            continue
        whole[id(unit)] = change
        if change.words or change.facts or not list(unit.children()) or isinstance(unit, Row):
            kept.append(change)
    return kept


def _take_words(holder: Change, change: Change) -> None:
    """Take the words of a cell into what is told of its row or table."""
    for code, texts in change.words.items():
        held = holder.words.setdefault(code, {}).setdefault("cells", [])
        for pieces in texts.values():
            if held:
                held.append(Piece(pieces[0].change, (Token((), " | "),)))
            held += pieces
    holder.facts += change.facts


def _tell(change: Change, new: Paper, names: dict[Code, tuple[Names, Names]]) -> Told:
    match = change.match
    if match is None:
        texts = dict.fromkeys(names, "masthead")
        behind = _list_behind(change, list_masthead(new), new.original, names)
        return Told(
            "changed", "masthead", texts, texts, new.place, change.words, change.facts, behind
        )  # fmt: skip
    unit = (match.new or match.old)[0]
    old, new_ = (
        {code: ", ".join(two[at].of(one) for one in units) for code, two in names.items() if units}
        for at, units in enumerate((match.old, match.new))
    )
    both = match.old and match.new
    behind = _list_behind(change, list_texts(match.new), new.original, names) if both else {}
    return Told(
        change.what, unit.kind, old, new_, unit.place, change.words, change.facts, behind
    )  # fmt: skip


def _list_behind(
    change: Change, texts: Mapping[str, Sequence[Localized]], original: Code, codes: Iterable[Code]
) -> dict[Code, list[Place]]:
    """List the texts that stayed as they were where those of the original were changed."""
    behind: dict[Code, list[Place]] = {}
    for name in change.words.get(original, ()):
        for code in codes:
            if name not in change.words.get(code, ()):
                places = [text[code].place for text in texts.get(name, ()) if code in text]
                behind.setdefault(code, []).extend(places)
    return {code: places for code, places in behind.items() if places}


def _list_renumbered(kept: list[Match], old: Names, new: Names) -> list[tuple[str, str]]:
    """List units whose own number or letter is another; what stands in them goes with them."""
    return [
        (old.of(before), new.of(after))
        for before, after in ((match.old[0], match.new[0]) for match in kept)
        if old.find_label(before) != new.find_label(after)
    ]
