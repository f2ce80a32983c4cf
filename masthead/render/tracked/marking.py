"""Marking: what Word has for insertions and deletions (ISO/IEC 29500-1, 17.13.5).

Runs stand in ``w:ins`` or ``w:del``, whose words are ``w:delText``; a paragraph's mark and a row of
a table say of themselves that they came or went.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from lxml import etree
from lxml.etree import _Element

from masthead.render.docx.finish import WORD
from masthead.render.tracked import Stamp

W = f"{{{WORD}}}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
"""What numbers a picture."""
State = Literal["kept", "ins", "del"]
_AFTER_MARK = frozenset({f"{W}sectPr", f"{W}pPrChange"})
_NUMBERED = tuple(
    f"{W}{name}" for name in ("ins", "del", "sectPrChange", "bookmarkStart", "bookmarkEnd")
)  # fmt: skip
_DELETED = {f"{W}t": f"{W}delText", f"{W}instrText": f"{W}delInstrText"}


class Marker:
    """Writes marks, all with one stamp; :func:`number_marks` gives them their numbers."""

    def __init__(self, stamp: Stamp) -> None:
        self._author = stamp.author
        self._date = f"{stamp.date.isoformat()}T00:00:00Z"

    def make(self, name: str) -> _Element:
        """Make a mark: ``ins``, ``del``, or one of a change of pages."""
        mark = etree.Element(f"{W}{name}")
        mark.set(f"{W}id", "0")
        mark.set(f"{W}author", self._author)
        mark.set(f"{W}date", self._date)
        return mark

    def mark_end(self, paragraph: _Element, state: State) -> None:
        """Mark the end of a paragraph."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        look = properties.find(f"{W}rPr")
        if look is None:
            look = etree.Element(f"{W}rPr")
            after = next((child for child in properties if child.tag in _AFTER_MARK), None)
            if after is None:
                properties.append(look)
            else:
                after.addprevious(look)
        look.insert(0, self.make(state))

    def mark_runs(self, parent: _Element, state: State) -> None:
        """Mark every run of a paragraph, or of what holds runs."""
        for child in list(parent):
            if child.tag == f"{W}r":
                before = child.getprevious()
                if before is not None and before.tag == f"{W}{state}":
                    before.append(child)
                else:
                    mark = self.make(state)
                    child.addprevious(mark)
                    mark.append(child)
                if state == "del":
                    delete_words(child)
            elif child.tag == f"{W}hyperlink":
                self.mark_runs(child, state)

    def mark_paragraph(self, paragraph: _Element, state: State) -> None:
        """Mark a paragraph as a whole."""
        self.mark_runs(paragraph, state)
        self.mark_end(paragraph, state)

    def mark_row(self, row: _Element, state: State) -> None:
        """Mark a row of a table, and all that stands in it."""
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            row.insert(0, properties)
        properties.append(self.make(state))
        for cell in row.iterchildren(f"{W}tc"):
            self.mark_blocks(cell, state)

    def mark_blocks(self, blocks: Iterable[_Element], state: State) -> None:
        """Mark paragraphs and tables as a whole."""
        for block in list(blocks):
            if block.tag == f"{W}p":
                self.mark_paragraph(block, state)
            elif block.tag == f"{W}tbl":
                for row in block.iterchildren(f"{W}tr"):
                    self.mark_row(row, state)


def delete_words(run: _Element) -> None:
    """Call the words of a run deleted."""
    for node in run.iter(*_DELETED):
        node.tag = _DELETED[str(node.tag)]


def number_marks(roots: Iterable[_Element]) -> None:
    """Number marks and bookmarks in the order in which they stand, and pictures of one number."""
    number = 0
    for root in roots:
        _number_pictures(root)
        begun: dict[str, str] = {}
        for node in root.iter(*_NUMBERED):
            if node.tag == f"{W}bookmarkEnd":
                node.set(f"{W}id", begun.get(node.get(f"{W}id", ""), "0"))
                continue
            number += 1
            if node.tag == f"{W}bookmarkStart":
                begun[node.get(f"{W}id", "")] = str(number)
            node.set(f"{W}id", str(number))


def _number_pictures(root: _Element) -> None:
    taken: set[int] = set()
    for picture in root.iter(PICTURE):
        number = int(picture.get("id", "0"))
        while number in taken:
            number += 1000
        taken.add(number)
        picture.set("id", str(number))
