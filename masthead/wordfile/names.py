"""Names in Word's XML, and the values of its attributes, whatever a file has there."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  # its usual prefix
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
VALUE = f"{W}val"
SOURCE = "urn:masthead:source"
"""The namespace of the part in which a file that we built brings its source along."""

STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": DRAWN,
    b"http://purl.oclc.org/ooxml/drawingml/main": A,
    b"http://purl.oclc.org/ooxml/officeDocument/math": M,
}
"""What the same namespaces are called in a "Strict Open XML" file (ISO/IEC 29500)."""

_WRAPPERS = {
    f"{W}{name}" for name in ("customXml", "smartTag", "dir", "bdo", "ins", "moveTo", "sdtContent")
}
_FEW = 1_000_000
"""Measures beyond this, in twips, are a damaged file's."""


def walk(parent: Element) -> Iterator[Element]:
    """Go through an element's children, into what only wraps others.

    Of two alternatives it is the first, as Word of today has it.
    """
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from walk(child)
        elif child.tag == f"{W}sdt":
            for inner in child.iterfind(f"{W}sdtContent"):
                yield from walk(inner)
        elif child.tag == f"{MC}AlternateContent":
            chosen = child.find(f"{MC}Choice")
            if chosen is None or not len(chosen):
                chosen = child.find(f"{MC}Fallback")
            if chosen is not None:
                yield from walk(chosen)
        else:
            yield child


def get_value(parent: Element | None, name: str) -> str | None:
    """Get the ``w:val`` of a child of the name, if there is one."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return child.get(VALUE) if child is not None else None


def is_on(parent: Element | None, name: str) -> bool | None:
    """Say whether a property is switched on or off; None where nothing is said."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    if child is None:
        return None
    return child.get(VALUE, "true") not in ("0", "false", "off")


def read_number(value: str | None, default: int = 0) -> int:
    """Read a measure or a count; what is none, or out of all bounds, is the default."""
    if value is None:
        return default
    try:
        number = round(float(value))
    except (ValueError, OverflowError):
        return default
    return number if -_FEW <= number <= _FEW else default
