"""A last look at official files: whether what they say is in what was made of them.

Letters and digits alone are compared, in their order: labels, emphasis and layout may differ.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from masthead.diagnostic import Diagnostic, Place
from masthead.draft.draft import Draft, say
from masthead.importing import problems
from masthead.paper import Cell, Paper, walk_texts, walk_units
from masthead.syntax.text import Content, read_plain

_SHOWN = 60
_NEAR = 20_000


def tell_losses(paper: Paper, drafts: Iterable[Draft]) -> Iterator[Diagnostic]:
    """Tell the texts of drafts of which the paper does not have the words."""
    for draft in drafts:
        whole = Whole(_gather(paper, draft.code))
        for line, content in _list_contents(draft):
            words = say(content)
            if not whole.has(squeeze(words, draft.code)):
                shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
                yield problems.LOST.at(Place(draft.file, max(line, 1)), text=shown)


class Whole:
    """A long text in which others are looked for, that mostly follow each other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = [0]
        """Where others were found last: in the text, and in the notes that are called in it."""

    def has(self, words: str) -> bool:
        """Whether some words are in it: looked for on from where others were found."""
        for at, place in enumerate(self.places):
            found = self.text.find(words, place, place + len(words) + _NEAR)
            if found >= 0:
                self.places[at] = found + len(words)
                return True
        found = self.text.find(words)
        if found >= 0:
            self.places = [found + len(words), *self.places[:2]]
        return found >= 0


def squeeze(text: str, code: str) -> str:
    """Keep letters and digits; in Arabic no digits, since some figures are turned."""
    kept = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
    return "".join(one for one in kept if not one.isdigit()) if code == "ar" else kept


def _gather(paper: Paper, code: str) -> str:
    """Gather what a paper says in a language: labels of its own before the words they label."""
    numbers = [
        f"{unit.number}" for unit in walk_units(paper.text)
        if isinstance(unit, Cell) and unit.number is not None
    ]  # fmt: skip
    texts = [
        " ".join(read_plain(content) for content in entry.texts[code].paragraphs)
        for entry in walk_texts(paper)
        if code in entry.texts
    ]
    return squeeze("".join([*texts, *numbers]), code)


def _list_contents(draft: Draft) -> Iterator[tuple[int, Content]]:
    yield 1, draft.facts.title
    for section in draft.sections:
        yield section.line, section.title
        for block in section.blocks:
            for content in block.texts():
                yield block.line, content
    for paragraphs in draft.notes.values():
        for content in paragraphs:
            yield 1, content
