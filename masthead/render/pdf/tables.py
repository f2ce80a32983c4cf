"""Tables that the style sheet alone does not fit to their pages: wide ones, and long rows.

A row is not torn where a page ends, unless it is longer than half a page. A table whose columns
need more than its place has its words broken wherever a line ends; its figures never are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from masthead.render.fault import RenderFault
from masthead.render.pdf.keeping.found import find_once
from masthead.render.pdf.problems import TABLE_WIDE

_PT = 0.75
"""Points to a pixel, in which the engine measures."""
_TOLERANCE = 0.5
"""How much wider than its place, in pixels, a table may be: nobody sees it."""


def find_rules(document: Any) -> str:
    """Find the style rules that a document's tables need besides; nothing where all are right."""
    wide = "".join(
        f"#{name} :is(th, td) {{ overflow-wrap: anywhere }}"
        f"#{name} :is(td.end, td > bdi) {{ overflow-wrap: normal }}"
        for name in dict.fromkeys(table.name for table in _walk_wide(document))
    )
    long = "".join(f"#{name} {{ break-inside: auto }}" for name in _find_long_rows(document))
    return wide + long


def find_wide_tables(document: Any) -> list[RenderFault]:
    """Find the tables that are wider than their place: some of their columns are not printed."""
    found = {
        table.name: RenderFault(
            TABLE_WIDE,
            table.name,
            {"found": round(table.width * _PT), "room": round(table.room * _PT)},
        )
        for table in _walk_wide(document)
    }
    return list(found.values())


class _Wide(NamedTuple):
    """A table that is wider than its place, in pixels."""

    name: str
    width: float
    room: float


def _walk_wide(document: Any) -> Iterator[_Wide]:
    for page in document.pages:
        yield from find_once(page._page_box, "wide tables", lambda box: [*_walk(box, "")])


def _walk(box: Any, name: str) -> Iterator[_Wide]:
    element = box.element
    if element is not None and "table" in element.get("class", "").split():
        name = element.get("id")
    for inner in getattr(box, "children", ()):
        if getattr(inner, "is_table_wrapper", False):
            if inner.width > box.width + _TOLERANCE:
                yield _Wide(name, inner.width, box.width)
        elif not isinstance(inner, boxes.LineBox):
            yield from _walk(inner, name)


def _find_long_rows(document: Any) -> list[str]:
    """Find the rows that are longer than half a page, by their ids. Heads are never torn."""
    heights = defaultdict[str, float](float)
    half: dict[str, float] = {}
    for page in document.pages:
        for name, height in find_once(page._page_box, "rows", _measure_rows):
            heights[name] += height
            half[name] = page._page_box.height / 2
    return [name for name, height in heights.items() if height > half[name]]


def _measure_rows(page_box: Any) -> list[tuple[str, float]]:
    """Measure the rows of tables on a page, by their ids."""
    return [
        (row.element.get("id"), row.height)
        for group in page_box.descendants()
        if isinstance(group, boxes.TableRowGroupBox) and not group.is_header
        for row in group.children
    ]
