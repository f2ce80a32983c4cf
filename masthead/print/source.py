"""The PDF to be printed: opened, checked, and its pages measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from masthead.diagnostic import Diagnostic, PaperError, Place
from masthead.print import problems
from masthead.print.damage import find_damage, name_damage
from masthead.print.papers import Papers
from masthead.unpack import open_pdf, read_content

if TYPE_CHECKING:
    import pikepdf

Direction = Literal["ltr", "rtl"]
_QUIET_ANNOTATIONS = {"/Link", "/Popup", "/PrinterMark", "/TrapNet"}
"""Annotations that leave nothing on paper."""
_LARGEST_SIDE = 14400
"""In pt: the largest page that PDF readers take (200 inches)."""


class Box(NamedTuple):
    """A rectangle in pt: its left, bottom, right and top edges."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def grow(self, by: float) -> Box:
        """Move every edge outwards."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def move(self, by: float) -> Box:
        """Move it to the right, or with a negative number to the left."""
        return Box(self.left + by, self.bottom, self.right + by, self.top)

    def cut(self, other: Box) -> Box:
        """Keep what lies in another box, too."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )


class SourcePage(Struct, frozen=True):
    """A page as its file gives it, in its own units.

    ``trim`` is the finished page, ``media`` all there is around it; ``rotation`` (clockwise, in
    degrees) and ``unit`` (in pt) say how a reader shows them.
    """

    trim: Box
    media: Box
    rotation: int = 0
    unit: float = 1

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as a reader sees them, in pt."""
        width, height = self.trim.width * self.unit, self.trim.height * self.unit
        return (height, width) if self.rotation % 180 else (width, height)

    @property
    def landscape(self) -> bool:
        """Whether it is wider than high."""
        width, height = self.size
        return width > height


class PrintSource(Struct, frozen=True):
    """A PDF to be printed: its name as people see it, its bytes, the direction of its language."""

    name: str
    data: bytes
    direction: Direction = "ltr"


class OpenSource(Struct, frozen=True):
    """A PDF that has been opened and found fit to print."""

    source: PrintSource
    pdf: pikepdf.Pdf
    pages: tuple[SourcePage, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def landscape(self) -> bool:
        """Whether the document lies: most of its pages are wider than high."""
        return 2 * sum(page.landscape for page in self.pages) > len(self.pages)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of its pages in pt; pages that lie otherwise are turned."""
        narrow, wide = sorted(self.pages[0].size)
        return (wide, narrow) if self.landscape else (narrow, wide)


def open_source(source: PrintSource, papers: Papers) -> OpenSource:
    """Open a PDF. Raises PaperError when it is encrypted, damaged, empty, too long or mixed."""
    place = Place(source.name)
    with name_damage(place):
        pdf = open_pdf(source.data)
        if pdf.is_encrypted:
            raise PaperError([problems.ENCRYPTED.at(place)])
        said = int(pdf.Root.Pages.get("/Count", 0))  # looked at first: it is put right
        count = len(pdf.pages)
        if not count:
            raise PaperError([problems.NO_PAGES.at(place)])
        if count < said:
            raise ValueError(f"of {said} pages there are {count}")
        if count > papers.limits.pages:
            raise PaperError(
                [problems.TOO_MANY_PAGES.at(place, pages=count, limit=papers.limits.pages)]
            )
        pages = tuple(
            _measure_page(page, number, place) for number, page in enumerate(pdf.pages, 1)
        )
        left_out = problems.require(_find_left_out(pdf, place))
        if lost := find_damage(pdf):
            raise ValueError(lost)
    problems.require(_compare_sizes(pages, papers, place))
    return OpenSource(source, pdf, pages, left_out)


def _measure_page(page: pikepdf.Page, number: int, place: Place) -> SourcePage:
    """Measure a page, and see that its content is one."""
    media = _read_box(page.mediabox)
    trim = _read_box(page.trimbox).cut(_read_box(page.cropbox)).cut(media)
    measured = SourcePage(
        trim, media, int(page.rotation) % 360, float(page.obj.get("/UserUnit", 1))
    )
    width, height = measured.size
    if not (1 <= width <= _LARGEST_SIDE and 1 <= height <= _LARGEST_SIDE):
        raise PaperError(
            [problems.NO_SIZE.at(place, page=number, width=f"{width:g}", height=f"{height:g}")]
        )
    if measured.rotation % 90:
        raise ValueError(f"page {number} is rotated by {measured.rotation}°")
    _check_contents(page)
    return measured


def _check_contents(page: pikepdf.Page) -> None:
    """Refuse content that would be taken for an empty page, or that is too much."""
    import pikepdf

    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    if contents is not None and not all(isinstance(one, pikepdf.Stream) for one in streams):
        raise ValueError("a page's content is not there")
    for stream in streams if contents is not None else ():
        read_content(stream)


def _read_box(array: object) -> Box:
    left, bottom, right, top = (float(side) for side in array)  # type: ignore[attr-defined]
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _compare_sizes(
    pages: tuple[SourcePage, ...], papers: Papers, place: Place
) -> Iterator[Diagnostic]:
    """Pages may lie one way or the other, but must be cut from the same paper."""
    first = sorted(pages[0].size)
    wanted = (first[0], first[1])
    if all(papers.same_size((min(page.size), max(page.size)), wanted) for page in pages):
        return
    sizes = Counter(papers.describe_size(min(page.size), max(page.size)) for page in pages)
    known = ", ".join(f"{count} × {size}" for size, count in sizes.most_common(4))
    more = ", …" if len(sizes) > 4 else ""
    yield problems.MIXED_SIZES.at(place, sizes=known + more)


def _find_left_out(pdf: pikepdf.Pdf, place: Place) -> Iterator[Diagnostic]:
    """Comments, stamps and form fields do not become part of a sheet: say so."""
    for number, page in enumerate(pdf.pages, 1):
        kinds = {
            str(annotation.get("/Subtype", "/Unknown"))
            for annotation in page.obj.get("/Annots", ())
        } - _QUIET_ANNOTATIONS
        if kinds:
            names = ", ".join(sorted(kind.removeprefix("/") for kind in kinds))
            yield problems.LEFT_OUT.at(place, page=number, kinds=names)
