"""Letters and titles: that a paper and its annexes are called something."""

from __future__ import annotations

from typing import Any

from masthead.diagnostic import Diagnostics
from masthead.paper import Annex, Paper, walk_units
from masthead.read import problems
from masthead.syntax.problems import MISSING_KEY
from masthead.syntax.text import NoteCall
from masthead.syntax.yaml import LocatedDict


def check_title(tree: Any, diagnostics: Diagnostics) -> None:
    """Report a paper, as it was loaded, that has no title, and nothing to make that of a letter."""
    if isinstance(tree, LocatedDict) and not {"title", "communication"} & tree.keys():
        hint = "write it in each language; that of a letter is made of communication:"
        diagnostics.add(MISSING_KEY.at(tree.place, key="title", hint=hint))


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
        if isinstance(unit, Annex) and not unit.annex.title:
            hint = "write it in each language"
            diagnostics.add(MISSING_KEY.at(unit.place, key="title", hint=hint))
