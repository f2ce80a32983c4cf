"""The outline of an edition: what can be gone to by heading and by paragraph number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct, field

from masthead.edition.edition import (
    AgendaItem,
    Annex,
    Block,
    EndNotes,
    Heading,
    Node,
    Paragraph,
    ResolutionPart,
    SectionHeading,
    abbreviate,
    outline_text,
)
from masthead.kinds import Rules
from masthead.render.roles import ROLES

EXCERPT = 60
"""How much of a paragraph stands beside its number, in columns: a Han character takes two."""


class Entry(Struct):
    """One place to go to: the node's id, what it is called, and the places below it."""

    id: str
    label: str
    entries: list[Entry] = field(default_factory=list)


def make_outline(blocks: tuple[Block, ...], *, paragraphs: bool) -> list[Entry]:
    """Make the outline of some blocks: headings and annexes, and numbered paragraphs if wanted.

    What follows a heading stands below it, until a heading of the same depth or a higher one.
    """
    outline = _Outline(paragraphs)
    for block in blocks:
        ENTRIES.of(block)(outline, block)
    return outline.top


class _Outline:
    """An outline in the making: its entries, and those of the headings under which we stand."""

    def __init__(self, paragraphs: bool) -> None:
        self.paragraphs = paragraphs
        self.top: list[Entry] = []
        self.open: list[tuple[int, list[Entry]]] = [(0, self.top)]

    def enter_heading(self, block: Heading) -> None:
        while self.open[-1][0] >= block.depth:
            self.open.pop()
        entry = Entry(block.id, _join(block.label, outline_text(block.content)))
        self.open[-1][1].append(entry)
        self.open.append((block.depth, entry.entries))

    def enter_paragraph(self, block: Paragraph) -> None:
        if self.paragraphs and block.label is not None:
            label = _join(block.label, abbreviate(outline_text(block.content), EXCERPT))
            self.open[-1][1].append(Entry(block.id, label))

    def enter_annex(self, block: Annex | ResolutionPart) -> None:
        del self.open[1:]
        inner = make_outline(block.body, paragraphs=self.paragraphs)
        label = _join(block.label, outline_text(block.content))
        self.top.append(Entry(block.id, label, inner))

    def enter_endnotes(self, block: EndNotes) -> None:
        del self.open[1:]
        self.top.append(Entry(block.id, outline_text(block.title)))

    def enter_inside(self, block: Node) -> None:
        """Leave out a block that nobody looks for by its place, but not what stands in it."""
        for inner in block.children():
            ENTRIES.of(inner)(self, inner)


ENTRIES: Rules[Callable[[_Outline, Any], None]] = Rules(
    "masthead/render/html/outline.py",
    {
        Heading.kind: _Outline.enter_heading,
        SectionHeading.kind: _Outline.enter_heading,
        Paragraph.kind: _Outline.enter_paragraph,
        AgendaItem.kind: _Outline.enter_paragraph,
        Annex.kind: _Outline.enter_annex,
        EndNotes.kind: _Outline.enter_endnotes,
        ResolutionPart.kind: _Outline.enter_annex,
    },
    otherwise=_Outline.enter_inside,
    known=ROLES,
)
"""How blocks of each kind come into the outline, or what stands in them."""


def _join(label: str | None, text: str) -> str:
    return f"{label} {text}".strip() if label else text
