"""Resolving: a Paper and a language become an Edition, in which nothing is left to decide."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from masthead import paper as written
from masthead.diagnostic import Diagnostics, PaperError
from masthead.edition.canonical import write_canonical
from masthead.edition.content import ContentMaker, place_blanks
from masthead.edition.edition import (
    Annex,
    Block,
    Content,
    Edition,
    Heading,
    Note,
    Paragraph,
    Reference,
    Sibling,
    Subparagraph,
    Words,
)  # fmt: skip
from masthead.edition.masthead import MastheadMaker, make_job
from masthead.edition.notes import Marks
from masthead.edition.numbering import Numbering, number_units
from masthead.edition.problems import NOT_NAMED, NOT_REFERABLE
from masthead.edition.references import write_reference
from masthead.language.cities import load_cities
from masthead.language.language import Language, load_language
from masthead.measures import load_measures
from masthead.series.series import load_series
from masthead.symbol import ADDRESS, make_stem
from masthead.syntax.text import CrossReference, read_plain

if TYPE_CHECKING:
    from masthead.edition.edition import Masthead
    from masthead.project import Project
    from masthead.series.series import Series
    from masthead.syntax.text import Text


def resolve_edition(
    project: Project, paper: written.Paper, code: str, *, draft: bool = False
) -> Edition:
    """Resolve one language version of a paper that was read without errors.

    Raises PaperError when the language or the series cannot express something: a label, an ordinal,
    a name.
    """
    head = resolve_head(project, paper, code, draft=draft)
    series, station, language, resolver = head.series, head.station, head.language, head.resolver
    return Edition(
        language=language,
        stem=make_stem(paper.symbol),
        series=paper.series,
        series_name=series.name.get(code) or next(iter(series.name.values())),
        station=station,
        date=paper.date,
        identifier=make_identifier(paper.symbol, code),
        masthead=head.masthead,
        title=resolver.make(paper.title),
        byline=resolver.make(paper.byline),
        status=head.status,
        job=make_job(paper, language, load_measures(project, station, code).job),
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
        adoption=head.adoption,
        title_label=head.title_label,
    )


class Head(NamedTuple):
    """What is decided of an edition before its text: numbers, labels and every masthead line."""

    series: Series
    station: str
    language: Language
    resolver: _Resolver
    masthead: Masthead
    adoption: tuple[Content, ...]
    title_label: str | None
    status: Content


def resolve_head(project: Project, paper: written.Paper, code: str, *, draft: bool = False) -> Head:
    """Decide what may turn out to be impossible: nothing of an edition fails after this.

    Raises PaperError as :func:`resolve_edition` does.
    """
    series = load_series(project, paper.series, paper.find_place("series"))
    station = paper.station or series.stations[0]
    language = load_language(project, code, station)
    numbering = number_units(paper, language)
    faults = Diagnostics(numbering.faults)
    faults.extend(_check_references(paper, numbering, language))
    resolver = _Resolver(paper, language, numbering, draft=draft)
    agenda = resolver.make(paper.agenda.title if paper.agenda and paper.agenda.title else {})
    basis = resolver.make(paper.adoption.basis if paper.adoption else {})
    maker = MastheadMaker(paper, language, series, load_cities(project), resolver.say)
    try:
        masthead = maker.make(agenda)
        adoption, title_label = maker.make_adoption(basis), maker.make_title_label()
        status = _write_status(paper, language)
    except PaperError as error:
        raise PaperError([*faults, *error.diagnostics]) from None
    if faults.errors:
        raise PaperError(faults)
    return Head(series, station, language, resolver, masthead, adoption, title_label, status)


def make_identifier(symbol: str, code: str) -> str:
    """Make the identifier of a language version: the same for every build of it."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{ADDRESS}/{code}/{symbol}").urn


def _write_status(paper: written.Paper, language: Language) -> Content:
    """Write what kind of translation this is, and from which language where the paper says so."""
    version = paper.versions[language.code]
    if version.status not in language.status:
        return ()
    pattern = language.status[version.status]
    if version.from_ is None:
        pattern = language.status.get("unofficial", pattern)
    elif version.from_ not in language.language_names:
        file, what = f"language/{language.code}.yaml", f"the language {version.from_!r}"
        place = paper.find_place("versions")
        raise PaperError([NOT_NAMED.at(place, file=file, what=what, code=language.code)])
    else:
        pattern = pattern.format(language=language.language_names[version.from_])
    return (Words(place_blanks(pattern, language)),)


def _check_references(
    paper: written.Paper, numbering: Numbering, language: Language
) -> Diagnostics:
    """Report references to units that have nothing by which they could be named."""
    found = Diagnostics()
    for _, _, localized in written.walk_texts(paper):
        text = localized.get(language.code)
        if text is None:
            continue
        for inline in text.walk():
            if not isinstance(inline, CrossReference) or inline.id not in numbering.by_id:
                continue
            if write_reference(inline.id, numbering, language, None) is None:
                length = inline.end - inline.start
                found.add(NOT_REFERABLE.at(text.at(inline.start), length, id=inline.id))
    return found


class _Resolver:
    """Makes the content of one language version."""

    def __init__(
        self, paper: written.Paper, language: Language, numbering: Numbering, *, draft: bool
    ) -> None:
        self.paper = paper
        self.language = language
        self.numbering = numbering
        self.draft = draft
        self.marks = Marks(paper, language)
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

    def say(self, text: str) -> Content:
        """Make content of words that are no one's markup: a line of the masthead."""
        return tuple(self.maker.make_words(text))

    def make_blocks(self, units: list[written.Unit]) -> tuple[Block, ...]:
        """Make the blocks of the text, or of an annex."""
        return tuple(map(self._make_block, units))

    def _make_block(self, unit: written.Unit) -> Block:
        numbered = self.numbering.of(unit)
        self.here = numbered.reference or numbered.annex
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
