"""Resolving: a Paper and a language become an Edition, in which nothing is left to decide."""

from __future__ import annotations

import uuid
from dataclasses import replace

from masthead import paper as written
from masthead.diagnostic import PaperError, Problem
from masthead.edition.canonical import write_canonical
from masthead.edition.content import ContentMaker, place_blanks
from masthead.edition.edition import (
    Annex, Block, Content, Edition, Heading, Note, Paragraph, Reference, Sibling, Subparagraph,
    Words,
)  # fmt: skip
from masthead.edition.masthead import make_job, make_masthead
from masthead.edition.notes import Marks
from masthead.edition.numbering import Numbering, number_units
from masthead.edition.references import write_reference
from masthead.language.cities import load_cities
from masthead.language.language import Language, load_language
from masthead.project import Project
from masthead.series.series import load_series
from masthead.symbol import ADDRESS, make_stem
from masthead.text import Text, read_plain

NO_ORDINAL = Problem("E003", "{message}", "add the ordinal to the language's file")


def resolve_edition(
    project: Project, paper: written.Paper, code: str, *, draft: bool = False
) -> Edition:
    """Resolve one language version of a paper that was read without errors.

    Raises PaperError when the language cannot express something: a label, an ordinal.
    """
    language = load_language(project, code)
    series = load_series(project, paper.series, paper.place)
    numbering = number_units(paper, language)
    faults = [fault.at(place, **fields) for fault, place, fields in numbering.faults]
    resolver = _Resolver(paper, language, numbering, draft=draft)
    agenda = resolver.make(paper.agenda.title if paper.agenda and paper.agenda.title else {})
    try:
        masthead = make_masthead(paper, language, series, load_cities(project), agenda)
    except ValueError as error:
        raise PaperError([*faults, NO_ORDINAL.at(paper.place, message=str(error))]) from None
    if faults:
        raise PaperError(faults)
    version = paper.versions[code]
    return Edition(
        language=language,
        stem=make_stem(paper.symbol),
        series=paper.series,
        series_name=series.name.get(code) or series.name["en"],
        station=paper.station or series.stations[0],
        date=paper.date,
        identifier=make_identifier(paper.symbol, code),
        masthead=masthead,
        title=resolver.make(paper.title),
        byline=resolver.make(paper.byline),
        status=_write_status(language, version),
        job=make_job(paper, language),
        authors=tuple(
            read_plain(name[code].content) for name in paper.submitted_by if code in name
        ),
        numbering=paper.numbering,
        draft=language.words["draft"] if draft else None,
        body=resolver.make_blocks(paper.text),
        notes=resolver.make_notes(),
        siblings=tuple(
            Sibling(other, load_language(project, other).name, make_identifier(paper.symbol, other))
            for other in paper.built_versions
            if other != code
        ),
        canonical=write_canonical(paper, code),
    )


def make_identifier(symbol: str, code: str) -> str:
    """Make the identifier of a language version: the same for every build of it."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{ADDRESS}/{code}/{symbol}").urn


def _write_status(language: Language, version: written.Version) -> Content:
    pattern = language.status.get(version.status)
    if pattern is None:
        return ()
    source = language.language_names[version.from_] if version.from_ else ""
    return (Words(pattern.format(language=source).strip()),)


class _Resolver:
    """Makes the content of one language version."""

    def __init__(
        self, paper: written.Paper, language: Language, numbering: Numbering, *, draft: bool
    ) -> None:
        self.paper = paper
        self.language = language
        self.numbering = numbering
        self.draft = draft
        self.marks = Marks(paper, language.code)
        self.here: str | None = None
        self.maker = ContentMaker(language, self.marks.calls.get, self._refer)

    def _refer(self, identifier: str) -> Reference | None:
        reference = write_reference(identifier, self.numbering, self.language, self.here)
        if reference is None:
            return None
        return replace(reference, text=place_blanks(reference.text, self.language))

    def make(self, localized: written.Localized) -> Content:
        """Make the content of a text; a draft shows where a pending version has none yet."""
        text: Text | None = localized.get(self.language.code)
        if text is not None:
            return self.maker.make(text.content)
        if self.draft and localized:
            return (Words(self.language.words["pending"]),)
        return ()

    def make_blocks(self, units: list[written.Unit]) -> tuple[Block, ...]:
        return tuple(map(self._make_block, units))

    def _make_block(self, unit: written.Unit) -> Block:
        numbered = self.numbering.of(unit)
        self.here = numbered.annex
        content = self.make(unit.text)
        match unit:
            case written.Heading():
                return Heading(numbered.id, unit.level, numbered.depth, numbered.label, content)
            case written.Paragraph():
                inner = self._make_subparagraphs(unit.subparagraphs, 1)
                return Paragraph(numbered.id, numbered.number, numbered.label, content, inner)
            case written.Annex():
                label = numbered.label or ""
                return Annex(numbered.id, label, content, self.make_blocks(unit.units))

    def _make_subparagraphs(
        self, units: list[written.Subparagraph], level: int
    ) -> tuple[Subparagraph, ...]:
        made = []
        for unit in units:
            numbered = self.numbering.of(unit)
            content = self.make(unit.text)
            inner = self._make_subparagraphs(unit.subparagraphs, level + 1)
            number, label = numbered.number or 0, numbered.label or ""
            made.append(Subparagraph(numbered.id, level, number, label, content, inner))
        return tuple(made)

    def make_notes(self) -> tuple[Note, ...]:
        """Make the notes in the order of their calls."""
        self.here = None
        notes = []
        for key, call in self.marks.calls.items():
            if key not in self.paper.notes:
                continue
            text = self.paper.notes[key].text.get(self.language.code)
            paragraphs = (
                tuple(self.maker.make(content) for content in text.paragraphs)
                if text else ((Words(self.language.words["pending"]),),)
            )  # fmt: skip
            series, number = self.marks.series[key]
            notes.append(Note(call.note, call.id, series, number, call.mark, paragraphs))
        return tuple(notes)


