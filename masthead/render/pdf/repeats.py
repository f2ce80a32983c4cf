"""Heads of tables that are printed again where a table goes on: read once, and linked once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from masthead.render.pdf.keeping.found import find_once


def mark_repeats(document: Any) -> None:
    """Mark the boxes of heads that stood on a page before: they only adorn theirs."""
    seen: dict[Any, int] = {}
    for number, page in enumerate(document.pages):
        for box in find_heads(page._page_box):
            box.repeated = seen.setdefault(box.element, number) < number


def find_heads(page_box: Any) -> list[Any]:
    """Find the boxes of heads of tables on a page."""
    return find_once(page_box, "heads", _find_heads)


def _find_heads(page_box: Any) -> list[Any]:
    found = page_box.descendants()
    return [box for box in found if isinstance(box, boxes.TableRowGroupBox) and box.is_header]


def is_repeated(box: Any) -> bool:
    """Whether a box is a head that was marked."""
    return getattr(box, "repeated", False)


def walk_repeated(page_box: Any) -> Iterator[Any]:
    """Go through the boxes of a page that stand in such a head."""
    for box in find_heads(page_box):
        if is_repeated(box):
            yield from box.descendants()
