"""Letters and titles: that a paper and its annexes are called something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from masthead.diagnostic import Diagnostics, PaperError
from masthead.paper import NOT_IN_ALL, Annex, Paper, walk_units
from masthead.read import problems
from masthead.series.kinds import apply_kind, choose_kind, load_kinds
from masthead.series.series import load_series, makes_title
from masthead.syntax.problems import MISSING_KEY
from masthead.syntax.text import NoteCall
from masthead.syntax.yaml import LocatedDict

if TYPE_CHECKING:
    from masthead.project import Project


def check_title(project: Project, tree: Any, diagnostics: Diagnostics) -> None:
    """Report a paper, as it was loaded, that has no title, and nothing of which one is made."""
    if not isinstance(tree, LocatedDict) or {"title", "communication"} & tree.keys():
        return
    allow = tree.get("allow")
    if isinstance(allow, LocatedDict) and allow.get(NOT_IN_ALL):
        return  # it was published without
    if not _makes_title(project, tree):
        hint = "write it in each language; that of a letter is made of communication:"
        diagnostics.add(MISSING_KEY.at(tree.place, key="title", hint=hint))


def _makes_title(project: Project, tree: LocatedDict) -> bool:
    """Whether the series makes titles of the symbols of papers of this kind."""
    symbol, name, kind = (tree.get(key) for key in ("symbol", "series", "kind"))
    if not isinstance(symbol, str) or not isinstance(name, str):
        return False
    try:
        series = load_series(project, name, tree.place)
    except PaperError:
        return False
    chosen = kind if isinstance(kind, str) else choose_kind(load_kinds(project), series, symbol)
    return makes_title(apply_kind(series, chosen), symbol)


def check_letter(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report annexes without a title that is not made, and calls in what titles are made of."""
    if paper.communication is None:
        _check_annexes(paper, diagnostics)
        return
    for texts in (paper.communication.from_, paper.communication.to):
        for text in texts.values():
            for call in text.walk():
                if isinstance(call, NoteCall):
                    diagnostics.add(
                        problems.CALL_IN_PARTY.at(text.at(call.start), call.end - call.start)
                    )


def _check_annexes(paper: Paper, diagnostics: Diagnostics) -> None:
    """Report annexes without a title: only the label of one to a letter says what it is."""
    for unit in walk_units(paper.text):
        if isinstance(unit, Annex) and not (unit.annex.title or unit.allow.get(NOT_IN_ALL)):
            hint = "write it in each language"
            diagnostics.add(MISSING_KEY.at(unit.place, key="title", hint=hint))
