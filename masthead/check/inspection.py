"""A paper as rules look at it: its texts in all languages, in pairs, and the facts around them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from masthead.check.passage import Passage, Subject
from masthead.diagnostic import Diagnostic, PaperError, Place
from masthead.language.language import Language, load_language
from masthead.paper import Paper, Table, Unit, walk_texts, walk_units
from masthead.paper.walk import Entry
from masthead.project import Project
from masthead.series.series import Series, load_series

if TYPE_CHECKING:
    from masthead.check.accepted import Accepted
    from masthead.check.figures.figure import Figure
    from masthead.check.layout import Layout
    from masthead.check.terms import Terms
    from masthead.render.pdf.coverage import Coverage
    from masthead.syntax.text import NoteCall


class Pair(Struct, frozen=True):
    """The same text in two languages: the translation (``here``) and what it was made from."""

    subject: Subject
    here: Passage
    there: Passage
    inspection: Inspection


class Called(NamedTuple):
    """Where a note is called for the first time in a language."""

    subject: Subject
    call: NoteCall


class Inspection:
    """One paper being checked."""

    def __init__(self, project: Project, paper: Paper) -> None:
        self.project = project
        self.paper = paper
        self.subjects = tuple(_gather_subjects(paper))
        self._passages: dict[tuple[str, ...], tuple[Passage, ...]] = {}
        self._layouts: dict[str, Layout] = {}
        self._places: dict[str, dict[str, Place]] = {}
        self.lays_out = False
        """Whether rules may lay pages out."""
        self.usual: dict[tuple[str, str, str], tuple[int, ...]] = {}
        """How many texts have more, and fewer, of something than those they were made from."""
        self.compared: dict[int, list[tuple[Figure | None, Figure | None]]] = {}
        """The figures that differ in a pair, by the pair's identity."""

    def resolve(self) -> list[Diagnostic]:
        """Say what a language or the series cannot express: a label, an ordinal, a name."""
        from masthead.edition.resolve import resolve_head

        faults: list[Diagnostic] = []
        for code in self.paper.built_versions:
            try:
                resolve_head(self.project, self.paper, code)
            except PaperError as error:
                faults += error.diagnostics
        return list(dict.fromkeys(faults))

    def lay_out(self, code: str) -> Layout:
        """Lay out the pages of a version, once. Raises ToolError when this machine cannot."""
        from masthead.check.layout import Layout, lay_out
        from masthead.edition.resolve import resolve_edition

        if code not in self._layouts:
            try:
                edition = resolve_edition(self.project, self.paper, code)
            except PaperError:
                self._layouts[code] = Layout()  # why is said by resolve
            else:
                self._layouts[code] = lay_out(self.project, edition)
        return self._layouts[code]

    def locate(self, code: str) -> dict[str, Place]:
        """Say where the nodes of a version stand, by their ids."""
        from masthead.edition.places import locate_nodes

        language = self.language(code)
        if code not in self._places:
            self._places[code] = locate_nodes(self.paper, language) if language else {}
        return self._places[code]

    def cover(self, code: str) -> Coverage | None:
        """Say which characters the fonts of a version have, where their lock says it."""
        from masthead.render.pdf.coverage import load_coverage

        language = self.language(code)
        return load_coverage(self.project, language) if language else None

    def find_subject(self, node: object) -> Subject | None:
        """Find the text of a node of the paper."""
        return self._by_node.get(id(node))

    def find_calls(self, code: str) -> dict[int, Called]:
        """Find the first call of each note, by its identity, in the order of the calls.

        The notes of a table are others than those of the paper, whatever their keys.
        """
        found: dict[int, Called] = {}
        for subject in self.subjects:
            if subject.kind != "note" and code in subject.passages:
                table = self.find_table(subject)
                notes = {**self.paper.notes, **(table.own_notes() if table else {})}
                for _, call in subject.passages[code].calls:
                    if call.key in notes:
                        found.setdefault(id(notes[call.key]), Called(subject, call))
        return found

    def find_table(self, inner: object) -> Table | None:
        """Find the table in which a text or a unit stands, or that it is."""
        node = inner.node if isinstance(inner, Subject) else inner
        return self._tables.get(id(node))

    @cached_property
    def _tables(self) -> dict[int, Table]:
        """The table of each unit that stands in one, the innermost, by the unit's identity."""
        return {
            id(unit): table
            for table in walk_units(self.paper.text)
            if isinstance(table, Table)
            for unit in walk_units([table])
        }

    @cached_property
    def _by_node(self) -> dict[int, Subject]:
        """The first text of each node."""
        found: dict[int, Subject] = {}
        for subject in self.subjects:
            if subject.node is not None:
                found.setdefault(id(subject.node), subject)
        return found

    def forget_accepted(self) -> None:
        """Look at the fingerprints anew."""
        self.__dict__.pop("accepted", None)

    @cached_property
    def series(self) -> Series | None:
        """The paper's series, if it is a known one."""
        try:
            return load_series(self.project, self.paper.series, self.paper.place)
        except PaperError:
            return None

    @cached_property
    def terms(self) -> Terms:
        """The glossary."""
        from masthead.check.terms import load_terms

        return load_terms(self.project)

    @cached_property
    def accepted(self) -> Accepted:
        """Which translations were accepted for which originals."""
        from masthead.check.accepted import load_accepted

        return load_accepted(self.project, self.paper)

    def language(self, code: str) -> Language | None:
        """Load a language, if it is a known one."""
        try:
            return load_language(self.project, code)
        except PaperError:
            return None

    def passages(self, codes: tuple[str, ...] = ()) -> tuple[Passage, ...]:
        """List the passages of some languages, or of all that are built, in reading order.

        What is the same in every language is in none, and only listed where all are asked for.
        """
        if codes not in self._passages:
            built = self.paper.built_versions
            self._passages[codes] = tuple(
                passage
                for subject in self.subjects
                for code, passage in subject.passages.items()
                if code in built and (not codes or (code in codes and not subject.is_shared))
            )
        return self._passages[codes]

    @cached_property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """The pairs of languages to compare: each translation with what it was made from."""
        built = self.paper.built_versions
        pairs: dict[frozenset[str], tuple[str, str]] = {}
        for code in built:
            source = self.paper.versions[code].from_
            if source in built and source != code:
                pairs.setdefault(frozenset((code, source)), (code, source))
        first = self.paper.original if self.paper.original in built else built[0] if built else ""
        for code in built:
            if code != first and not any(code == kept[0] for kept in pairs.values()):
                pairs.setdefault(frozenset((code, first)), (code, first))
        return tuple(pairs.values())

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every text in every pair of languages that has both."""
        return tuple(
            Pair(subject, subject.passages[here], subject.passages[there], self)
            for here, there in self.versions
            for subject in self.subjects
            if here in subject.passages and there in subject.passages and not subject.is_shared
        )


def _gather_subjects(paper: Paper) -> Iterator[Subject]:
    for entry in walk_texts(paper):
        kind, slot, place, unit = entry.kind, entry.slot, entry.place, entry.unit
        if slot.name == "run_in":  # held to what a heading is, wherever it stands
            kind = "heading"
        if unit is not None:
            make = partial(_make_subject, kind, entry)
            what = "subject", slot.name, id(slot.texts)
            yield make(unit) if paper.made is None else paper.made.make_once(unit, what, make)
        elif slot.texts:
            yield Subject(kind, slot.name, place, slot.texts, paper.allow, key=entry.key)


def _make_subject(kind: str, entry: Entry, unit: Unit) -> Subject:
    return Subject(
        kind, entry.slot.name, entry.place, entry.texts, unit.allow, unit, entry.key, entry.around
    )
