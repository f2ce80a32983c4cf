"""Versions: two papers and a language become one marked Edition."""

from __future__ import annotations

from masthead.compare.align import Same
from masthead.compare.matching import Matching
from masthead.compare.merge import merge_editions
from masthead.edition.edition import Edition
from masthead.edition.endnotes import ID as END_NOTES
from masthead.edition.notes import AGENDA, SYMBOL, Marks
from masthead.edition.numbering import number_units
from masthead.edition.resolve import resolve_edition
from masthead.language.language import Language, load_language
from masthead.paper import Code, Paper, Part, Unit
from masthead.project import Project

_FRAME = ("opening", "closing")
"""What frames a resolution or a part of it, and is no unit."""


def mark_versions(project: Project, matching: Matching, code: Code) -> Edition:
    """Make the marked Edition of two versions in one of the languages that were matched.

    Raises PaperError as :func:`resolve_edition` does.
    """
    old, new = (resolve_edition(project, paper, code) for paper in (matching.old, matching.new))
    return merge_editions(old, new, pair_ids(project, matching, code))


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
