"""Where pages begin inside a node: what the EPUB needs to mark them at the same word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from masthead.render.landing import count_characters
from masthead.render.pdf.keeping.found import find_once

_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6"})


def find_breaks(document: Any) -> dict[int, tuple[str, int]]:
    """Find the pages that begin inside a node: the node's id, and how much of it stands before.

    What stands before is counted as :func:`masthead.render.landing.count_characters` does.
    """
    printed: dict[str, int] = {}
    breaks: dict[int, tuple[str, int]] = {}
    for number, page in enumerate(document.pages, start=1):
        first = True
        for node, count in find_once(page._page_box, "characters", _count_texts):
            if first and printed.get(node):
                breaks[number] = (node, printed[node])
            first = False
            printed[node] = printed.get(node, 0) + count
    return breaks


def _count_texts(page_box: Any) -> list[tuple[str, int]]:
    """Count the characters of a page by the nodes that they belong to, in their order."""
    counts: list[tuple[str, int]] = []
    for node, text in _read_texts(page_box):
        before = counts.pop()[1] if counts and counts[-1][0] == node else 0
        counts.append((node, before + count_characters(text)))
    return counts


def _read_texts(page_box: Any) -> Iterator[tuple[str, str]]:
    """Read the text of a page with the ids of the nodes it belongs to, without notes and heads."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox, MarginBox

    for box in page_box.children:
        if not isinstance(box, FootnoteAreaBox | MarginBox):
            yield from _read_box(box, "")


def _read_box(box: Any, node: str) -> Iterator[tuple[str, str]]:
    element = box.element
    if element is not None and box.element_tag in _BLOCKS and element.get("id"):
        node = element.get("id")
    if text := getattr(box, "text", ""):
        yield node, text
    for inner in getattr(box, "children", ()):
        yield from _read_box(inner, node)
