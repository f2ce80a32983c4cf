"""Notes and their marks: asterisks in the masthead, numbers in the text, each series by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.edition.edition import Call
from masthead.language.numerals import write_label
from masthead.paper import Localized, Paper, walk_masthead, walk_slots

if TYPE_CHECKING:
    from collections.abc import Iterable

    from masthead.language.language import Language


class Marks:
    """The marks of a paper's notes in one language, by the note's key, in the order of calls.

    Calls are counted as they are printed: agenda title, basis of adoption, title, byline, text.
    """

    def __init__(self, paper: Paper, language: Language) -> None:
        self.calls: dict[str, Call] = {}
        self.series: dict[str, tuple[str, int]] = {}
        self._language = language
        # Asterisks on the symbol itself (a reissue) have used up the first marks.
        taken = len(paper.symbol) - len(paper.symbol.rstrip("*"))
        self._count("masthead", (text for _, text in walk_masthead(paper)), taken)
        self._count("text", (slot.texts for _, slot in walk_slots(paper.text)), 0)

    def _count(self, series: str, texts: Iterable[Localized], number: int) -> None:
        for localized in texts:
            text = localized.get(self._language.code)
            for call in text.calls if text else ():
                if call.key in self.calls:
                    continue
                number += 1
                if series == "masthead":
                    note, mark = f"s{number}", "*" * number
                else:
                    note = f"n{number}"
                    mark = write_label(self._language, self._language.labels.call, number)
                self.calls[call.key] = Call(f"c-{note}", note, mark)
                self.series[call.key] = (series, number)
