"""Notes and their marks: asterisks in the masthead, numbers in the text, each series by itself."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal

from masthead.edition.edition import Call, TableCall
from masthead.language.numerals import write_label
from masthead.paper import Localized, Paper, Signature, Unit, walk_masthead, walk_slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from masthead.language.language import Language
    from masthead.paper.walk import Found

SYMBOL = "*"
"""The key of the note to the symbol."""
AGENDA = "*agenda"
"""The key of the note that names the agenda."""
PageSeries = Literal["masthead", "text"]
"""The series of notes at the foot of the page."""


def _put_functions_first(found: Iterable[Found]) -> Iterator[Found]:
    """Read signatures as some languages print them: the function, then the name."""
    for _, texts in groupby(found, key=lambda one: id(one.unit)):
        yield from sorted(
            texts, key=lambda one: isinstance(one.unit, Signature) and one.slot.name == "name"
        )


class Marks:
    """The marks of a paper's notes in one language, by the note's key, in the order of calls.

    Calls are counted as they are printed: symbol, agenda and its titles, basis of adoption,
    sponsors, title, subtitle, byline, text. The notes to symbol and agenda have keys of their own,
    ``SYMBOL`` and ``AGENDA``. A table has a series of its own, and a note of it may be called
    several times.
    """

    def __init__(self, paper: Paper, language: Language) -> None:
        self.calls: dict[str, Call] = {}
        self.series: dict[str, tuple[PageSeries, int]] = {}
        self.letters: dict[int, TableCall] = {}
        """The first call of each note of a table, by the identity of the note."""
        self._language = language
        # Asterisks on the symbol itself (a reissue) have used up the first marks.
        taken = len(paper.symbol) - len(paper.symbol.rstrip("*"))
        if paper.reissued or paper.symbol_note:
            taken = max(taken, 1)
            self._add_call(SYMBOL, "masthead", taken)
        if paper.agenda and paper.agenda.document:
            taken += 1
            self._add_call(AGENDA, "masthead", taken)
        self._count("masthead", ((text, {}) for _, text in walk_masthead(paper)), taken)
        found = walk_slots(paper.text)
        if language.letters.function_first:
            found = _put_functions_first(found)
        self._count("text", ((one.slot.texts, one.notes) for one in found), 0)

    def _count(
        self, series: PageSeries, found: Iterable[tuple[Localized, Mapping[str, Unit]]], number: int
    ) -> None:
        for texts, notes in found:
            text = texts.get(self._language.code)
            for call in text.calls if text else ():
                if call.key in notes:
                    self._count_letter(call.key, notes)
                    continue
                if call.key in self.calls:
                    continue
                number += 1
                self._add_call(call.key, series, number)

    def _add_call(self, key: str, series: PageSeries, number: int) -> None:
        if series == "masthead":
            note, mark = f"s{number}", "*" * number
        else:
            note = f"n{number}"
            mark = write_label(self._language, self._language.labels.call, number)
        self.calls[key] = Call(f"c-{note}", note, mark)
        self.series[key] = (series, number)

    def _count_letter(self, key: str, notes: Mapping[str, Unit]) -> None:
        """Give a note of a table its letter, where it is called for the first time."""
        if id(notes[key]) in self.letters:
            return
        number = 1 + sum(id(note) in self.letters for note in notes.values())
        mark = write_label(self._language, self._language.labels.table_call, number)
        note = f"k{len(self.letters) + 1}"
        self.letters[id(notes[key])] = TableCall(f"c-{note}", note, mark)
