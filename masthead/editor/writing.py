"""A paper as it is being written: its text, what can be read of it, what its units are called."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from masthead.diagnostic import Diagnostic, PaperError
from masthead.editor.gaps import read_around
from masthead.editor.stretches import Stretch, find_stretches
from masthead.language.language import Language, load_language
from masthead.language.numerals import strip_point
from masthead.project import Project
from masthead.read.reader import Reading, read_source

if TYPE_CHECKING:
    from masthead.check.inspection import Inspection
    from masthead.edition.notes import Marks
    from masthead.edition.numbering import Numbering
    from masthead.paper import Paper, Unit


class Writing(Struct, eq=False, dict=True):
    """One state of a paper's text: saved or not, whole or not.

    ``before`` is an earlier state, which stands in where nothing can be read of this one.
    """

    project: Project
    path: Path
    text: str
    before: Paper | None = None
    spell: bool = False
    """Whether words are looked up in dictionaries, too."""
    _numbering: dict[str, Numbering] = field(default_factory=dict)
    _marks: dict[str, Marks] = field(default_factory=dict)

    @cached_property
    def name(self) -> str:
        """How diagnostics name the file."""
        return self.project.name(self.path)

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @cached_property
    def reading(self) -> Reading:
        """What comes of reading the whole text."""
        data = self.text.encode("utf-8", "surrogatepass")
        return read_source(self.project, data, self.name, self.path.name)

    @cached_property
    def paper(self) -> Paper | None:
        """The paper: where units cannot be read, the others all the same, and else the last one."""
        return self.reading.paper or self._around or self.before

    @cached_property
    def is_of_now(self) -> bool:
        """Whether places in the paper are places in this text."""
        return self.reading.paper is not None or self._around is not None

    @cached_property
    def _around(self) -> Paper | None:
        return read_around(self.project, "\n".join(self.lines), self.name, self.reading)

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What ``check`` finds in this text."""
        from masthead.check.checker import Choice
        from masthead.check.papers import check_reading

        return tuple(check_reading(self.reading, self.inspection, Choice(spell=self.spell)))

    @cached_property
    def inspection(self) -> Inspection | None:
        """The paper as rules look at it, if it could be read whole."""
        from masthead.check.inspection import Inspection

        return Inspection(self.project, self.reading.paper) if self.reading.paper else None

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Where the units stand in this text; none where its paper is an earlier one."""
        if self.paper is None or not self.is_of_now:
            return ()
        return find_stretches(self.paper, self.lines)

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The language versions of the paper that the project knows, the original first."""
        if self.paper is None:
            return ()
        original = self.paper.original
        codes = sorted(self.paper.versions, key=lambda code: code != original)
        found = []
        for code in codes:
            try:
                found.append(load_language(self.project, code))
            except PaperError:  # is said where it is written
                continue
        return tuple(found)

    def number(self, language: Language) -> Numbering:
        """Number the units in one of its languages."""
        from masthead.edition.numbering import number_units

        if self.paper is not None and language.code not in self._numbering:
            self._numbering[language.code] = number_units(self.paper, language)
        return self._numbering[language.code]

    def mark(self, language: Language) -> Marks:
        """Give the notes their marks in a language."""
        from masthead.edition.notes import Marks

        if self.paper is not None and language.code not in self._marks:
            self._marks[language.code] = Marks(self.paper, language)
        return self._marks[language.code]

    def label(self, unit: Unit, language: Language) -> str:
        """Say what a unit is called in a language: ``12 (h)``, ``Annex I``; empty if nothing."""
        numbered = self.number(language).units.get(id(unit))
        if numbered is None:
            return ""
        if numbered.path:
            labels = [numbered.paragraph, *numbered.path]
            return language.reference.joiner.join(strip_point(part) for part in labels if part)
        return strip_point(numbered.label or numbered.reference or "")
