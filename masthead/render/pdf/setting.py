"""Setting an edition: the page laid out, checked, and written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from weasyprint import __version__
from weasyprint.urls import FatalURLFetchingError

from masthead.diagnostic import MastheadError, ToolError
from masthead.measures import load_measures
from masthead.render.fault import RenderError, RenderFault
from masthead.render.landing import Landing
from masthead.render.marked import drop_uncalled, mark_elements
from masthead.render.pdf.anchors import forget_anchors
from masthead.render.pdf.bars import draw_bars
from masthead.render.pdf.breaks import find_breaks
from masthead.render.pdf.drawing import DrawnWords, draw_words
from masthead.render.pdf.fetch import make_fetcher
from masthead.render.pdf.fonts import open_fonts, share_configuration
from masthead.render.pdf.glyphs import write_glyphs
from masthead.render.pdf.images import leave_unsmoothed, refuse_lost_pictures
from masthead.render.pdf.inspection import (
    begins_at_once,
    count_last_lines,
    ends_too_soon,
    find_last,
    find_loose_lines,
    find_missing_glyphs,
    find_remedies,
    find_torn_words,
)
from masthead.render.pdf.keeping.layouts import (
    Layouts,
    forget_layouts,
    has_layouts,
    open_layouts,
)
from masthead.render.pdf.labels import find_wide_labels, mark_wide_labels
from masthead.render.pdf.linebreaks import find_breaks_by_width
from masthead.render.pdf.lineends import notice_ends, restore_blanks
from masthead.render.pdf.links import cover_links
from masthead.render.pdf.metadata import attach_files, finish_metadata, make_attachment
from masthead.render.pdf.notes import keep_notes, verify_notes
from masthead.render.pdf.page import has_strong, write_own_style, write_page, write_style
from masthead.render.pdf.problems import FIRST_PAGE, LAST_PAGE
from masthead.render.pdf.repeats import mark_repeats
from masthead.render.pdf.result import PdfResult
from masthead.render.pdf.roles import verify_roles
from masthead.render.pdf.shaping import prepare_styles
from masthead.render.pdf.sharing import share_styles
from masthead.render.pdf.sheets import Sheet, parse_sheet
from masthead.render.pdf.squeeze import squeeze_lines
from masthead.render.pdf.streams import compress_streams, finish_objects
from masthead.render.pdf.tables import find_rules, find_wide_tables
from masthead.render.pdf.tagging import tag_elements
from masthead.render.pdf.tree import parse_page
from masthead.render.pictures import list_figures, name_image

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.measures import Measures
    from masthead.project import Project
    from masthead.render.pdf.fonts import Faces


def set_edition(project: Project, edition: Edition) -> PdfResult:
    """Set an edition: see :func:`masthead.render.pdf.render_pdf`.

    What failed with pages taken over from the last layout is tried again from nothing.
    """
    if has_layouts(project, edition):
        try:
            return _set(project, edition)
        except MastheadError:
            raise
        except Exception:  # noqa: BLE001  # if it was not what is kept, it fails again
            forget_layouts(project, edition)
    return _set(project, edition)


def _set(project: Project, edition: Edition) -> PdfResult:
    if edition.marks:
        edition = drop_uncalled(edition)
    measures = load_measures(
        project, edition.station, edition.language.code, edition.series, edition.kind
    )
    with _teach(edition, measures):
        document, landing, faults = _lay_out_taught(project, edition, measures)
        if faults:
            raise RenderError(*faults)
        notices = find_torn_words(document)
        torn = {fault.node for fault in notices}  # which is why a line before is loose
        notices += [fault for fault in find_loose_lines(document) if fault.node not in torn]
        if ends_too_soon(document):
            lines = count_last_lines(document)
            notices.append(RenderFault(LAST_PAGE, find_last(edition), {"lines": lines}))
        if not begins_at_once(document, edition):
            notices.append(RenderFault(FIRST_PAGE, edition.body[0].id))
        restore_blanks(document)
        mark_repeats(document)
        cover_links(document)
        drawn: DrawnWords = {}
        faces = choose_faces(project, edition)
        layouts = open_layouts(project, edition)
        with (
            tag_elements(document._html.etree_element, edition.language),
            draw_words(faces.serif, drawn),
            draw_bars() if edition.marks else contextlib.nullcontext(),
            layouts.keep_drawings(),
        ):
            data: bytes = document.write_pdf(
                finisher=lambda _, pdf: finish_file(pdf, edition, layouts),
                pdf_variant="pdf/a-3a",
                pdf_identifier=edition.identifier.encode(),
                attachments=[make_attachment(edition), *attach_files(project, edition)],
            )
        open_fonts(project).files.confirm_all()
        words = {figure.id: drawn.get(figure.image.digest, "") for figure in list_figures(edition)}
        if faults := find_missing_glyphs(document, edition.language.fonts.serif[0], words):
            raise RenderError(*faults)
    return PdfResult(data, landing, tuple(notices))


def finish_file(pdf: Any, edition: Edition, layouts: Layouts) -> None:
    """Do what is left before a file is written."""
    leave_unsmoothed(pdf)
    finish_metadata(pdf, edition, f"WeasyPrint {__version__}")
    compress_streams(pdf, layouts.packed if layouts.keeps else None)
    finish_objects(pdf)


def choose_faces(project: Project, edition: Edition) -> Faces:
    """Choose the faces that an edition is set with."""
    return open_fonts(project).choose_faces(edition.language, strong=has_strong(edition))


def lay_out_pages(
    project: Project, edition: Edition, measures: Measures
) -> tuple[Any, Landing, list[RenderFault]]:
    """Lay an edition out: WeasyPrint's document, where its nodes landed, and what is wrong."""
    with _teach(edition, measures):
        return _lay_out_taught(project, edition, measures)


def _lay_out_taught(
    project: Project, edition: Edition, measures: Measures
) -> tuple[Any, Landing, list[RenderFault]]:
    fonts, faces = open_fonts(project), choose_faces(project, edition)
    configuration = share_configuration(fonts, faces)
    fetcher = make_fetcher(project, fonts, edition)
    shared = write_style(project, edition, measures, faces)
    wide = find_wide_labels(edition, measures, fonts)
    own = write_own_style(project, edition, measures, fonts, wide)
    layouts = open_layouts(project, edition)
    styles = [
        share_style(project, shared, fetcher, configuration),
        layouts.parse_sheet(own, configuration, fetcher),
    ]
    source = layouts.make_page(edition, measures, wide, fetcher) or parse_page(
        project, write_page(project, edition, measures), fetcher
    )
    mark_wide_labels(source.etree_element, wide)
    if edition.marks:
        mark_elements(source.etree_element, edition, "print")
    verify_roles(source.etree_element.find("body"))
    document = lay_out(source, edition, styles, configuration, layouts)
    landing = find_landing(document)
    faults = verify_notes(document, edition, landing) + find_wide_tables(document)
    return document, landing, faults


@contextlib.contextmanager
def _teach(edition: Edition, measures: Measures) -> Iterator[None]:
    """Teach WeasyPrint what it lacks for laying an edition out and for drawing it, meanwhile."""
    with contextlib.ExitStack() as teaching:
        teaching.enter_context(_raise_causes())
        images = (figure.image for figure in list_figures(edition))
        teaching.enter_context(
            refuse_lost_pictures({one.digest: name_image(one) for one in images})
        )
        # Two faces share each line of Chinese and of Arabic: their baselines must be level.
        if edition.language.script in ("han", "arabic"):
            from masthead.render.pdf.han.adapter import set_chinese

            teaching.enter_context(set_chinese())
        else:
            teaching.enter_context(squeeze_lines(measures.squeeze))
        teaching.enter_context(write_glyphs())
        teaching.enter_context(prepare_styles())
        teaching.enter_context(find_breaks_by_width())
        teaching.enter_context(share_styles())
        teaching.enter_context(keep_notes())
        teaching.enter_context(forget_anchors())
        teaching.enter_context(notice_ends())
        yield


def lay_out(
    source: Any, edition: Edition, styles: list[Any], configuration: Any, layouts: Layouts
) -> Any:
    """Lay an edition out; again where tables need it, or when its last page is too empty.

    Pages with marks are nobody's official ones: they end where they do.
    """

    def render(*rules: str) -> Any:
        sheets = [*styles, *(layouts.parse_sheet(each, configuration) for each in rules)]
        with layouts.follow(sheets):
            return source.render(font_config=configuration, stylesheets=sheets)

    document = render()
    needed = find_rules(document)
    if needed:
        document = render(needed)
    for rules in find_remedies(edition) if not edition.marks else ():
        if not ends_too_soon(document):
            break
        mended = render(*filter(None, (needed, rules)))
        if begins_at_once(mended, edition) or not begins_at_once(document, edition):
            document = mended
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


MOST_STYLES = 16
"""Bodies have few kinds of mastheads, and languages are six."""
_styles: dict[tuple[int, str], Sheet] = {}
"""By the identity of a font configuration, which is kept with what was made for it."""


def share_style(project: Project, text: str, fetcher: Any, configuration: Any) -> Any:
    """Parse a style sheet, or give what it was parsed to before: papers often share theirs.

    Parsing also makes its faces known to the font configuration, for which fonts are read.
    """
    key = id(configuration), text
    if key not in _styles or not _styles[key].is_current(project):
        if len(_styles) >= MOST_STYLES:
            _styles.clear()
        _styles[key] = parse_sheet(project, text, configuration, fetcher)
    return _styles[key].parsed


def find_landing(document: Any) -> Landing:
    """Find on which page each node begins."""
    nodes: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for name in page.anchors:
            nodes.setdefault(name, number)
    return Landing(len(document.pages), nodes, find_breaks(document))
