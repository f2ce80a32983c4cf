"""Drawings: SVG that only draws. No entities, no scripts, nothing from outside its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.etree import _Element, _ElementTree, _ProcessingInstruction

from masthead.pictures.picture import SVG, Picture, PictureError

MOST_DRAWN = 50_000
"""How many elements a drawing may draw, those counted again that are used again."""
MOST_DEPTH = 200
"""How deep elements may stand in one another, by way of ``use``, too."""
_HREF = "{http://www.w3.org/1999/xlink}href"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_SVG = "{http://www.w3.org/2000/svg}"
_HTML = "http://www.w3.org/1999/xhtml"
_ACTIVE = frozenset({
    "script", "foreignObject", "image", "feImage", "a", "iframe", "audio", "video", "canvas",
    "animate", "animateColor", "animateMotion", "animateTransform", "set", "handler", "listener",
})  # fmt: skip
_OUTSIDE = re.compile(
    r"url\(\s*+[\"']?+\s*+(?!#)|@import|\\|\b(?:image|image-set|src)\(", re.IGNORECASE
)
"""What leads out of the file in CSS; an escape may hide it."""
_LAID_OVER = ("mask", "clip-path", "marker", "marker-start", "marker-mid", "marker-end")
_DEAR = 20
"""How many elements a mask, a clipping path or a marker is worth: each is a drawing of its own."""
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')]+)")
_LENGTH = re.compile(r"\s*([\d.]+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|em|ex|)\s*", re.IGNORECASE)
_PIXELS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0,
    "em": 16.0, "ex": 8.0,
}  # fmt: skip
"""CSS pixels to the unit."""
_SMALLEST, _LARGEST = 0.01, 1e6
"""The lengths that a drawing may have."""


def read_drawing(data: bytes) -> Picture:
    """Read a drawing, its size in CSS pixels. Raises PictureError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(data, parser).getroottree()
    except etree.XMLSyntaxError as error:
        raise PictureError(f"it is not well-formed ({error.msg})") from None
    root = tree.getroot()
    if root.tag != f"{_SVG}svg":
        name = etree.QName(root).localname
        raise PictureError(
            "its svg element is not in the namespace http://www.w3.org/2000/svg"
            if name == "svg" else f"its outermost element is {name}, not svg"
        )  # fmt: skip
    if _declares(tree):
        raise PictureError("its document type declaration declares entities")
    for element in root.iter():
        if isinstance(element.tag, str):
            _refuse_active(element)
    _count_drawn(root)
    width, height = _measure(root)
    return Picture(_strip(tree, data), SVG, width, height)


def _declares(tree: _ElementTree) -> bool:
    """Whether a document type declaration declares anything, and does not only name itself."""
    docinfo: Any = tree.docinfo
    written = docinfo.internalDTD
    return written is not None and any((*written.iterentities(), *written.iterelements()))


def _refuse_active(element: _Element) -> None:
    """Refuse what does something, or leads outside. Raises PictureError."""
    kind = etree.QName(element).localname
    attributes = {etree.QName(name).localname: str(text) for name, text in element.items()}
    outside = any(name == "href" and not text.startswith("#") for name, text in attributes.items())
    acts = any(name.lower().startswith("on") for name in attributes)
    active = kind in _ACTIVE or etree.QName(element).namespace == _HTML
    if active or outside or acts or element.get(_BASE) is not None:
        raise PictureError(f"it has a {kind} element, which is not only drawing")
    rules = (
        ["".join(map(str, element.itertext()))] if kind == "style" else list(_list_rules(element))
    )
    if any(_OUTSIDE.search(rule) for rule in rules):
        raise PictureError(f"a {kind} element leads to another file")


def _list_rules(element: _Element) -> Iterator[str]:
    """List the attributes that may draw: not those of programs, nor what is said of an element."""
    for name, text in element.items():
        if not str(name).startswith(("{", "aria-", "data-")):
            yield str(text)


def _count_drawn(root: _Element) -> None:
    """Refuse what draws itself, or more than a picture has, by elements that use one another."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    counts: dict[_Element, tuple[int, int]] = {}
    stack = [(root, False)]
    above: set[_Element] = set()
    while stack:
        element, is_done = stack.pop()
        inner = [child for child in element if isinstance(child.tag, str)]
        href = element.get("href") or element.get(_HREF) or ""
        if element.tag == f"{_SVG}use" and href[1:] in by_id:
            inner.append(by_id[href[1:]])
        laid = [by_id[name] for name in _list_laid_over(element) if name in by_id]
        inner += laid
        if is_done:
            above.discard(element)
            count = 1 + sum(counts[child][0] for child in inner) + _DEAR * len(laid)
            depth = 1 + max((counts[child][1] for child in inner), default=0)
            if count > MOST_DRAWN:
                raise PictureError(f"it draws more than {MOST_DRAWN:,} elements")
            if depth > MOST_DEPTH:
                raise PictureError(f"its elements stand more than {MOST_DEPTH} deep in one another")
            counts[element] = count, depth
        elif element in above:
            raise PictureError("one of its elements draws itself")
        elif element not in counts:
            above.add(element)
            stack += [(element, True), *((child, False) for child in inner)]


def _list_laid_over(element: _Element) -> list[str]:
    """List the masks, clipping paths and markers that are drawn with an element, by their ids."""
    named = [str(element.get(name) or "") for name in _LAID_OVER]
    rules = str(element.get("style") or "")
    if any(name in rules for name in ("mask", "clip-path", "marker")):
        named.append(rules)
    return [name for text in named for name in _REFERENCE.findall(text)]


def _measure(root: _Element) -> tuple[float, float]:
    """Measure a drawing: as it says itself, or by its view box."""
    width, height = (_read_length(root.get(name)) for name in ("width", "height"))
    parts = (root.get("viewBox") or "").replace(",", " ").split()
    box = map(_read_length, parts[2:] if len(parts) == 4 else ("", ""))
    across, down = (length or 0 for length in box)
    ratio = across / down if across and down else None
    if width and height:
        return width, height
    if ratio is None:
        raise PictureError("it does not say how large it is: give its svg element a viewBox")
    if width or height:
        return width or (height or 0) * ratio, height or (width or 0) / ratio
    return across, down


def _read_length(written: str | None) -> float | None:
    """Read a length in CSS pixels; None where it is none of its own, such as 100%, or absurd."""
    found = _LENGTH.fullmatch(written or "")
    try:
        length = float(found[1]) * _PIXELS[found[2].lower()] if found else 0
    except ValueError:
        return None
    return length if _SMALLEST <= length <= _LARGEST else None


def _strip(tree: _ElementTree, data: bytes) -> bytes:
    """Take off what names other files and is none of the drawing: its type, its style sheets."""
    root = tree.getroot()
    beside = (*root.itersiblings(preceding=True), *root.itersiblings(), *root.iter())
    docinfo: Any = tree.docinfo
    if not docinfo.doctype and not any(isinstance(node, _ProcessingInstruction) for node in beside):
        return data
    etree.strip_tags(root, etree.ProcessingInstruction)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, with_tail=False)
