"""Sections: pages that are wider than high stand in sections of their own, for wide tables.

In a story that pandoc writes, ``<?pages wide?>`` and ``<?pages upright?>`` stand where such pages
begin and end. In Word the last paragraph of a section holds what its pages are like.
"""

from __future__ import annotations

import copy

from lxml import etree
from lxml.etree import _Element, _ProcessingInstruction
from msgspec import Struct

from masthead.edition.edition import Edition, Table, walk_blocks
from masthead.render.docx.finish import WORD, parse_part

_W = f"{{{WORD}}}"
WIDE, UPRIGHT = "<?pages wide?>", "<?pages upright?>"
"""What a writer puts before and after a table on wide pages."""


def has_wide_pages(edition: Edition) -> bool:
    """Whether a table of an edition stands on pages that are wider than high."""
    return any(
        isinstance(block, Table) and block.place == "landscape"
        for block in walk_blocks(edition.body)
    )


class Sections(Struct, frozen=True):
    """What the pages of a story are like: the first one, others, and wide ones if there are any."""

    first: _Element
    upright: _Element | None = None
    wide: _Element | None = None


def read_sections(document: bytes) -> Sections:
    """Read the sections of the reference document's story."""
    return Sections(*parse_part(document).iter(f"{_W}sectPr"))


def is_wide(pages: _Element) -> bool:
    """Whether the pages of a section are wider than high."""
    return pages.find(f"{_W}pgSz[@{_W}orient]") is not None


def divide_story(body: _Element, sections: Sections) -> _Element:
    """Close each section of a story but the last one, and give what the last one's pages are like.

    Nothing stands between two wide tables in a row: no upright page comes between them.
    """
    divisions: list[tuple[str, list[_Element]]] = [("upright", [])]
    for child in list(body):
        if isinstance(child, _ProcessingInstruction):
            if child.target == "pages":
                divisions.append((child.text or "", []))
                body.remove(child)
        elif child.tag in (f"{_W}p", f"{_W}tbl"):
            divisions[-1][1].append(child)
    made = sections.first
    filled = [(kind, contents[-1]) for kind, contents in divisions if contents]
    for number, (kind, last) in enumerate(filled):
        pages = sections.wide if kind == "wide" else sections.upright if number else sections.first
        made = copy.deepcopy(sections.first if pages is None else pages)
        if number < len(filled) - 1:
            _close_section(last, made)
    return made


def _close_section(last: _Element, pages: _Element) -> None:
    """Let a section end with this paragraph, or with one of its own after a table."""
    if last.tag != f"{_W}p":
        table, last = last, etree.Element(f"{_W}p")
        table.addnext(last)
    properties = last.find(f"{_W}pPr")
    if properties is None:
        properties = etree.Element(f"{_W}pPr")
        last.insert(0, properties)
    properties.append(pages)
