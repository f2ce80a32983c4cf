"""Change bars: beside each line in which something came or went, at the outer edge of the page."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from masthead.render.marked import TAGS, has_class
from masthead.render.pdf.engine.replacing import replace
from masthead.render.pdf.tagging import walk_boxes

_PT = 72 / 96
"""A pixel of the engine's."""
OUT = 14
"""How far from the text a bar stands, in pt."""
WEIGHT = 1.25
"""How thick it is, in pt."""
_JOINED = 4
"""Bars with less between them are one, in pt."""


class _Span(NamedTuple):
    """From where to where something reaches on a page, in pt from its top."""

    top: float
    bottom: float


@contextlib.contextmanager
def draw_bars() -> Iterator[None]:
    """Have change bars drawn on the pages of documents meanwhile, as what no reader reads."""

    def make(add_tags: Any) -> Any:
        def add(pdf: Any, document: Any, version: Any, streams: Any) -> None:
            for page, stream in zip(document.pages, streams, strict=True):
                _draw_page(page._page_box, stream)
            add_tags(pdf, document, version, streams)

        return add

    with replace({"weasyprint.pdf.add_tags": make}):
        yield


def _draw_page(page: Any, stream: Any) -> None:
    spans = list(_join(sorted(_find_changed(page))))
    if not spans:
        return
    left = page.content_box_x() * _PT
    right = left + page.width * _PT
    x = left - OUT if page.page_type.side == "left" else right + OUT
    stream.stream.append(b"/Artifact BMC")
    stream.push_state()
    stream.set_color_rgb(0, 0, 0, stroke=True)
    stream.set_line_width(WEIGHT)
    for span in spans:
        stream.move_to(x, span.top)
        stream.line_to(x, span.bottom)
    stream.stroke()
    stream.pop_state()
    stream.stream.append(b"EMC")


def _find_changed(page: Any) -> Iterator[_Span]:
    """Find the lines with something inserted or deleted in them, and pictures that were."""
    for box in walk_boxes(page):
        if isinstance(box, boxes.MarginBox):
            continue
        is_line = isinstance(box, boxes.LineBox) and _holds_changed(box)
        if is_line or (isinstance(box, boxes.ReplacedBox) and _is_in_changed(box)):
            yield _Span(box.position_y * _PT, (box.position_y + box.margin_height()) * _PT)


def _holds_changed(line: Any) -> bool:
    return any(
        isinstance(box, boxes.InlineBox)
        and box.element_tag in TAGS.values()
        and any(
            isinstance(inner, boxes.TextBox) and inner.text.strip() for inner in walk_boxes(box)
        )
        for box in walk_boxes(line)
    )


def _is_in_changed(box: Any) -> bool:
    return box.element is not None and has_class(box.element, *TAGS, "changed")


def _join(spans: list[_Span]) -> Iterator[_Span]:
    joined: _Span | None = None
    for span in spans:
        if joined is not None and span.top - joined.bottom < _JOINED:
            joined = _Span(joined.top, max(joined.bottom, span.bottom))
            continue
        if joined is not None:
            yield joined
        joined = span
    if joined is not None:
        yield joined
