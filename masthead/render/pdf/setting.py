"""Setting an edition: the page laid out, checked, and written."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from masthead.measures import load_measures
from masthead.render.fault import RenderError
from masthead.render.landing import Landing
from masthead.render.pdf import PdfResult
from masthead.render.pdf.fetch import make_fetcher
from masthead.render.pdf.fonts import open_fonts, share_configuration
from masthead.render.pdf.notes import keep_notes, verify_notes
from masthead.render.pdf.page import write_page

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project


def set_edition(project: Project, edition: Edition) -> PdfResult:
    """Set an edition: see :func:`masthead.render.pdf.render_pdf`."""
    import weasyprint

    measures = load_measures(project, edition.station, edition.language.code, edition.series)
    fonts = open_fonts(project)
    fonts.record(edition.language)
    faces = fonts.choose_faces(edition.language)
    html = write_page(project, edition, measures, faces)
    source = weasyprint.HTML(string=html, url_fetcher=make_fetcher(project, fonts))
    with contextlib.ExitStack() as teaching:
        teaching.enter_context(keep_notes())
        if edition.language.script == "han":
            from masthead.render.pdf.han.adapter import set_chinese

            teaching.enter_context(set_chinese())
        document = source.render(font_config=share_configuration(fonts))
        data: bytes = document.write_pdf(
            pdf_variant="pdf/a-3a", pdf_identifier=edition.identifier.encode()
        )
    landing = find_landing(document)
    faults = verify_notes(document, edition, landing)
    if faults:
        raise RenderError(*faults)
    return PdfResult(data, landing)


def find_landing(document: Any) -> Landing:
    """Find on which page each node begins."""
    nodes: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for name in page.anchors:
            nodes.setdefault(name, number)
    return Landing(len(document.pages), nodes)
