"""The printed page as HTML: the body markup between masthead and end rule, with its style sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from masthead.edition.edition import (
    Annex,
    Row,
    Strong,
    Table,
    walk_blocks,
    walk_contents,
    walk_inlines,
)
from masthead.render.pdf.codes import draw_code39, draw_qr
from masthead.render.pdf.metadata import describe_subject, list_keywords, write_moment
from masthead.render.pictures import list_figures
from masthead.render.templates import load_template

if TYPE_CHECKING:
    from masthead.edition.edition import Block, Edition
    from masthead.measures import Measures
    from masthead.project import Project
    from masthead.render.pdf.fonts import Faces, FontBook
    from masthead.render.pdf.labels import WideLabel


class PlacedLine(Struct, frozen=True):
    """A line of the masthead: how far below the one before its top is, and where it starts.

    ``x`` and ``right`` are in pt from the page's left edge; one of them is None.
    """

    name: str
    type: str | None
    rise: float
    x: float | None = None
    right: float | None = None


def write_page(
    project: Project,
    edition: Edition,
    measures: Measures,
    blocks: Sequence[Block] | None = None,
) -> str:
    """Write the HTML of an edition's printed pages, without its style sheet.

    ``blocks``: what to write of its text; all of it by default.
    """
    return load_template(project, "pdf/page.html").render(
        edition=edition,
        blocks=edition.body if blocks is None else blocks,
        title=edition.title_text,
        subject=describe_subject(edition),
        keywords=", ".join(list_keywords(edition)),
        moment=write_moment(edition),
        barcode=draw_code39(edition.job.barcode) if edition.job else None,
        digits=f"*{edition.job.barcode}*" if edition.job and measures.job.digits else "",
        qr=draw_qr(edition.job.address) if edition.job else None,
        ends_wide=_ends_wide(edition.body),
    )


def _ends_wide(blocks: Sequence[Block]) -> bool:
    """Whether a text ends with a table on a page that is wider than high."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Annex):
        return _ends_wide(last.body)
    return isinstance(last, Table) and last.place == "landscape"


def write_style(project: Project, edition: Edition, measures: Measures, faces: Faces) -> str:
    """Write the style sheet of an edition from the measures of its station.

    Papers of one body in one language mostly share it: see :func:`write_own_style`.
    """

    def top(name: str, baseline: float) -> float:
        return baseline - measures.text[name].drop

    pattern = measures.foot.page.replace("{page}", "\0").replace("{total}", "\1")
    number = quote(pattern).replace("\0", '" counter(page) "').replace("\1", '" counter(pages) "')
    return load_template(project, "pdf/page.css").render(
        m=measures,
        language=edition.language,
        faces=faces.rules,
        fonts=faces,
        top=top,
        lines=place_lines(edition, measures),
        page_number=number,
        draft=quote(edition.draft) if edition.draft else None,
        has_job=edition.job is not None,
        running_title=bool(edition.running_title),
    )


def write_own_style(
    project: Project, edition: Edition, measures: Measures, fonts: FontBook, wide: list[WideLabel]
) -> str:
    """Write what the style sheet of an edition has of its own, over the shared one.

    ``wide`` are its labels that are wider than their tab.
    """
    job = edition.job
    notes = [note for note in edition.notes if note.series == "masthead"]
    return load_template(project, "pdf/paper.css").render(
        compared=quote(edition.compared.said) if edition.compared else "",
        compared_type=_write_type(edition, measures, fonts) if edition.compared else "",
        compared_top=COMPARED,
        symbol=quote(edition.masthead.symbol),
        running_title=quote(edition.running_title) if edition.running_title else "",
        job_number=quote(job.number if job and measures.foot.job else ""),
        barcode_width=draw_code39(job.barcode).width * measures.job.module if job else None,
        only_note=measures.notes.masthead if len(notes) == 1 else None,
        wide_labels=wide,
        wide_stops=list({label.stop: label for label in wide}.values()),
        pictures=list(size_pictures(edition, measures)),
    )


class PictureSize(NamedTuple):
    """The size in pt at which the picture of a figure is printed."""

    id: str
    width: float
    height: float


def size_pictures(edition: Edition, measures: Measures) -> Iterator[PictureSize]:
    """Find the size of each picture."""
    for figure in list_figures(edition):
        image = figure.image
        size = measures.fit_picture(figure.place, figure.percent, image.width, image.height)
        yield PictureSize(figure.id, *size)


COMPARED = 18
"""How far below the edge of the first page it says which versions are compared, in pt."""


def _write_type(edition: Edition, measures: Measures, fonts: FontBook) -> str:
    """Write the type in which heads say which versions are compared: in the paper's language."""
    text, serif = measures.text["running_title"], fonts.choose_faces(edition.language).serif
    return f"font: {text.size}pt/{text.line}pt {serif}; direction: {edition.language.direction};"


def has_strong(edition: Edition) -> bool:
    """Whether bold words stand anywhere in the text, its title or its notes."""
    rows = (node for node in walk_blocks(edition.body) if isinstance(node, Row))
    if edition.marks or any(row.is_strong for row in rows):
        return True
    return any(
        inline.kind == Strong.kind
        for _, _, content in walk_contents(edition)
        for inline in walk_inlines(content)
    )


def quote(text: str) -> str:
    """Write text as a CSS string. An escape takes the space after it, and so gets its own."""
    safe = "".join(
        char if char.isalnum() or char in " .-/\0\1" else f"\\{ord(char):06x} " for char in text
    )
    return f'"{safe}"'


def place_lines(edition: Edition, measures: Measures) -> list[PlacedLine]:
    """Place every line of the masthead, in reading order, from its baseline."""
    head, text = measures.masthead, measures.text
    here = measures.page.header
    placed: list[PlacedLine] = []

    def place(
        name: str, type_name: str | None, y: float, x: float | None = None,
        right: float | None = None, height: float = 0,
    ) -> None:  # fmt: skip
        nonlocal here
        top = y - text[type_name].drop if type_name else y
        placed.append(PlacedLine(name, type_name, top - here, x, right))
        here = top + height

    if edition.masthead.organization:
        place("organization", "organization", head.organization.baseline, head.organization.x)
    place("symbol", "symbol_small", head.symbol.baseline, right=head.symbol.right)
    place("thin", None, head.thin_rule.y, height=head.thin_rule.weight)
    if edition.masthead.emblem_file:
        place("emblem", None, head.emblem.y, head.emblem.x)
    place("body-name", edition.masthead.body_look, head.body.baseline, head.body.x)
    baseline = head.block.baseline
    for number, line in enumerate(edition.masthead.block, start=1):
        if line.text:
            end = head.block.right
            place(line.kind, "block", baseline, None if end else head.block.x, end)
        step = head.block_first_step if number == 1 else head.block.leading
        baseline += step or 0
    place("thick", None, head.thick_rule.y, height=head.thick_rule.weight)
    return placed
