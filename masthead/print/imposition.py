"""Imposition: the sides of a job as PDF pages.

Every page of the source becomes a form XObject that the sheets call; nothing is drawn anew, and all
pages go on sharing their fonts. Links, outlines, tags and attachments belong to the reading PDF and
stay there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from masthead.diagnostic import Place
from masthead.print.damage import find_damage, name_damage
from masthead.print.marks import COLOUR, Marks, draw_marks, write_number
from masthead.print.sheets import Placement, Side
from masthead.print.source import Box, OpenSource
from masthead.unpack import read_through

if TYPE_CHECKING:
    import pikepdf

_READER_KEYS = (
    "/StructParents",
    "/StructParent",
    "/PieceInfo",
    "/LastModified",
    "/Metadata",
    "/OC",
)
"""What a form may carry that only a reading PDF has a use for."""


class Document(Struct, frozen=True):
    """One document of a job: its file, its sides in printing order, and their marks."""

    opened: OpenSource
    sides: tuple[Side, ...]
    marks: Marks


Forms = dict[int, Any]
"""The form XObjects of a document, by the numbers of their pages."""


def impose_documents(
    documents: Sequence[Document], art: bool
) -> tuple[pikepdf.Pdf, tuple[Forms, ...]]:
    """Put documents on sheets, one after the other; give their forms, too.

    ``art`` says whether sides get an ArtBox.
    """
    import pikepdf

    pdf = pikepdf.new()
    everything = []
    read: set[tuple[int, int]] = set()
    colour = pdf.make_indirect(_make_mark_colour())
    for document in documents:
        with name_damage(Place(document.opened.source.name)):
            forms = dict(_copy_pages(pdf, document))
            for form in forms.values():
                read_through(form, read)
            if lost := find_damage(document.opened.pdf) or find_damage(pdf):
                raise ValueError(lost)
        everything.append(forms)
        for number, side in enumerate(document.sides):
            marks = draw_marks(document.marks, side, first=number == 0)
            page = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=_write_box(side.media),
                CropBox=_write_box(side.media),
                BleedBox=_write_box(side.bleed),
                TrimBox=_write_box(side.trim),
                Resources=pikepdf.Dictionary(),
            )
            if drawn := _draw_side(side, marks):  # a page without content is an empty one
                page.Contents = pdf.make_stream(drawn)
            if art:
                page.ArtBox = _write_box(side.art)
            if side.placements:
                page.Resources.XObject = pikepdf.Dictionary(
                    {f"/P{placed.page}": forms[placed.page] for placed in side.placements}
                )
            if marks:
                page.Resources.ColorSpace = pikepdf.Dictionary({f"/{COLOUR}": colour})
            pdf.pages.append(pikepdf.Page(page))
    return pdf, tuple(everything)


def _copy_pages(pdf: pikepdf.Pdf, document: Document) -> Iterator[tuple[int, pikepdf.Object]]:
    """Copy a document's pages as form XObjects, by their numbers."""
    source = document.opened.pdf
    for number, (page, measured) in enumerate(
        zip(source.pages, document.opened.pages, strict=True), 1
    ):
        form = page.as_form_xobject(handle_transformations=False)
        form.BBox = _write_box(measured.media)
        for key in _READER_KEYS:
            if key in form:
                del form[key]
        if not form.read_raw_bytes():  # nothing, packed, is no stream that every reader takes
            form.write(b" ")
        yield number, pdf.copy_foreign(form)


def _draw_side(side: Side, marks: bytes) -> bytes:
    parts = [_draw_page(placement) for placement in side.placements]
    return b"\n".join([*parts, marks] if marks else parts)


def _draw_page(placement: Placement) -> bytes:
    """Clip to what shows, then put the page there."""
    clip = placement.clip
    area = " ".join(
        write_number(value) for value in (clip.left, clip.bottom, clip.width, clip.height)
    )
    matrix = " ".join(write_number(value) for value in placement.matrix)
    return f"q {area} re W n {matrix} cm /P{placement.page} Do Q".encode("ascii")


def _write_box(box: Box) -> pikepdf.Array:
    from decimal import Decimal

    import pikepdf

    return pikepdf.Array([Decimal(write_number(side)) for side in box])


def _make_mark_colour() -> pikepdf.Array:
    """The colour that every plate prints; where there are no plates, black."""
    import pikepdf

    tint = pikepdf.Dictionary(
        FunctionType=2,
        Domain=pikepdf.Array([0, 1]),
        C0=pikepdf.Array([1]),
        C1=pikepdf.Array([0]),
        N=1,
    )
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceGray, tint])
