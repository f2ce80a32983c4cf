"""Setting an edition: the page laid out, checked, and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from masthead.measures import load_measures
from masthead.render.landing import Landing
from masthead.render.pdf import PdfResult
from masthead.render.pdf.fetch import make_fetcher
from masthead.render.pdf.fonts import make_configuration, open_fonts
from masthead.render.pdf.page import write_page

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project


def set_edition(project: Project, edition: Edition) -> PdfResult:
    """Set an edition: see :func:`masthead.render.pdf.render_pdf`."""
    import weasyprint

    measures = load_measures(project, edition.station, edition.language.code)
    fonts = open_fonts(project)
    fonts.record(edition.language)
    faces = fonts.choose_faces(edition.language)
    html = write_page(project, edition, measures, faces)
    source = weasyprint.HTML(string=html, url_fetcher=make_fetcher(project, fonts))
    document = source.render(font_config=make_configuration())
    data: bytes = document.write_pdf(
        pdf_variant="pdf/a-3a", pdf_identifier=edition.identifier.encode()
    )
    return PdfResult(data, find_landing(document))


def find_landing(document: Any) -> Landing:
    """Find on which page each node begins."""
    nodes: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for name in page.anchors:
            nodes.setdefault(name, number)
    return Landing(len(document.pages), nodes)
