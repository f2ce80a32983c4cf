"""Blocks that hold other blocks, cells or pictures: annexes, boxes, tables and figures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from msgspec import Struct

from masthead.edition.inlines import Content, Part, Slots, check_part
from masthead.edition.lettering import Lettering
from masthead.edition.nodes import Node
from masthead.edition.paragraphs import (
    AgendaItem,
    Break,
    Closing,
    Contents,
    Definitions,
    Heading,
    List,
    Note,
    Opening,
    Paragraph,
    Quotation,
    SectionHeading,
    Signature,
    Vote,
)


class Correction(Node, frozen=True):
    """A correction: where, then what is to be read there, in a line or as blocks after it."""

    kind: ClassVar[str] = "correction"
    place: Content
    line: Content
    body: tuple[Block, ...]

    def contents(self) -> Slots:
        """Give where it is, and what is to be read there."""
        return (("place", self.place), ("line", self.line))

    def children(self) -> tuple[Node, ...]:
        """Give the blocks of a new text."""
        return self.body


class Annex(Node, frozen=True):
    """An annex: a new page, a label ("Annex I", 附件一), a title, and blocks of its own.

    ``original``, if not empty, is the line under the title that names the language it was written
    in.
    """

    kind: ClassVar[str] = "annex"
    label: str
    content: Content
    original: Content
    body: tuple[Block, ...]

    def contents(self) -> Slots:
        """Give its title, and in which language it was written."""
        original = (("original", self.original),) if self.original else ()
        return (("title", self.content), *original)

    def children(self) -> tuple[Node, ...]:
        """Give its blocks."""
        return self.body


class Box(Node, frozen=True):
    """Text in a frame, with a title unless that is empty. ``form`` is box or summary."""

    kind: ClassVar[str] = "box"
    form: Literal["box", "summary"]
    title: Content
    body: tuple[Block, ...]

    def contents(self) -> Slots:
        """Give its title."""
        return (("title", self.title),) if self.title else ()

    def children(self) -> tuple[Node, ...]:
        """Give its blocks."""
        return self.body


Scope = Literal["", "col", "colgroup", "row", "rowgroup"]


Align = Literal["start", "center", "end"]


Form = Literal["head", "data", "section", "subtotal", "total"]


class Cell(Node, frozen=True):
    """A cell of a table. It holds content, or blocks, or nothing.

    ``scope`` is what it is the head of: ``col``, ``colgroup``, ``row``, ``rowgroup``, or nothing;
    ``headers`` are the ids of the cells that are its heads. ``align`` is start, center or end.
    ``column`` is where it begins, counted from 0.
    """

    kind: ClassVar[str] = "cell"
    content: Content
    body: tuple[Block, ...] = ()
    columns: int = 1
    rows: int = 1
    scope: Scope = ""
    headers: tuple[str, ...] = ()
    align: Align = "start"
    column: int = 0

    def contents(self) -> Slots:
        """Give its words."""
        return (("cell", self.content),) if self.content else ()

    def children(self) -> tuple[Node, ...]:
        """Give its blocks."""
        return self.body


class Row(Node, frozen=True):
    """A row of a table. ``form`` is head, data, section, subtotal or total."""

    kind: ClassVar[str] = "row"
    form: Form
    cells: tuple[Cell, ...]

    @property
    def is_strong(self) -> bool:
        """Whether it is set in bold: a section's head, a sum."""
        return self.form in ("section", "subtotal", "total")

    @property
    def is_sum(self) -> bool:
        """Whether it is the sum of rows above it."""
        return self.form in ("subtotal", "total")

    def children(self) -> tuple[Node, ...]:
        """Give its cells."""
        return self.cells


class Table(Node, frozen=True):
    """A table: number and title, the unit of its figures, rows, and what stands under them.

    ``label`` ("Table 3") is None where it has no number. ``unit`` has its parentheses. ``notes``
    are of the series ``table``, marked with letters, and last ``source``, marked with its word.
    ``place`` is page, column or landscape. ``widths`` are those of the columns in percent.
    """

    kind: ClassVar[str] = "table"
    label: str | None
    title: Content
    unit: Content
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]
    place: Literal["page", "column", "landscape"]
    widths: tuple[float, ...]

    def list_kept(self) -> frozenset[str]:
        """List the rows that stay on the page of the row after them, by their ids.

        A section stays with its first row, a sum with the row before it; and no row stands alone
        under the heads, or at the end.
        """
        data = [number for number, row in enumerate(self.rows) if row.form != "section"]
        last = len(self.rows) - 1
        return frozenset(
            row.id
            for number, row in enumerate(self.rows[:last])
            if row.form == "section"
            or self.rows[number + 1].is_sum
            or number in data[:1]
            or number == last - 1
        )

    def contents(self) -> Slots:
        """Give its title and the unit under it."""
        return tuple(
            (name, text) for name, text in (("title", self.title), ("unit", self.unit)) if text
        )

    def children(self) -> tuple[Node, ...]:
        """Give its rows, then its notes and its source."""
        return (*self.head, *self.rows, *self.notes)


class Image(Struct, frozen=True):
    """A picture in a file of the project, and its size in pixels, in CSS pixels if it is drawn.

    ``digest`` is the file's SHA-256, so that a figure with another picture is another figure.
    """

    file: str
    width: float
    height: float
    digest: str
    drawn: bool = False
    """Whether it is SVG."""


class Chart(Struct, frozen=True):
    """What a chart is drawn from in one language, and how large it is, in CSS pixels.

    ``values`` are those of each series in turn, one for each category, None where one is missing;
    ``amounts`` are the same as they are written.
    """

    type: Literal["bar", "stacked", "line", "pie"]
    code: str
    unit: str
    head: str
    categories: tuple[str, ...]
    names: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    amounts: tuple[tuple[str, ...], ...]
    width: float
    lettering: Lettering
    drawn: ClassVar[bool] = True

    @property
    def height(self) -> float:
        """How high it is with its words."""
        return self.lettering.height

    @property
    def digest(self) -> str:
        """Tell it from other charts."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


class Figure(Node, frozen=True):
    """A figure: number and title, a picture, what it shows in words alone, and its source.

    ``label`` ("Figure I") is None where it has no number, or is the only one. ``notes`` are at most
    its source, as under a table. ``place`` is page or column, of which it takes a part in percent.
    """

    kind: ClassVar[str] = "figure"
    label: str | None
    title: Content
    alt: Content
    image: Image | Chart
    notes: tuple[Note, ...] = ()
    place: Literal["page", "column"] = "page"
    percent: int = 100

    def contents(self) -> Slots:
        """Give its title, and what its picture shows."""
        return (*((("title", self.title),) if self.title else ()), ("alt", self.alt))

    def children(self) -> tuple[Node, ...]:
        """Give its source."""
        return self.notes


class ResolutionPart(Node, frozen=True):
    """A part of a resolution: a letter, a title unless that is empty, and blocks of its own."""

    kind: ClassVar[str] = "part"
    label: str
    content: Content
    body: tuple[Block, ...]

    def contents(self) -> Slots:
        """Give its title."""
        return (("title", self.content),) if self.content else ()

    def children(self) -> tuple[Node, ...]:
        """Give its blocks."""
        return self.body


class EndNotes(Node, frozen=True):
    """The notes of a text at its end, before its annexes, under a title."""

    kind: ClassVar[str] = "endnotes"
    title: Content
    notes: tuple[Note, ...]

    def contents(self) -> Slots:
        """Give the title."""
        return (("title", self.title),)

    def children(self) -> tuple[Node, ...]:
        """Give the notes."""
        return self.notes


Block = (
    Heading
    | SectionHeading
    | Paragraph
    | List
    | Annex
    | Table
    | Figure
    | Box
    | Quotation
    | Definitions
    | Contents
    | EndNotes
    | Break
    | AgendaItem
    | Signature
    | Correction
    | Opening
    | Closing
    | ResolutionPart
    | Vote
)


def walk_blocks(blocks: Iterable[Part]) -> Iterator[Node]:
    """Go through blocks and everything in them, in reading order.

    Raises UnknownKindError for what is no block.
    """
    for block in blocks:
        yield (node := check_part(block, Node))
        yield from walk_blocks(node.children())
