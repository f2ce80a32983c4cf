"""Where a pointer finds a link: on all of its glyphs, and once.

WeasyPrint makes a link as high as its line. Raised marks take up no line of their own
(``line-height: 0``), and so their links had no height at all: there was nothing to point at. It
also makes one link more of each element inside a link.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from masthead.render.pdf.repeats import walk_repeated

Area = tuple[float, float, float, float]
"""Left, top, right and bottom, in CSS pixels from the page's top left."""


def cover_links(document: Any) -> None:
    """Have each link of a document cover what it is set in: a rectangle for each of its lines."""
    for page in document.pages:
        repeated = set(walk_repeated(page._page_box))
        page.links = [
            (kind, target, _cover(area, box), box)
            for kind, target, area, box in page.links
            if box.link and box not in repeated  # not what only stands in one
        ]


def _cover(area: Area, box: Any) -> Area:
    """Widen an area by the letters that stand in a box."""
    left, top, right, bottom = area
    for text in _find_texts(box):
        above, below, begin, end = _measure_ink(text)
        baseline = text.position_y + text.baseline
        left = min(left, text.position_x, text.position_x + begin)
        right = max(right, text.position_x + text.width, text.position_x + end)
        top, bottom = min(top, baseline - above), max(bottom, baseline + below)
    return left, top, right, bottom


def _find_texts(box: Any) -> Iterator[Any]:
    return (inner for inner in box.descendants() if isinstance(inner, boxes.TextBox))


def _measure_ink(text: Any) -> tuple[float, float, float, float]:
    """Measure a text's faces and their ink: how far it reaches above and below its baseline.

    Then where its ink begins and ends, from where the text begins: slanted letters lean out.
    """
    layout = text.pango_layout
    layout.reactivate(text.style)
    line, _ = layout.get_first_line()
    extents = ffi.new("PangoRectangle[2]")
    pango.pango_layout_line_get_extents(line, extents, extents + 1)
    layout.deactivate()
    above = max(-extent.y for extent in extents)
    below = max(extent.y + extent.height for extent in extents)
    ink = extents[0]
    return tuple(side * FROM_UNITS for side in (above, below, ink.x, ink.x + ink.width))
