"""References: which parts of a reference's text Word can work out by itself, as REF fields.

A reference says "paragraph 12 (h)". Where Word numbers those units by itself, 12 and (h) become
fields that follow their numbers; where their labels are typed, the fields repeat the bookmarked
labels; the words around stay text. If any part would come out other than the Edition has it, the
reference is a plain link.
"""

from __future__ import annotations

import re

from msgspec import Struct

from masthead.edition.edition import (
    Edition,
    Entry,
    Figure,
    Heading,
    Node,
    Paragraph,
    Reference,
    Subparagraph,
    Table,
    Words,
    plain_text,
    walk_blocks,
    walk_contents,
    walk_inlines,
)  # fmt: skip
from masthead.render.docx.numbering import Plan


class Field(Struct, frozen=True):
    """A REF field: the bookmark it names, its switches, and the text that it shows."""

    bookmark: str
    switches: str
    shown: str


Piece = str | Field


def name_bookmark(identifier: str) -> str:
    """Name the bookmark of a node: Word allows letters, digits and underscores, 40 at most.

    Node ids are made of the structure (``a1-p12-8``), so none comes near that length.
    """
    return identifier.replace("-", "_")


def split_label(label: str) -> tuple[str, str]:
    """Split a label (``12.``) into what references repeat of it and what they leave out."""
    core = label.rstrip(".")
    return core, label[len(core) :]


_NUMBER = re.compile(r"(?:\d+|[IVXLCDM]+)\Z")


def split_number(label: str) -> tuple[str, str]:
    """Split the label of a table or a figure (``Table A.1``) at the number that Word counts.

    It is empty where Word has no such numbers.
    """
    found = _NUMBER.search(label)
    return (label[: found.start()], found[0]) if found else (label, "")


class ReferenceWriter:
    """Writes the references of one edition."""

    def __init__(self, edition: Edition, plan: Plan) -> None:
        self.plan = plan
        self.right_to_left = edition.language.direction == "rtl"
        self.units: dict[str, Node] = {}
        self.above: dict[str, str] = {}
        for unit in walk_blocks(edition.body):
            self.units[unit.id] = unit
            if isinstance(unit, Paragraph | Subparagraph):
                self.above |= dict.fromkeys((kept.id for kept in unit.subparagraphs), unit.id)
        self.targets = frozenset(self._find_targets(edition))
        """The nodes that are referred to, each of which needs a bookmark."""

    def write(self, reference: Reference) -> list[Piece] | None:
        """Cut a reference's text into text and fields; None when it must be a plain link."""
        if self.right_to_left:
            return None  # the fields' results come out in the wrong order
        unit = self.units.get(reference.target)
        if isinstance(unit, Heading) and not unit.label:
            return self._quote(reference, unit)
        if isinstance(unit, Table | Figure):
            before, number = split_number(reference.text)
            if not number or number != split_number(unit.label or "")[1]:
                return None
            return [before, Field(name_bookmark(unit.id), "\\h", number)]
        pieces: list[Piece] = []
        end = len(reference.text)
        while isinstance(unit, Heading | Paragraph | Subparagraph) and unit.label:
            core, _ = split_label(unit.label)
            start = reference.text.rfind(core, 0, end)
            if start < 0 or not core:
                return None
            switch = "\\n \\h" if unit.id in self.plan.places else "\\h"
            field = Field(name_bookmark(unit.id), switch, core)
            pieces = [field, reference.text[start + len(core) : end], *pieces]
            end = start
            unit = self.units.get(self.above.get(unit.id, ""))
        if not pieces:
            return None
        return [piece for piece in (reference.text[:end], *pieces) if piece]

    def _quote(self, reference: Reference, heading: Heading) -> list[Piece] | None:
        """A heading without a label is quoted: the field repeats its words."""
        title = plain_text(heading.content)
        before, found, after = reference.text.partition(title)
        if not found or not all(isinstance(inline, Words) for inline in heading.content):
            return None
        pieces = (before, Field(name_bookmark(heading.id), "\\h", title), after)
        return [piece for piece in pieces if piece]

    def _find_targets(self, edition: Edition) -> set[str]:
        found = {unit.target for unit in self.units.values() if isinstance(unit, Entry)}
        for _, _, content in walk_contents(edition):
            for inline in walk_inlines(content):
                identifier = inline.target if isinstance(inline, Reference) else ""
                while identifier:
                    found.add(identifier)
                    identifier = self.above.get(identifier, "")
        return found & self.units.keys()
