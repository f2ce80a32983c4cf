"""What the resources of a page name: colour spaces, and everything that is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

PATTERN = 0
"""Stands for the number of values of a pattern's colour."""
_COUNTS = {
    "/DeviceGray": 1, "/G": 1, "/CalGray": 1,
    "/DeviceRGB": 3, "/RGB": 3, "/CalRGB": 3,
    "/DeviceCMYK": 4, "/CMYK": 4,
    "/Pattern": PATTERN,
}  # fmt: skip


def count_values(written: Any, spaces: Any = None) -> int | None:
    """Count the values of a colour in a space: 1 of grey, 3 of light, 4 of ink, 0 of a pattern.

    None for a space of any other kind. ``spaces`` are those that the resources name.
    """
    import pikepdf

    if isinstance(written, pikepdf.Name):
        name = str(written)
        return count_values(spaces[name]) if spaces and name in spaces else _COUNTS.get(name)
    if not isinstance(written, pikepdf.Array) or not len(written):
        return None
    family = str(written[0])
    if family == "/ICCBased":
        count = int(written[1].get("/N", 0))
        return count if count in (1, 3, 4) else None
    return None if family == "/Pattern" and len(written) > 1 else _COUNTS.get(family)


def list_resources(resources: Any, kind: str) -> list[pikepdf.Object]:
    """List the objects of one kind (``/XObject``, ``/Pattern`` …) in a resource dictionary."""
    found = resources.get(kind) if resources is not None else None
    return [] if found is None else list(found.values())


def list_drawings(resources: Any) -> Iterator[pikepdf.Object]:
    """List what has a content stream of its own: forms, tiling patterns, soft masks, glyphs."""
    import pikepdf

    for drawn in list_resources(resources, "/XObject"):
        if drawn.get("/Subtype") == "/Form":
            yield drawn
    for pattern in list_resources(resources, "/Pattern"):
        if isinstance(pattern, pikepdf.Stream):
            yield pattern
    for state in list_resources(resources, "/ExtGState"):
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
            yield mask.G
    for font in list_resources(resources, "/Font"):
        yield from list_resources(font, "/CharProcs")
