"""The press: from built PDFs to the file for the printer, with its job ticket.

Everything here is a function of its arguments: the same PDFs and options give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from masthead.diagnostic import Diagnostic, PaperError, Place
from masthead.print import problems
from masthead.print.damage import name_damage
from masthead.print.grey import Greying
from masthead.print.imposition import Document, Forms, impose_documents
from masthead.print.ink import NotGreyError
from masthead.print.layout import FOLDED, Layout, Spine, plan_layout
from masthead.print.marks import Marks
from masthead.print.metadata import make_notice, write_notice
from masthead.print.options import PrintOptions, check_options
from masthead.print.papers import MM, Paper, Papers
from masthead.print.pdfx import (
    CLAIM,
    VERSION,
    ColourMeaning,
    choose_profile,
    declare_intent,
    find_faults,
)
from masthead.print.profile import BLACK, Profile
from masthead.print.sheets import Format, Setting, choose_format, place_pages
from masthead.print.source import OpenSource, PrintSource, open_source
from masthead.print.ticket import JobTicket, Part

if TYPE_CHECKING:
    import pikepdf

_READING_VERSION = "1.7"
_MOST_ADVISED = 32
"""Pages of the signature that is advised when a booklet is too thick."""


class PrintResult(Struct, frozen=True):
    """The file for the printer, what to do with it, and warnings."""

    data: bytes
    name: str
    """What distinguishes the file: ``booklet-tabloid``; its stem stands before it."""
    ticket: JobTicket
    diagnostics: tuple[Diagnostic, ...]


class _Job(Struct, frozen=True):
    """What was decided before anything is put on paper."""

    options: PrintOptions
    papers: Papers
    paper_name: str
    thickness: float
    bleed: float
    """Both in mm."""

    @property
    def paper(self) -> Paper:
        return self.papers.papers[self.paper_name]

    @property
    def name(self) -> str:
        return f"{self.options.layout}-{self.paper_name}{self.options.name}"


def make_print(
    sources: Sequence[PrintSource],
    options: PrintOptions,
    papers: Papers,
    stem: str,
    profile: bytes = b"",
) -> PrintResult:
    """Make the print file of one PDF, or of several collated into one.

    ``stem`` is the name of the file before its layout; ``profile`` is what is in the file that
    ``options.profile`` names, or in that of black ink, where PDF/X is wanted. Raises JobError for
    what was asked, PaperError for what is in a PDF.
    """
    if wrong := tuple(check_options(options, papers)):
        raise problems.JobError(wrong)
    intent = choose_profile(options.profile or BLACK, profile) if options.pdfx else None
    opened = [open_source(source, papers) for source in sources]
    problems.require(_compare_sources(opened, papers))
    job = _plan_job(opened, options, papers)
    parts, documents = [], []
    sheet = choose_format(options.layout, opened[0].size, job.paper.size)
    warnings = [warning for one in opened for warning in one.diagnostics]
    warnings += problems.require(_check_sheet(job, sheet, opened[0]))
    first = 1
    for one in opened:
        document, part = _lay_out(one, job, sheet, first)
        documents.append(document)
        parts.append(part)
        first += part.sides
    ticket = _write_ticket(job, sheet, documents, parts, f"{stem}-{job.name}.pdf")
    warnings += _check_staple(job, ticket)
    pdf, forms = impose_documents(documents, art=intent is None)
    if options.black_only or intent is not None:
        _treat_colours(pdf, opened, forms, whole=options.black_only)
    data = _finish(pdf, opened, job, intent)
    return PrintResult(data, job.name, ticket, tuple(warnings))


def _compare_sources(opened: Sequence[OpenSource], papers: Papers) -> Iterator[Diagnostic]:
    """Language versions that go into one file must be of one size."""
    first = opened[0]
    for one in opened[1:]:
        if not papers.same_size(one.size, first.size):
            yield problems.COLLATED_SIZES.at(
                Place(one.source.name),
                size=papers.describe_size(*one.size),
                other=first.source.name,
                wanted=papers.describe_size(*first.size),
            )


def _plan_job(opened: Sequence[OpenSource], options: PrintOptions, papers: Papers) -> _Job:
    """Put in what was left open. Raises JobError when no paper fits."""
    size = opened[0].size
    booklet = options.layout is Layout.BOOKLET
    place = Place(opened[0].source.name)
    if booklet and opened[0].landscape:
        raise problems.JobError([problems.LANDSCAPE_BOOKLET.at(place)])
    natural = papers.find_double(*size) if booklet else papers.find_name(*size)
    name = options.paper or natural
    if name is None:
        raise problems.JobError([problems.NO_PAPER.at(place, size=papers.describe_size(*size))])
    thickness = papers.thickness if options.thickness is None else options.thickness
    bleed = papers.bleed if options.bleed is None else options.bleed
    return _Job(options, papers, name, thickness, bleed)


def _check_sheet(job: _Job, sheet: Format, opened: OpenSource) -> Iterator[Diagnostic]:
    """Find what cannot be with these pages on this paper."""
    limits = job.papers.limits
    place = Place(opened.source.name)
    if sheet.scale < limits.scale:
        yield problems.TOO_SMALL.at(
            place,
            size=job.papers.describe_size(*opened.size),
            percent=f"{100 * sheet.scale:.0f}",
            paper=job.paper.name,
            limit=f"{100 * limits.scale:.0f}",
        )
    if job.options.layout is not Layout.BOOKLET:
        return
    pages = len(opened.pages)
    if pages == 1:
        yield problems.MOSTLY_BLANK.at(place)
    nested = -(-min(pages, job.options.signature or pages) // FOLDED)
    if (nested - 1) * job.thickness * MM > limits.creep:
        most = int(limits.creep / (job.thickness * MM)) + 1
        yield problems.TOO_MUCH_CREEP.at(
            place,
            sheets=nested,
            thickness=f"{job.thickness:g}",
            creep=f"{(nested - 1) * job.thickness:.1f}",
            limit=f"{limits.creep / MM:.1f}",
            signature=min(_MOST_ADVISED, FOLDED * most),
        )


def _lay_out(opened: OpenSource, job: _Job, sheet: Format, first: int) -> tuple[Document, Part]:
    """Plan a document and place its pages; ``first`` is its first side in the file."""
    options = job.options
    spine: Spine = "right" if opened.source.direction == "rtl" else "left"
    plan = plan_layout(
        options.layout, len(opened.pages), spine, options.signature, columns=sheet.columns
    )
    marks = Marks(job.papers.marks, options, spine, job.bleed * MM)
    setting = Setting(sheet, opened.landscape, job.thickness * MM, marks.bleed, marks.margin)
    sides = place_pages(plan, opened.pages, setting)
    return Document(opened, tuple(sides), marks), Part(opened.source.name, plan, first)


def _write_ticket(
    job: _Job, sheet: Format, documents: Sequence[Document], parts: Sequence[Part], file: str
) -> JobTicket:
    longest = max(len(part.plan.sheets) for part in parts)
    return JobTicket(
        file=file,
        parts=tuple(parts),
        options=job.options,
        paper=job.paper,
        sheet=sheet,
        media=documents[0].sides[0].media,
        thickness=job.thickness,
        claim=CLAIM if job.options.pdfx else None,
        stapled=job.options.layout is Layout.BOOKLET or longest <= job.papers.limits.staple,
    )


def _check_staple(job: _Job, ticket: JobTicket) -> Iterator[Diagnostic]:
    limit = job.papers.limits.staple
    if ticket.stapled:
        return
    for part in ticket.parts:
        if len(part.plan.sheets) > limit:
            yield problems.TOO_THICK_TO_STAPLE.at(
                Place(part.source), sheets=len(part.plan.sheets), limit=limit
            )


def _treat_colours(
    pdf: pikepdf.Pdf, opened: Sequence[OpenSource], forms: Sequence[Forms], *, whole: bool
) -> None:
    """Bring every page to the inks of the job. Raises PaperError."""
    greying = Greying(whole=whole)
    meaning = None if whole else ColourMeaning(pdf)
    for one, pages in zip(opened, forms, strict=True):
        place = Place(one.source.name)
        for number, form in pages.items():
            try:
                with name_damage(place):
                    greying.treat_form(form)
                    if meaning is not None:
                        meaning.treat_form(form)
            except NotGreyError as error:
                raise PaperError([problems.NOT_GREY.at(place, page=number, what=error)]) from None


def _finish(
    pdf: pikepdf.Pdf, opened: Sequence[OpenSource], job: _Job, intent: Profile | None
) -> bytes:
    """Say what the file is, and write it. Raises PaperError when PDF/X cannot be claimed."""
    import pikepdf

    options = job.options
    seed = hashlib.sha256(repr((replace(options, copies=1), job.papers)).encode())
    for one in opened:
        seed.update(hashlib.sha256(one.source.data).digest())
    place = Place(opened[0].source.name)
    with name_damage(place):
        notice = make_notice(opened, f"{options.layout} on {job.paper.name}", seed.hexdigest())
    pdf.Root.ViewerPreferences = _prefer_printing(opened[0], options)
    if intent is not None:
        declare_intent(pdf, intent)
        with name_damage(place):
            faults = list(find_faults(pdf, place))
        if not notice.date:
            faults.append(problems.NO_DATE.at(place))
        if not notice.title:
            faults.append(problems.NO_TITLE.at(place))
        problems.require(faults)
    write_notice(pdf, notice, CLAIM if intent else None)
    out = BytesIO()
    version = VERSION if intent else _READING_VERSION
    pdf.save(
        out,
        min_version=version,
        force_version=version,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()


def _prefer_printing(opened: OpenSource, options: PrintOptions) -> pikepdf.Dictionary:
    """Tell the print dialog what it would otherwise get wrong: no scaling, both sides."""
    import pikepdf

    preferences = pikepdf.Dictionary(PrintScaling=pikepdf.Name("/None"), DisplayDocTitle=True)
    if opened.source.direction == "rtl":
        preferences.Direction = pikepdf.Name.R2L
    if options.pdfx:
        return preferences  # what follows came with PDF 1.7
    preferences.PickTrayByPDFSize = True
    return preferences
