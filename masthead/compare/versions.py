"""Versions: two papers and a language become one marked Edition."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from masthead.compare.align import Same, list_fields, sort_field
from masthead.compare.matching import Matching
from masthead.compare.merge import merge_editions
from masthead.edition.edition import Edition, Image
from masthead.edition.endnotes import ID as END_NOTES
from masthead.edition.marks import Compared
from masthead.edition.notes import AGENDA, SYMBOL, Marks
from masthead.edition.numbering import number_units
from masthead.edition.resolve import make_identifier, resolve_edition
from masthead.language.dates import write_date
from masthead.language.language import Language, load_language
from masthead.paper import Code, Paper, Part, Unit
from masthead.project import Project

_FRAME = ("opening", "closing")
"""What frames a resolution or a part of it, and is no unit."""


class Side(Struct, frozen=True):
    """One of two versions that are compared: where its pictures are, and how it is told."""

    project: Project
    """The folder in which it was read."""
    said: str = ""
    """What tells it from the other: a revision, the name of a file."""


class Resolved(NamedTuple):
    """Both versions in one language, and which of their nodes are the same."""

    old: Edition
    new: Edition
    same: Same


def resolve_versions(
    project: Project, matching: Matching, code: Code, sides: tuple[Side, Side] | None = None
) -> Resolved:  # fmt: skip
    """Resolve two versions in one of the languages that were matched.

    Raises PaperError as :func:`resolve_edition` does.
    """
    sides = sides or (Side(project), Side(project))
    old, new = (
        _resolve(project, side.project, paper, code, sourced=paper is matching.new)
        for side, paper in zip(sides, (matching.old, matching.new), strict=True)
    )
    return Resolved(old, new, pair_ids(project, matching, code))


def mark_versions(
    project: Project, matching: Matching, code: Code, sides: tuple[Side, Side] | None = None,
    resolved: Resolved | None = None,
) -> Edition:  # fmt: skip
    """Make the marked Edition of two versions in one of the languages that were matched.

    Raises PaperError as :func:`resolve_edition` does.
    """
    sides = sides or (Side(project), Side(project))
    old, new, same = resolved or resolve_versions(project, matching, code, sides)
    compared = _name_versions(new.language, matching, sides)
    identifier = make_identifier(f"{old.identifier} {compared.said}", code)
    return replace(merge_editions(old, new, same), compared=compared, identifier=identifier)


def _resolve(
    project: Project, then: Project, paper: Paper, code: Code, *, sourced: bool
) -> Edition:  # fmt: skip
    """Resolve a version; pictures from elsewhere have addresses that lead there.

    What is made of both has the source of the new one alone.
    """
    edition = resolve_edition(then, paper, code, sourced=sourced)
    if then.root == project.root:
        return edition
    body = tuple(_move_pictures(block, then) for block in edition.body)
    files = tuple((str(then.root / file), name) for file, name in edition.files)
    return replace(edition, body=body, files=files)


def _move_pictures(node: Any, then: Project) -> Any:
    made: dict[str, Any] = {}
    for name in list_fields(node):
        value = getattr(node, name)
        if isinstance(value, Image):
            made[name] = replace(value, file=str(then.root / value.file))
        elif sort_field(value) == "nodes":
            made[name] = tuple(_move_pictures(inner, then) for inner in value)
    return replace(node, **made) if made else node


def _name_versions(
    language: Language, matching: Matching, sides: tuple[Side, Side]
) -> Compared:  # fmt: skip
    """Name both versions by symbol and date, and by what else tells them apart.

    From right to left symbols and revisions are isolated: a day after a symbol would go with it.
    """
    words = language.comparing

    def isolate(latin: str) -> str:
        return f"\u2066{latin}\u2069" if latin and language.direction == "rtl" else latin

    def name(paper: Paper, said: str) -> str:
        date = [write_date(language, paper.date), isolate(said)]
        return words.version.format(
            symbol=isolate(paper.symbol), date=language.list_comma.join(filter(None, date))
        )

    old, new = (
        name(paper, side.said)
        for side, paper in zip(sides, (matching.old, matching.new), strict=True)
    )
    return Compared(old, new, words.said.format(old=old, new=new))


def pair_ids(project: Project, matching: Matching, code: Code) -> Same:
    """Say which nodes of two editions are the same."""
    before, after = (
        _Names(paper, load_language(project, code, paper.station))
        for paper in (matching.old, matching.new)
    )
    same = {name: name for name in (END_NOTES, "line", *_FRAME)}
    parted = []
    for match in matching.matches:
        if match.old and match.new:
            same |= _pair_unit(match.old[-1], match.new[-1], before, after)
        if len(match.old) > 1 or len(match.new) > 1:
            ours, theirs = (
                tuple(kept.names.get(id(unit), "") for unit in units)
                for kept, units in ((before, match.old), (after, match.new))
            )
            parted.append((ours, theirs))
    for key in (SYMBOL, AGENDA):
        if key in before.marks.calls and key in after.marks.calls:
            same[after.marks.calls[key].note] = before.marks.calls[key].note
    return Same(same, parted)


def _pair_unit(old: Unit, new: Unit, before: _Names, after: _Names) -> dict[str, str]:
    ours, theirs = before.names.get(id(old)), after.names.get(id(new))
    if ours is None or theirs is None:  # a note that nothing calls in this language
        return {}
    framed = isinstance(old, Part) and isinstance(new, Part)
    frame = {f"{theirs}-{name}": f"{ours}-{name}" for name in _FRAME if framed}
    return {theirs: ours, **frame}


class _Names:
    """The ids of a paper's nodes, by the identity of their units."""

    def __init__(self, paper: Paper, language: Language) -> None:
        self.marks = Marks(paper, language)
        numbering = number_units(paper, language)
        self.names = {key: numbered.id for key, numbered in numbering.units.items()}
        self.names |= {key: call.note for key, call in self.marks.letters.items()}
        calls = self.marks.calls
        self.names |= {
            id(note): calls[key].note for key, note in paper.notes.items() if key in calls
        }
