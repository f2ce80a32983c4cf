"""Resolving: a Paper and a language become an Edition, in which nothing is left to decide."""

from __future__ import annotations

import uuid
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from masthead import paper as written
from masthead.diagnostic import Diagnostics, PaperError
from masthead.edition.adoption import AdoptionMaker
from masthead.edition.corrections import name_places
from masthead.edition.edition import (
    Content,
    Edition,
    Heading,
    Sibling,
    abbreviate,
    outline_text,
)  # fmt: skip
from masthead.edition.endnotes import place_notes
from masthead.edition.letters import write_title
from masthead.edition.masthead import MastheadMaker, make_job
from masthead.edition.numbering import Numbering, number_units
from masthead.edition.problems import NOT_NAMED, NOT_REFERABLE
from masthead.edition.references import write_reference
from masthead.edition.resolution import frame_text
from masthead.edition.resolver import Resolver
from masthead.edition.settling import Settled, check_settled, settle_paper
from masthead.edition.units import BLOCKS
from masthead.language.cities import load_cities
from masthead.language.language import Language, load_language
from masthead.measures import load_measures
from masthead.pictures.files import look_at_picture
from masthead.series.kinds import apply_kind, find_line, load_kinds, name_kind
from masthead.series.series import load_series
from masthead.symbol import ADDRESS, make_stem
from masthead.syntax.text import CrossReference, read_plain

if TYPE_CHECKING:
    from masthead.edition.content import ContentMaker
    from masthead.edition.edition import Masthead
    from masthead.pictures.files import PictureFile
    from masthead.project import Project
    from masthead.series.kinds import Kinds
    from masthead.series.series import Series


RUNNING = 132
"""How long a running title is, in columns: two lines of the head."""


def resolve_edition(
    project: Project,
    paper: written.Paper,
    code: str,
    *,
    draft: bool = False,
    clean: bool = False,
    sourced: bool = True,
) -> Edition:
    """Resolve one language version of a paper that was read without errors.

    A ``draft`` shows all alternatives; a ``clean`` one shows those that are chosen alone, as does
    what is no draft. One of which no file is made need not be ``sourced``: to write its canonical
    source takes as long as all the rest.

    Raises PaperError when the language or the series cannot express something: a label, an ordinal,
    a name.
    """
    from masthead.write.canonical import name_files, write_canonical  # a check takes heads alone

    head = resolve_head(project, paper, code, draft=draft, clean=clean)
    paper = head.paper
    series, station, language, resolver = head.series, head.station, head.language, head.resolver
    text = (*head.lines, *frame_text(resolver, paper.text, paper.opening))
    body, notes = place_notes(text, resolver.make_notes(), paper.notes_at, language)
    return Edition(
        language=language,
        stem=make_stem(paper.symbol),
        series=paper.series,
        series_name=series.name.get(code) or next(iter(series.name.values())),
        station=station,
        date=paper.date,
        identifier=make_identifier(paper.symbol, code),
        masthead=head.masthead,
        title=head.title,
        subtitle=resolver.make(paper.subtitle),
        byline=head.byline,
        status=head.status,
        job=make_job(paper, language, series, load_measures(project, station, code).job),
        authors=tuple(
            read_plain(name[code].content) for name in paper.submitted_by if code in name
        ),
        numbering=paper.numbering.word,
        prefix=str(paper.numbering.prefix or ""),
        draft=language.words["draft"] if draft else None,
        body=body,
        notes=notes,
        siblings=tuple(
            Sibling(other, load_language(project, other).name, make_identifier(paper.symbol, other))
            for other in paper.built_versions
            if other != code
        ),
        canonical=write_canonical(paper, code) if sourced else "",
        files=tuple(
            (project.find_beside(paper.file, file), name)
            for file, name in name_files(paper, code).items()
        ),
        adoption=head.adoption,
        title_label=head.title_label,
        kind=head.kind,
        sponsors=head.sponsors,
        running_title=abbreviate(outline_text(head.title), RUNNING) if series.running_title else "",
    )


class Head(NamedTuple):
    """What is decided of an edition before its text: numbers, labels and every masthead line."""

    series: Series
    station: str
    language: Language
    resolver: Resolver
    masthead: Masthead
    adoption: tuple[Content, ...]
    title_label: str | None
    sponsors: Content
    byline: Content
    status: Content
    kind: str
    title: Content
    lines: tuple[Heading, ...]
    """What the paper is of another one, as a heading: "Corrigendum"."""
    paper: written.Paper
    """With every unit of another paper named that it corrects."""


def resolve_head(
    project: Project,
    paper: written.Paper,
    code: str,
    *,
    draft: bool = False,
    clean: bool = False,
) -> Head:
    """Decide what may turn out to be impossible: nothing of an edition fails after this.

    Raises PaperError as :func:`resolve_edition` does.
    """
    series = load_series(project, paper.series, paper.find_place("series"))
    kinds = load_kinds(project)
    kind = name_kind(kinds, series, paper)
    series = apply_kind(series, kind)
    station = paper.station or series.stations[0]
    language = load_language(project, code, station)
    settled = settle_paper(paper) if clean or not draft else Settled(paper, frozenset())
    paper = name_places(settled.paper, language)
    numbering = number_units(paper, language)
    faults = Diagnostics([*numbering.faults, *check_settled(settled, code)])
    faults.extend(_check_references(paper, numbering, language))
    look = partial(_look_at_picture, project, paper)
    cities = load_cities(project)
    resolver = Resolver(paper, language, numbering, series, BLOCKS, look, cities, draft=draft)
    titles = paper.agenda.titles if paper.agenda else ()
    agenda = tuple(resolver.make(title) for title in titles)
    basis = resolver.make(paper.adoption.basis if paper.adoption else {})
    maker = MastheadMaker(paper, language, series, cities, resolver.maker.say)
    adopting = AdoptionMaker(paper, language, series, resolver.maker.say)
    try:
        masthead = maker.make(agenda, resolver.marks.calls)
        adoption, title_label = adopting.make_lines(basis), maker.make_title_label()
        byline = resolver.make(paper.byline) or adopting.make_byline()
        resolver.frame = adopting.make_frame(opens=kinds.find(kind).opens)
        sponsors = adopting.make_sponsors(resolver.make(paper.sponsors), kind)
        status = _write_status(paper, language, resolver.maker)
        title = _make_title(resolver) or maker.make_title()
        lines = _make_lines(resolver, kinds)
    except PaperError as error:
        raise PaperError([*faults, *error.diagnostics]) from None
    if faults.errors:
        raise PaperError(faults)
    return Head(
        series, station, language, resolver, masthead, adoption, title_label, sponsors, byline,
        status, kind, title, lines, paper,
    )  # fmt: skip


def _make_lines(resolver: Resolver, kinds: Kinds) -> tuple[Heading, ...]:
    """Make the heading under the title that says what the paper is of another one, if it is."""
    found = find_line(kinds, resolver.paper.symbol)
    if found is None:
        return ()
    (name, level), language = found, resolver.language
    if name not in language.papers:
        file, what = f"language/{language.code}.yaml", f"{name} under papers"
        place = resolver.paper.find_place("symbol")
        raise PaperError([NOT_NAMED.at(place, file=file, what=what, code=language.code)])
    return (Heading("line", level, 1, None, resolver.maker.say(language.papers[name])),)


def _make_title(resolver: Resolver) -> Content:
    """Make the title that is written, or that of a letter. A draft may have none yet."""
    paper, language = resolver.paper, resolver.language
    if paper.title or paper.communication is None:
        return resolver.make(paper.title)
    title = write_title(paper, language)
    return resolver.make(paper.communication.from_) if title is None else resolver.maker.make(title)


def _look_at_picture(project: Project, paper: written.Paper, name: str) -> PictureFile:
    return look_at_picture(project, project.find_beside(paper.file, name))


def make_identifier(symbol: str, code: str) -> str:
    """Make the identifier of a language version: the same for every build of it."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{ADDRESS}/{code}/{symbol}").urn


def _write_status(paper: written.Paper, language: Language, maker: ContentMaker) -> Content:
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
    return maker.say(pattern)


def _check_references(
    paper: written.Paper, numbering: Numbering, language: Language
) -> Diagnostics:
    """Report references to units that have nothing by which they could be named."""
    found = Diagnostics()
    for entry in written.walk_texts(paper):
        text = entry.texts.get(language.code)
        if text is None:
            continue
        for inline in text.walk():
            if not isinstance(inline, CrossReference) or inline.id not in numbering.by_id:
                continue
            if write_reference(inline.id, numbering, language, None) is None:
                length = inline.end - inline.start
                found.add(NOT_REFERABLE.at(text.at(inline.start), length, id=inline.id))
    return found
