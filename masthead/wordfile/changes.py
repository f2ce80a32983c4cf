"""Tracked changes: listed, accepted or rejected, before anything is read.

They are settled in the XML itself, so whoever reads it meets a file without any.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from masthead.wordfile.names import Element, W

How = Literal["accept", "reject", "refuse"]

_CAME = {f"{W}ins", f"{W}moveTo"}
_GONE = {f"{W}del", f"{W}moveFrom"}
_CELLS = {f"{W}cellIns", f"{W}cellDel"}
_MARKS = {
    f"{W}{side}Range{end}"
    for side in ("moveFrom", "moveTo", "customXmlInsRange", "customXmlDelRange")
    for end in ("Start", "End")
}
_FORMATS = {
    f"{W}{name}Change": f"{W}{name}"
    for name in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid", "tblPrEx", "numbering")
}
_TEXTS = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}
_PLACE = {f"{W}rPr", f"{W}trPr"}
"""Where a change concerns the end of a paragraph or a whole row, and not what stands in it."""

AFTER_CHANGED = "after-changed"
"""Marks a paragraph before which one came or went: its style may be that one's."""


class Change(NamedTuple):
    """A tracked change of words. ``kind``: inserted or deleted."""

    kind: str
    author: str
    text: str
    element: Element


def list_changes(root: Element) -> list[Change]:
    """List the changes of words, in order; those of looks alone are none."""
    found = []
    for element in root.iter(*_CAME, *_GONE, *_CELLS):
        came = element.tag in _CAME or element.tag == f"{W}cellIns"
        where = element.getparent()
        if where is not None and where.tag == f"{W}rPr":
            text = "(the end of a paragraph)"
        elif where is not None and where.tag in (f"{W}trPr", f"{W}tcPr"):
            text = "(a row)" if where.tag == f"{W}trPr" else "(a cell)"
        else:
            text = "".join(each.text or "" for each in element.iter(f"{W}t", f"{W}delText"))
        if text:
            author = element.get(f"{W}author", "")
            found.append(Change("inserted" if came else "deleted", author, text, element))
    return found


def settle_changes(root: Element, how: Literal["accept", "reject"]) -> None:
    """Accept or reject all tracked changes."""
    stays, goes = (_CAME, _GONE) if how == "accept" else (_GONE, _CAME)
    if how == "reject":
        _restore_formats(root)
    for element in list(root.iter(*_FORMATS, *_MARKS)):
        _remove(element)
    _settle_rows(root, goes, f"{W}cellDel" if how == "accept" else f"{W}cellIns")
    ends = [element for element in root.iter(*goes) if _is_placed(element)]
    ended = {id(paragraph): paragraph for element in ends if (paragraph := _above(element))
             is not None}  # fmt: skip
    for element in root.iter(*_CAME, *_GONE):
        _note_following(element)
    for element in [each for each in root.iter(*goes) if not _is_placed(each)]:
        _remove(element)
    for element in list(root.iter(*stays, *goes, *_CELLS)):
        if _is_placed(element) or element.tag in _CELLS:
            _remove(element)
        else:
            _unwrap(element)
    for old, new in _TEXTS.items():
        for element in list(root.iter(old)):
            element.tag = new
    for paragraph in reversed(list(ended.values())):
        _join_next(paragraph)


def _is_placed(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in _PLACE


def _above(element: Element) -> Element | None:
    """Find the paragraph whose end a change concerns."""
    properties = element.getparent()
    if properties is None or properties.tag != f"{W}rPr":
        return None
    outer = properties.getparent()
    return outer.getparent() if outer is not None and outer.tag == f"{W}pPr" else None


def _note_following(element: Element) -> None:
    """Mark the paragraph after one that came or went as a whole."""
    paragraph = _above(element) if _is_placed(element) else None
    following = _find_next(paragraph) if paragraph is not None else None
    if paragraph is None or following is None:
        return
    if all(any(True for _ in text.iterancestors(*_CAME, *_GONE)) for text in _texts(paragraph)):
        following.set(AFTER_CHANGED, "1")


def _restore_formats(root: Element) -> None:
    """Put the looks back that were before; what says how they were holds them whole."""
    for element in list(root.iter(*_FORMATS)):
        properties, tag = element.getparent(), _FORMATS[str(element.tag)]
        before = element.find(tag)
        empty = before is None and not len(element)  # as LibreOffice says that there was nothing
        if properties is None or properties.tag != tag or (before is None and not empty):
            continue
        kept = [
            child for child in properties
            if (child.tag in (*_CAME, *_GONE, f"{W}rPr", f"{W}sectPr") and tag != f"{W}rPr")
            or child.tag in (*_CAME, *_GONE)
        ]  # fmt: skip
        properties[:] = [*(before if before is not None else ()), *kept]


def _settle_rows(root: Element, goes: set[str], cell: str) -> None:
    for row in list(root.iter(f"{W}tr")):
        properties = row.find(f"{W}trPr")
        if properties is not None and any(child.tag in goes for child in properties):
            _remove(row)
    for mark in list(root.iter(cell)):
        properties = mark.getparent()
        found = properties.getparent() if properties is not None else None
        if found is not None and found.tag == f"{W}tc":
            _remove(found)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f".//{W}tc") is None:
            _remove(table)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def _join_next(paragraph: Element) -> None:
    """Join a paragraph, whose end is gone, to the one after it, which keeps its looks."""
    following = _find_next(paragraph)
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    if following is None or following.tag != f"{W}p":
        if not any(True for _ in _texts(paragraph)):
            parent = paragraph.getparent()
            if parent is not None and parent.tag != f"{W}tc":
                parent.remove(paragraph)
        return
    place = 1 if following.find(f"{W}pPr") is not None else 0
    following[place:place] = content
    _remove(paragraph)


def _find_next(paragraph: Element) -> Element | None:
    """Find what comes after a paragraph, and holds something."""
    following = paragraph.getnext()
    while following is not None and following.tag != f"{W}p" and not len(following):
        following = following.getnext()
    return following


def _texts(paragraph: Element) -> Iterator[Element]:
    yield from paragraph.iter(
        f"{W}t", f"{W}delText", f"{W}drawing", f"{W}pict", f"{W}tab", f"{W}footnoteReference"
    )
