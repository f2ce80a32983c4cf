"""Numbers, labels and ids: decided for the structure once, printed the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from masthead.diagnostic import Place, Problem
from masthead.language.language import Language
from masthead.language.numerals import write_label
from masthead.paper import Annex, Heading, Paper, Paragraph, Subparagraph, Unit

NO_LABEL = Problem(
    "E001", "{code} has no label for {what} number {number}", "divide the list, or add labels to the language"
)  # fmt: skip
TOO_DEEP = Problem(
    "E002", "{code} has no label for subparagraphs of level {level}", "bring the text up one level"
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """What numbering decides for one unit."""

    id: str
    number: int | None
    label: str | None
    path: tuple[str, ...] = ()
    """Labels from the numbered paragraph down to this unit, for references."""
    depth: int = 0
    annex: str | None = None
    """The label of the annex in which it stands."""


@dataclass(slots=True)
class Numbering:
    """The numbers of all units of a paper in one language; units are found by identity."""

    units: dict[int, Numbered] = field(default_factory=dict)
    by_id: dict[str, tuple[Unit | Subparagraph, Numbered]] = field(default_factory=dict)
    faults: list[tuple[Problem, Place, dict[str, object]]] = field(default_factory=list)

    def of(self, unit: Unit | Subparagraph) -> Numbered:
        """What was decided for a unit."""
        return self.units[id(unit)]


def number_units(paper: Paper, language: Language) -> Numbering:
    """Number every unit of a paper in one language."""
    numbering = Numbering()
    counter = _Counter(paper, language, numbering)
    counter.count(paper.text, "", None)
    return numbering


class _Counter:
    """Counts through the units; an annex is counted by itself, with ids of its own."""

    def __init__(self, paper: Paper, language: Language, numbering: Numbering) -> None:
        self.language = language
        self.numbering = numbering
        self.annexes = sum(isinstance(unit, Annex) for unit in paper.text)

    def count(self, units: list[Unit], prefix: str, annex: str | None) -> None:
        depths = _find_depths(units)
        headings = paragraphs = unnumbered = annexes = 0
        levels = [0] * 7
        for unit in units:
            if isinstance(unit, Heading):
                headings += 1
                label = None
                if unit.numbered:
                    levels[unit.level] += 1
                    levels[unit.level + 1 :] = [0] * (6 - unit.level)
                    pattern = self.language.labels.headings[unit.level - 1]
                    label = self._write(pattern, levels[unit.level], "heading", unit.place)
                number = levels[unit.level] if unit.numbered else None
                self._keep(
                    unit,
                    Numbered(f"{prefix}h{headings}", number, label, (), depths[unit.level], annex),
                )
            elif isinstance(unit, Paragraph):
                if unit.numbered:
                    paragraphs += 1
                    label = self._write(
                        self.language.labels.paragraph, paragraphs, "paragraph", unit.place
                    )
                    numbered = Numbered(
                        f"{prefix}p{paragraphs}", paragraphs, label, (str(paragraphs),), 0, annex
                    )
                else:
                    unnumbered += 1
                    numbered = Numbered(f"{prefix}u{unnumbered}", None, None, (), 0, annex)
                self._keep(unit, numbered)
                self._count_subparagraphs(unit.subparagraphs, numbered, 1)
            elif isinstance(unit, Annex):
                annexes += 1
                only = self.annexes == 1 or prefix
                labels = self.language.labels
                label = self._write(
                    labels.annex if only else labels.annexes, annexes, "annex", unit.place
                )
                inner = f"{prefix}a{annexes}"
                self._keep(unit, Numbered(inner, annexes, label, (), 0, annex))
                self.count(unit.units, f"{inner}-", label)

    def _count_subparagraphs(
        self, subparagraphs: list[Subparagraph], above: Numbered, level: int
    ) -> None:
        patterns = self.language.labels.subparagraphs
        for number, unit in enumerate(subparagraphs, start=1):
            if level > len(patterns):
                fault = {"code": self.language.code, "level": level}
                self.numbering.faults.append((TOO_DEEP, unit.place, dict(fault)))
                label = ""
            else:
                label = self._write(patterns[level - 1], number, "subparagraph", unit.place)
            numbered = Numbered(
                f"{above.id}-{number}", number, label, (*above.path, label), 0, above.annex
            )
            self._keep(unit, numbered)
            self._count_subparagraphs(unit.subparagraphs, numbered, level + 1)

    def _write(self, pattern: str, number: int, what: str, place: Place) -> str:
        try:
            return write_label(self.language, pattern, number)
        except ValueError:
            fault = {"code": self.language.code, "what": what, "number": number}
            self.numbering.faults.append((NO_LABEL, place, dict(fault)))
            return ""

    def _keep(self, unit: Unit | Subparagraph, numbered: Numbered) -> None:
        self.numbering.units[id(unit)] = numbered
        if unit.id is not None:
            self.numbering.by_id[unit.id] = (unit, numbered)


def _find_depths(units: list[Unit]) -> dict[int, int]:
    """Map the heading levels in use to outline depths without gaps."""
    levels = sorted({unit.level for unit in units if isinstance(unit, Heading)})
    return {level: depth for depth, level in enumerate(levels, start=1)}
