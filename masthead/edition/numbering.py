"""Numbers, labels and ids: decided for the structure once, printed the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from masthead.edition.problems import NO_LABEL, TOO_DEEP
from masthead.language.numerals import write_label
from masthead.paper import Annex, Heading, Paper, Paragraph, Subparagraph, Unit

if TYPE_CHECKING:
    from masthead.diagnostic import Diagnostic, Place
    from masthead.language.language import Language


@dataclass(frozen=True, slots=True)
class Numbered:
    """What numbering decides for one unit."""

    id: str
    number: int | None
    label: str | None
    paragraph: int | None = None
    """The number of the paragraph to which the unit belongs, for references."""
    path: tuple[str, ...] = ()
    """The labels of subparagraphs down to this unit, for references."""
    depth: int = 0
    annex: str | None = None
    """How the annex in which it stands is referred to."""
    reference: str = ""
    """How an annex itself is referred to."""


@dataclass(slots=True)
class Numbering:
    """The numbers of all units of a paper in one language; units are found by identity."""

    units: dict[int, Numbered] = field(default_factory=dict)
    by_id: dict[str, tuple[Unit | Subparagraph, Numbered]] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)

    def of(self, unit: Unit | Subparagraph) -> Numbered:
        """What was decided for a unit."""
        return self.units[id(unit)]


def number_units(paper: Paper, language: Language) -> Numbering:
    """Number every unit of a paper in one language; what has no label is among the faults."""
    numbering = Numbering()
    _Counter(language, numbering).count(paper.text, "", None)
    return numbering


class _Counter:
    """Counts through the units; an annex is counted by itself, with ids of its own."""

    def __init__(self, language: Language, numbering: Numbering) -> None:
        self.language = language
        self.labels = language.labels
        self.numbering = numbering

    def count(self, units: list[Unit], prefix: str, annex: str | None) -> None:
        """Count the units of the text, or of one annex."""
        headings = _HeadingCount()
        paragraphs = unnumbered = annexes = 0
        only = sum(isinstance(unit, Annex) for unit in units) == 1
        for unit in units:
            if isinstance(unit, Heading):
                self._keep(unit, self._number_heading(unit, headings, prefix, annex))
            elif isinstance(unit, Paragraph):
                if unit.numbered:
                    paragraphs += 1
                    label = self._write(self.labels.paragraph, paragraphs, "paragraph", unit.place)
                    name = f"{prefix}p{paragraphs}"
                    numbered = Numbered(name, paragraphs, label, paragraphs, annex=annex)
                else:
                    unnumbered += 1
                    numbered = Numbered(f"{prefix}u{unnumbered}", None, None, annex=annex)
                self._keep(unit, numbered)
                self._count_subparagraphs(unit.subparagraphs, numbered, 1)
            elif isinstance(unit, Annex):
                annexes += 1
                numbered = self._number_annex(unit, annexes, prefix, annex, only=only)
                self._keep(unit, numbered)
                self.count(unit.units, f"{numbered.id}-", numbered.reference)

    def _number_heading(
        self, unit: Heading, count: _HeadingCount, prefix: str, annex: str | None
    ) -> Numbered:
        number = count.enter(unit.level, numbered=unit.numbered)
        label = None
        if unit.numbered and unit.level > len(self.labels.headings):
            self._report_depth(unit, "headings", unit.level)
        elif unit.numbered:
            pattern = self.labels.headings[unit.level - 1]
            label = self._write(pattern, number, "heading", unit.place)
        name = f"{prefix}h{count.all}"
        known = number if unit.numbered else None
        return Numbered(name, known, label, depth=len(count.open), annex=annex)

    def _number_annex(
        self, unit: Annex, number: int, prefix: str, annex: str | None, *, only: bool
    ) -> Numbered:
        """An annex inside an annex is an appendix; the only one of its kind has no number."""
        words = self.language.reference
        if annex is None:
            patterns = (
                (self.labels.annex, words.annex) if only else (self.labels.annexes, words.annexes)
            )
        elif only:
            patterns = self.labels.appendix, words.appendix
        else:
            patterns = self.labels.appendices, words.appendices
        label, reference = (self._write(kept, number, "annex", unit.place) for kept in patterns)
        if annex is not None:
            reference = words.in_annex.format(annex=annex, reference=reference)
        return Numbered(f"{prefix}a{number}", number, label, annex=annex, reference=reference)

    def _count_subparagraphs(
        self, subparagraphs: list[Subparagraph], above: Numbered, level: int
    ) -> None:
        patterns = self.labels.subparagraphs
        if subparagraphs and level > len(patterns):
            self._report_depth(subparagraphs[0], "subparagraphs", level)
        for number, unit in enumerate(subparagraphs, start=1):
            label = ""
            if level <= len(patterns):
                label = self._write(patterns[level - 1], number, "subparagraph", unit.place)
            numbered = Numbered(
                f"{above.id}-{number}", number, label, above.paragraph, (*above.path, label),
                annex=above.annex,
            )  # fmt: skip
            self._keep(unit, numbered)
            self._count_subparagraphs(unit.subparagraphs, numbered, level + 1)

    def _write(self, pattern: str, number: int, what: str, place: Place) -> str:
        try:
            return write_label(self.language, pattern, number)
        except ValueError:
            code = self.language.code
            self.numbering.faults.append(NO_LABEL.at(place, code=code, what=what, number=number))
            return ""

    def _report_depth(self, unit: Unit | Subparagraph, what: str, level: int) -> None:
        code = self.language.code
        self.numbering.faults.append(TOO_DEEP.at(unit.place, code=code, what=what, level=level))

    def _keep(self, unit: Unit | Subparagraph, numbered: Numbered) -> None:
        self.numbering.units[id(unit)] = numbered
        if unit.id is not None:
            self.numbering.by_id[unit.id] = (unit, numbered)


class _HeadingCount:
    """Counts headings by level. Every heading, numbered or not, lets the ones below begin anew."""

    def __init__(self) -> None:
        self.all = 0
        self.open: list[int] = []
        """The levels of the headings under which we stand: as many as the outline is deep."""
        self._numbers: dict[int, int] = {}

    def enter(self, level: int, *, numbered: bool) -> int:
        """Enter a heading, and say its number at its level."""
        self.all += 1
        self.open = [*(above for above in self.open if above < level), level]
        self._numbers = {kept: count for kept, count in self._numbers.items() if kept <= level}
        self._numbers[level] = self._numbers.get(level, 0) + numbered
        return self._numbers[level]
