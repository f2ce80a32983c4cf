"""Colour spaces of a PDF, and everything in its resources that has one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from masthead.print.colour import Space

if TYPE_CHECKING:
    import pikepdf

_NAMES = {
    "/DeviceGray": Space.GREY,
    "/G": Space.GREY,
    "/CalGray": Space.GREY,
    "/DeviceRGB": Space.RGB,
    "/RGB": Space.RGB,
    "/CalRGB": Space.RGB,
    "/DeviceCMYK": Space.CMYK,
    "/CMYK": Space.CMYK,
    "/Lab": Space.LAB,
    "/Pattern": Space.PATTERN,
}
_PROFILES = {1: Space.GREY, 3: Space.RGB, 4: Space.CMYK}


def read_space(written: Any, spaces: Any = None) -> Space | None:
    """Tell what kind of colour space is named or written; None for one that has no grey."""
    import pikepdf

    if isinstance(written, pikepdf.Name):
        name = str(written)
        if spaces is not None and name in spaces:
            return read_space(spaces[name])
        return _NAMES.get(name)
    if not isinstance(written, pikepdf.Array) or not len(written):
        return None
    family = str(written[0])
    if family == "/ICCBased":
        return _PROFILES.get(int(written[1].get("/N", 0)))
    if family == "/Separation":
        return Space.BLACK if str(written[1]) in ("/Black", "/All") else None
    if family == "/Pattern" and len(written) > 1:
        return None
    return _NAMES.get(family)


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
