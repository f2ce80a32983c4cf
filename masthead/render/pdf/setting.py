"""Setting an edition: the page laid out, checked, and written."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from weasyprint import CSS, HTML, __version__
from weasyprint.urls import FatalURLFetchingError

from masthead.diagnostic import MastheadError, ToolError
from masthead.measures import load_measures
from masthead.render.fault import RenderError, RenderFault
from masthead.render.landing import Landing
from masthead.render.pdf import PdfResult
from masthead.render.pdf.breaks import find_breaks
from masthead.render.pdf.fetch import make_fetcher
from masthead.render.pdf.fonts import open_fonts, share_configuration
from masthead.render.pdf.inspection import (
    LEAST_LINES,
    count_last_lines,
    find_last,
    find_missing_glyphs,
    find_remedies,
    find_torn_words,
)
from masthead.render.pdf.lineends import notice_ends, restore_blanks
from masthead.render.pdf.metadata import finish_metadata, make_attachment
from masthead.render.pdf.notes import keep_notes, verify_notes
from masthead.render.pdf.page import write_page, write_style
from masthead.render.pdf.problems import LAST_PAGE
from masthead.render.pdf.tagging import tag_elements

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project
    from masthead.render.pdf.fonts import FontBook


def set_edition(project: Project, edition: Edition) -> PdfResult:
    """Set an edition: see :func:`masthead.render.pdf.render_pdf`."""
    measures = load_measures(project, edition.station, edition.language.code, edition.series)
    fonts = open_fonts(project)
    fonts.record(edition.language)
    source = HTML(
        string=write_page(project, edition, measures), url_fetcher=make_fetcher(project, fonts)
    )
    with _raise_causes():
        style = share_style(project, write_style(project, edition, measures, fonts), fonts)
    with contextlib.ExitStack() as teaching:
        teaching.enter_context(keep_notes())
        if edition.language.script in ("han", "arabic"):  # two faces share each line
            from masthead.render.pdf.han.adapter import set_chinese

            teaching.enter_context(set_chinese())
        teaching.enter_context(notice_ends())
        teaching.enter_context(_raise_causes())
        document = lay_out(source, edition, style, fonts)
        landing = find_landing(document)
        notices = find_torn_words(document)
        if faults := verify_notes(document, edition, landing):
            raise RenderError(*faults)
        if len(document.pages) > 1 and (lines := count_last_lines(document)) < LEAST_LINES:
            notices.append(RenderFault(LAST_PAGE, find_last(edition), {"lines": lines}))
        restore_blanks(document)
        teaching.enter_context(tag_elements(source.etree_element, edition.language))
        data: bytes = document.write_pdf(
            finisher=lambda _, pdf: finish_metadata(pdf, edition, f"WeasyPrint {__version__}"),
            pdf_variant="pdf/a-3a",
            pdf_identifier=edition.identifier.encode(),
            attachments=[make_attachment(edition)],
        )
        if faults := find_missing_glyphs(document, edition.language.fonts.serif[0]):
            raise RenderError(*faults)
    return PdfResult(data, landing, tuple(notices))


def lay_out(source: Any, edition: Edition, style: Any, fonts: FontBook) -> Any:
    """Lay an edition out; again, with more lines kept together, when its last page is too empty."""
    configuration = share_configuration(fonts)
    document = source.render(font_config=configuration, stylesheets=[style])
    for rules in find_remedies(edition):
        if len(document.pages) == 1 or count_last_lines(document) >= LEAST_LINES:
            break
        more = CSS(string=rules, font_config=configuration)
        document = source.render(font_config=configuration, stylesheets=[style, more])
    return document


@contextlib.contextmanager
def _raise_causes() -> Iterator[None]:
    """Raise what stopped the fetcher as it was, without WeasyPrint's wrapping."""
    try:
        yield
    except FatalURLFetchingError as error:
        if isinstance(error.__cause__, MastheadError):
            raise error.__cause__ from None
        raise ToolError(str(error)) from error


_styles: dict[tuple[int, str], Any] = {}


def share_style(project: Project, sheet: str, fonts: FontBook) -> Any:
    """Parse a style sheet, or give what it was parsed to before: papers often share theirs."""
    key = os.getpid(), sheet
    if key not in _styles:
        if len(_styles) > 50:
            _styles.clear()
        _styles[key] = CSS(
            string=sheet,
            url_fetcher=make_fetcher(project, fonts),
            font_config=share_configuration(fonts),
        )
    return _styles[key]


def find_landing(document: Any) -> Landing:
    """Find on which page each node begins."""
    nodes: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for name in page.anchors:
            nodes.setdefault(name, number)
    return Landing(len(document.pages), nodes, find_breaks(document))
