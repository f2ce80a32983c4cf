"""Heads of tables that are printed again where a table goes on: read once, and linked once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes


def mark_repeats(document: Any) -> None:
    """Mark the boxes of heads that stood on a page before: they only adorn theirs."""
    seen: dict[Any, int] = {}
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
                box.repeated = seen.setdefault(box.element, number) < number


def is_repeated(box: Any) -> bool:
    """Whether a box is a head that was marked."""
    return getattr(box, "repeated", False)


def walk_repeated(page_box: Any) -> Iterator[Any]:
    """Go through the boxes of a page that stand in such a head."""
    for box in page_box.descendants():
        if is_repeated(box):
            yield from box.descendants()
