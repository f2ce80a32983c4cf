"""The emblem that a paper or its series names: a file of the project's own in ``styles/``.

None is shipped: the emblem of the United Nations is protected (General Assembly resolution 92 (I)).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from masthead.diagnostic import PaperError, UsageError
from masthead.series.problems import (
    EMBLEM_HUGE,
    EMBLEM_MISSING,
    EMBLEM_OUTSIDE,
    NOT_AN_IMAGE,
)

if TYPE_CHECKING:
    from lxml import etree

    from masthead.diagnostic import Place
    from masthead.project import Project

MAX_BYTES = 1_000_000
MAX_PIXELS = 16_000_000
MAX_DRAWN = 50_000
"""How many elements an SVG may draw, those counted again that are used again."""
_HREF = "{http://www.w3.org/1999/xlink}href"
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = frozenset({"script", "foreignObject", "image", "a", "iframe", "animate", "set"})
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Emblem:
    """An emblem that was looked at: a whole image of reasonable size with nothing active in it."""

    name: str
    data: bytes
    media_type: str
    """``image/svg+xml``, ``image/png`` or ``image/jpeg``."""


def read_emblem(project: Project, name: str, place: Place) -> Emblem:
    """Read and check an emblem. ``place`` is where it is named. Raises PaperError."""
    try:
        data = project.read("styles", name)
    except FileNotFoundError:
        raise PaperError([EMBLEM_MISSING.at(place, name=name)]) from None
    except UsageError:
        raise PaperError([EMBLEM_OUTSIDE.at(place, name=name)]) from None
    if len(data) > MAX_BYTES:
        found, limit = f"{len(data) / 1e6:.1f} MB", f"{MAX_BYTES // 1_000_000} MB"
        raise PaperError([EMBLEM_HUGE.at(place, name=name, found=found, limit=limit)])
    try:
        is_svg = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        media_type = _check_svg(data) if is_svg else _check_bitmap(data)
    except _TooManyPixelsError as error:
        limit = f"{MAX_PIXELS // 1_000_000} million pixels"
        raise PaperError(
            [EMBLEM_HUGE.at(place, name=name, found=str(error), limit=limit)]
        ) from None
    except ValueError as error:
        raise PaperError([NOT_AN_IMAGE.at(place, name=name, reason=str(error))]) from None
    return Emblem(name, data, media_type)


class _TooManyPixelsError(ValueError):
    """A bitmap that would fill the memory."""


def _check_svg(data: bytes) -> str:
    """Check that a file is SVG, and that it draws: no entities, scripts or links outside."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"it is not well-formed ({error.msg})") from None
    if root.tag != f"{_SVG}svg":
        raise ValueError(f"its outermost element is {etree.QName(root).localname}, not svg")
    if b"<!DOCTYPE" in data:
        raise ValueError("it has a document type declaration")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        kind = etree.QName(element).localname
        attributes = {str(name): str(value) for name, value in element.items()}
        outside = any(
            name.endswith("href") and not value.startswith("#")
            for name, value in attributes.items()
        )
        if kind in _ACTIVE or outside:
            raise ValueError(f"it has a {kind} element, which is not only drawing")
        rules = [str(element.text or "")] if kind == "style" else list(attributes.values())
        if any("url(" in rule.replace("url(#", "") or "@import" in rule for rule in rules):
            raise ValueError(f"a {kind} element leads to another file")
    _count_drawn(root)
    return "image/svg+xml"


def _count_drawn(root: etree._Element) -> None:
    """Refuse what draws itself, or more than an image has, by elements that use one another."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    counts: dict[etree._Element, int] = {}
    stack = [(root, False)]
    above: set[etree._Element] = set()
    while stack:
        element, is_done = stack.pop()
        inner = [child for child in element if isinstance(child.tag, str)]
        href = element.get("href") or element.get(_HREF) or ""
        if element.tag == f"{_SVG}use" and href[1:] in by_id:
            inner.append(by_id[href[1:]])
        if is_done:
            above.discard(element)
            counts[element] = 1 + sum(counts[child] for child in inner)
            if counts[element] > MAX_DRAWN:
                raise ValueError(f"its use elements draw more than {MAX_DRAWN:,} elements")
        elif element in above:
            raise ValueError("a use element draws itself")
        elif element not in counts:
            above.add(element)
            stack += [(element, True), *((child, False) for child in inner)]


def _check_bitmap(data: bytes) -> str:
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=list(_MEDIA_TYPES)) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise _TooManyPixelsError(f"{width} by {height} pixels")
            image.load()
            return _MEDIA_TYPES[str(image.format)]
    except Image.DecompressionBombError:
        raise _TooManyPixelsError("far too many pixels") from None
    except UnidentifiedImageError:
        raise ValueError("its bytes are of no known kind") from None
    except (OSError, SyntaxError) as error:
        raise ValueError(f"it is damaged ({error})") from None
