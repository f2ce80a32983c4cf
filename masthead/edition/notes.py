"""Notes and their marks: asterisks in the masthead, numbers in the text, each series by itself."""

from __future__ import annotations

from collections.abc import Iterable

from masthead.edition.edition import Call
from masthead.paper import Paper, walk_units
from masthead.text import Text


class Marks:
    """The marks of a paper's notes in one language, by the note's key, in the order of calls."""

    def __init__(self, paper: Paper, code: str) -> None:
        self.calls: dict[str, Call] = {}
        self.series: dict[str, tuple[str, int]] = {}
        self._count("masthead", _masthead_texts(paper, code))
        self._count("text", (unit.text.get(code) for unit in walk_units(paper.text)))

    def _count(self, series: str, texts: Iterable[Text | None]) -> None:
        number = 0
        for text in texts:
            for call in text.calls if text else ():
                if call.key in self.calls:
                    continue
                number += 1
                mark = "*" * number if series == "masthead" else str(number)
                note = f"n{mark}" if series == "text" else f"s{number}"
                self.calls[call.key] = Call(f"c-{note}", note, mark)
                self.series[call.key] = (series, number)


def _masthead_texts(paper: Paper, code: str) -> Iterable[Text | None]:
    if paper.agenda and paper.agenda.title:
        yield paper.agenda.title.get(code)
    yield paper.title.get(code)
    yield paper.byline.get(code)
