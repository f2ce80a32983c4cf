"""Where units stand, in the words of a language: “paragraph 12 (h)”, “note 3”, “table 2, row 4”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from masthead.edition.notes import Marks
from masthead.edition.numbering import number_units
from masthead.edition.references import NAMES, name_unit
from masthead.language.language import Language
from masthead.paper import Alternative, Cell, Column, Heading, Note, Paper, Row, Unit

_IN_TABLES = (Column, Row, Cell)


class Names:
    """How each unit of a paper is named in one language: as references do it, or by what is near.

    What no reference can name, a paragraph without a number, is told by its kind (in English, as
    all that Masthead says) and by the unit with a name before it.
    """

    def __init__(self, paper: Paper, language: Language) -> None:
        self._language = language
        self._numbering = number_units(paper, language)
        self._marks = Marks(paper, language)
        self._names: dict[int, str] = {}
        self._near = ""
        self._count: Counter[tuple[str, str]] = Counter()
        self._name_units(paper.text, "")
        for key, note in paper.notes.items():
            call = self._marks.calls.get(key)
            self._names[id(note)] = f"note {call.mark}" if call else f"note [^{key}]"

    def of(self, unit: Unit) -> str:
        """Name a unit."""
        return self._names[id(unit)]

    def find_label(self, unit: Unit) -> str | None:
        """Find the number or letter that a unit has by itself; None for notes and without one."""
        numbered = self._numbering.units.get(id(unit))
        return numbered.label if numbered else None

    def refer(self, identifier: str) -> str:
        """Say what a reference to an id says; the id itself where nothing has it."""
        if identifier not in self._numbering.by_id:
            return f"[@{identifier}]"
        unit, numbered = self._numbering.by_id[identifier]
        return name_unit(unit, numbered, self._language, None) or f"[@{identifier}]"

    def _name_units(self, units: Iterable[Unit], above: str) -> None:
        count: Counter[str] = Counter()
        for unit in units:
            count[unit.kind] += 1
            stands = unit.stands_for()
            name = name_unit(stands, self._numbering.of(stands), self._language, None)
            if name and isinstance(unit, Heading) and self._numbering.of(unit).label is None:
                name = f"heading {name}"
            if name:
                self._near = name
            elif isinstance(unit, Note):
                letter = self._marks.letters.get(id(unit))
                name = f"note {letter.mark} of {above}" if letter else f"note of {above}"
            elif isinstance(unit, Alternative):
                name = f"alternative {count[unit.kind]} of {above}"
            elif isinstance(unit, _IN_TABLES):
                name = f"{above}, {unit.kind} {count[unit.kind]}"
            else:
                name = self._name_plain(unit, above)
            self._names[id(unit)] = name
            self._name_units(unit.children(), name)

    def _name_plain(self, unit: Unit, above: str) -> str:
        """Name a unit by what is near: the second one of its kind there is paragraph 2."""
        near = (
            f"in {above}" if above else f"after {self._near}" if self._near else "at the beginning"
        )
        kind = unit.kind.replace("_", " ")
        kind = f"unnumbered {kind}" if unit.kind in NAMES else kind
        self._count[kind, near] += 1
        number = self._count[kind, near]
        return f"{kind} {number} {near}" if number > 1 else f"{kind} {near}"
