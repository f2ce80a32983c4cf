"""A Word file as a program saves it that keeps words alone: no styles, ids, bookmarks, parts.

What the styles said is said of each paragraph and run, as such programs do; fields are kept, or
flattened to their results.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from tests.importing.word.desk import Element, W

_GONE = ("bookmarkStart", "bookmarkEnd", "framePr", "pStyle", "rStyle", "tblStyle", "proofErr")
_STYLES = (
    '<w:styles xmlns:w="{}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style></w:styles>'
)


def undress(data: bytes, *, flat: bool) -> bytes:
    """Save a file as words; ``flat``: fields as their results."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(made, "w") as write:
        styles = _Styles(etree.fromstring(read.read("word/styles.xml")))
        for name in read.namelist():
            part = read.read(name)
            if name.startswith(("customXml", "word/glossary")) or name == "docProps/custom.xml":
                continue
            if name.endswith((".rels", "[Content_Types].xml")):
                gone = rb"<(Relationship|Override)[^>]*(customXml|custom\.xml|glossary)[^>]*/>"
                part = re.sub(gone, b"", part)
            elif name == "word/styles.xml":
                part = _STYLES.format(W[1:-1]).encode()
            elif name.startswith("word/") and name.endswith(".xml"):
                part = _undress(etree.fromstring(part), styles, flat=flat)
            write.writestr(name, part)
    return made.getvalue()


class _Styles:
    def __init__(self, root: Element) -> None:
        self.known = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}

    def list_properties(self, name: str | None, kind: str) -> Iterator[Element]:
        """List the properties of a style, and of those that it is based on."""
        seen = set()
        while name in self.known and name not in seen:
            seen.add(name)
            style = self.known[name]
            yield from style.iterfind(f"{W}{kind}/*")
            base = style.find(f"{W}basedOn")
            name = base.get(f"{W}val") if base is not None else None


def _undress(root: Element, styles: _Styles, *, flat: bool) -> bytes:
    for paragraph in root.iter(f"{W}p"):
        _dress_plainly(paragraph, styles)
    if flat:
        _flatten(root)
    for element in list(root.iter(*(f"{W}{name}" for name in _GONE), f"{W}docVars")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return etree.tostring(root)


def _dress_plainly(paragraph: Element, styles: _Styles) -> None:
    """Say of a paragraph and its runs what their styles do."""
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    style = named.get(f"{W}val") if named is not None else None
    if style is not None:
        properties = paragraph.find(f"{W}pPr")
        assert properties is not None
        _add(properties, styles.list_properties(style, "pPr"))
    for run in paragraph.iter(f"{W}r"):
        look = run.find(f"{W}rPr")
        if look is None:
            look = etree.Element(f"{W}rPr")
            run.insert(0, look)
        own = look.find(f"{W}rStyle")
        if own is not None:
            _add(look, styles.list_properties(own.get(f"{W}val"), "rPr"))
        _add(look, styles.list_properties(style, "rPr"))


def _add(properties: Element, more: Iterator[Element]) -> None:
    for element in more:
        if properties.find(str(element.tag)) is None:
            properties.append(copy.deepcopy(element))


def _flatten(root: Element) -> None:
    """Leave the results of fields, and the words of links inside the file."""
    for element in list(root.iter(f"{W}fldChar", f"{W}instrText", f"{W}delInstrText")):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    for element in list(root.iter(f"{W}fldSimple", f"{W}hyperlink")):
        parent = element.getparent()
        if parent is not None and (element.tag == f"{W}fldSimple" or element.get(f"{W}anchor")):
            place = parent.index(element)
            parent[place : place + 1] = list(element)
