"""Drawings on the page: SVG whose words are set in the paper's own typefaces.

WeasyPrint draws the words of SVG letter by letter, so that Arabic is not joined, and in whatever
face a drawing names. Here they are drawn as a whole.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from masthead.render.pdf.engine.replacing import replace
from masthead.render.pictures import SCHEME

if TYPE_CHECKING:
    from masthead.language.language import Language
    from masthead.pictures.picture import Picture
    from masthead.project import Project

_PLACED = ("x", "y", "dx", "dy", "rotate")
_SPACED = ("letter-spacing", "textLength")


class _Whole(str):
    """Words that count as one letter, for who goes through them."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


DrawnWords = dict[str, str]
"""The words that were drawn, by the hash of the drawing."""


@contextlib.contextmanager
def draw_words(families: str, drawn: DrawnWords) -> Iterator[None]:
    """Have drawings' words set in some families meanwhile, which are written as in CSS.

    What was drawn is added to ``drawn``.
    """

    def make(draw_node: Any) -> Any:
        def draw(svg: Any, node: Any, *rest: Any, **options: Any) -> None:
            if node.tag in ("text", "tspan") and node.text:
                digest = str(svg.url).removeprefix(SCHEME)
                drawn[digest] = drawn.get(digest, "") + node.text
                _set_whole(node, families)
            draw_node(svg, node, *rest, **options)

        return draw

    with replace({"weasyprint.svg.SVG.draw_node": make}):
        yield


def _set_whole(node: Any, families: str) -> None:
    """Have the words of a node set as a whole, unless it says where each letter stands."""
    node.attrib["font-family"] = families
    several = any(len(node.get(name, "").replace(",", " ").split()) > 1 for name in _PLACED)
    if not several and not any(node.get(name) for name in _SPACED):
        node._etree_node.text = _Whole(node.text)


def paint_drawing(
    project: Project, language: Language, picture: Picture, size: tuple[float, float], density: int
) -> bytes:
    """Paint a drawing of some size in pt as a PNG with so many dots per inch.

    Raises UsageError when it cannot be drawn, ToolError when a locked font is missing.
    """
    from masthead.render.pdf.engine import import_engine

    import_engine()
    import pypdfium2
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from masthead.render.pdf.fetch import make_fetcher
    from masthead.render.pdf.fonts import open_fonts, share_configuration
    from masthead.render.pdf.images import refuse_lost_pictures

    fonts = open_fonts(project)
    faces = fonts.choose_faces(language)
    configuration = share_configuration(fonts, faces)
    address = f"{SCHEME}drawing"

    class OneFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, _url: str, _headers: Any = None) -> Any:
            return URLFetcherResponse(address, picture.data, {"Content-Type": picture.media_type})

    width, height = size
    style = (
        f"@page {{ size: {width}pt {height}pt; margin: 0 }} body {{ margin: 0 }}"
        f" img {{ display: block; width: {width}pt; height: {height}pt }}"
    )
    sheets = [
        CSS(
            string=faces.rules, url_fetcher=make_fetcher(project, fonts), font_config=configuration
        ),
        CSS(string=style, font_config=configuration),
    ]
    page = HTML(string=f'<img src="{address}" alt="">', url_fetcher=OneFetcher())
    with draw_words(faces.serif, {}), refuse_lost_pictures():
        data = page.write_pdf(font_config=configuration, stylesheets=sheets)
    document = pypdfium2.PdfDocument(data)
    try:
        painted = document[0].render(scale=density / 72).to_pil().convert("RGB")
    finally:
        document.close()
    buffer = io.BytesIO()
    painted.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
