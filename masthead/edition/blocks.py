"""Blocks of an Edition: headings, paragraphs, annexes, and what stands inside them; notes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from masthead.edition.inlines import Content, Part, Slots, check_part
from masthead.edition.lettering import Lettering


class Node(Part):
    """A part with an id, which is the same in every language and every format."""

    __slots__ = ()
    kind: ClassVar[str]
    id: str

    def children(self) -> tuple[Node, ...]:
        """Give the parts inside it, each with an id of its own."""
        return ()


@dataclass(frozen=True, slots=True)
class Heading(Node):
    """A heading of the text.

    ``level`` is the level in the official scale (1 chapter, 2 section …), which decides its look;
    ``depth`` counts from 1 without gaps and is its place in the outline of this paper.
    """

    kind: ClassVar[str] = "heading"
    id: str
    level: int
    depth: int
    label: str | None
    content: Content
    number: int | None = None
    """Its number at its level; None where it has none, or a label that is not counted."""

    def contents(self) -> Slots:
        """Give its words."""
        return (("title", self.content),)


@dataclass(frozen=True, slots=True)
class Continuation(Node):
    """Text without a label that goes on with a paragraph, or a subparagraph, after its first lines.

    ``level`` is that of what it belongs to: 0 for the paragraph, 1 for (a). ``is_new``: it is a
    further paragraph, whose first line is indented; otherwise it follows a list, flush.
    """

    kind: ClassVar[str] = "continuation"
    id: str
    level: int
    content: Content
    is_new: bool = False

    def contents(self) -> Slots:
        """Give its text."""
        return (("text", self.content),)


@dataclass(frozen=True, slots=True)
class Subparagraph(Node):
    """A lettered subparagraph: ``number`` is its place in its list, ``level`` 1 for (a)."""

    kind: ClassVar[str] = "subparagraph"
    id: str
    level: int
    number: int
    label: str
    content: Content
    subparagraphs: tuple[Below, ...] = ()

    def contents(self) -> Slots:
        """Give its text."""
        return (("text", self.content),)

    def children(self) -> tuple[Node, ...]:
        """Give what stands in it."""
        return self.subparagraphs


@dataclass(frozen=True, slots=True)
class Item(Node):
    """An item of a list, with its mark. ``body`` holds the list inside it."""

    kind: ClassVar[str] = "item"
    id: str
    mark: str
    content: Content
    body: tuple[List, ...] = ()

    def contents(self) -> Slots:
        """Give its text."""
        return (("text", self.content),)

    def children(self) -> tuple[Node, ...]:
        """Give the list inside it."""
        return self.body


@dataclass(frozen=True, slots=True)
class List(Node):
    """A list whose items have a mark and no number.

    ``level`` is 1 in the text and below a paragraph, 2 below (a) or inside a list of level 1 …
    """

    kind: ClassVar[str] = "list"
    id: str
    level: int
    items: tuple[Item, ...]

    def children(self) -> tuple[Node, ...]:
        """Give its items."""
        return self.items


Below = Subparagraph | Continuation | List
"""What stands in a paragraph after its first lines."""


@dataclass(frozen=True, slots=True)
class Paragraph(Node):
    """A paragraph. ``number`` and ``label`` are None for one that is not numbered.

    ``form`` is preamble or operative for a paragraph of a resolution.
    """

    kind: ClassVar[str] = "paragraph"
    id: str
    number: int | None
    label: str | None
    content: Content
    subparagraphs: tuple[Below, ...] = ()
    form: Literal["", "preamble", "operative"] = ""

    def contents(self) -> Slots:
        """Give its text."""
        return (("text", self.content),)

    def children(self) -> tuple[Node, ...]:
        """Give its subparagraphs, and the text between and after them."""
        return self.subparagraphs


@dataclass(frozen=True, slots=True)
class AgendaItem(Paragraph):
    """An item of an agenda: a paragraph that is counted by itself."""

    kind: ClassVar[str] = "agenda-item"


@dataclass(frozen=True, slots=True)
class Correction(Node):
    """A correction: where, then what is to be read there, in a line or as blocks after it."""

    kind: ClassVar[str] = "correction"
    id: str
    place: Content
    line: Content
    body: tuple[Block, ...]

    def contents(self) -> Slots:
        """Give where it is, and what is to be read there."""
        return (("place", self.place), ("line", self.line))

    def children(self) -> tuple[Node, ...]:
        """Give the blocks of a new text."""
        return self.body


@dataclass(frozen=True, slots=True)
class Annex(Node):
    """An annex: a new page, a label ("Annex I", 附件一), a title, and blocks of its own.

    ``original``, if not empty, is the line under the title that names the language it was written
    in.
    """

    kind: ClassVar[str] = "annex"
    id: str
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


@dataclass(frozen=True, slots=True)
class Box(Node):
    """Text in a frame, with a title unless that is empty. ``form`` is box or summary."""

    kind: ClassVar[str] = "box"
    id: str
    form: Literal["box", "summary"]
    title: Content
    body: tuple[Block, ...]

    def contents(self) -> Slots:
        """Give its title."""
        return (("title", self.title),) if self.title else ()

    def children(self) -> tuple[Node, ...]:
        """Give its blocks."""
        return self.body


@dataclass(frozen=True, slots=True)
class Quotation(Node):
    """A quotation that stands by itself."""

    kind: ClassVar[str] = "quotation"
    id: str
    paragraphs: tuple[Content, ...]

    def contents(self) -> Slots:
        """Give its paragraphs."""
        return tuple(("text", paragraph) for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Definition(Node):
    """A term and what it means."""

    kind: ClassVar[str] = "definition"
    id: str
    term: Content
    content: Content

    def contents(self) -> Slots:
        """Give the term, then what it means."""
        return (("term", self.term), ("text", self.content))


@dataclass(frozen=True, slots=True)
class Definitions(Node):
    """Terms and what they mean, in two columns."""

    kind: ClassVar[str] = "definitions"
    id: str
    items: tuple[Definition, ...]

    def children(self) -> tuple[Node, ...]:
        """Give its terms."""
        return self.items


@dataclass(frozen=True, slots=True)
class Signature(Node):
    """A signature: where and when, unless that is empty, then name and function, a line each."""

    kind: ClassVar[str] = "signature"
    id: str
    place: Content
    lines: tuple[Content, ...]

    def contents(self) -> Slots:
        """Give its lines, from top to bottom."""
        place = (("place", self.place),) if self.place else ()
        return (*place, *(("signature", line) for line in self.lines))


@dataclass(frozen=True, slots=True)
class Break(Node):
    """Where a page begins."""

    kind: ClassVar[str] = "break"
    id: str


Scope = Literal["", "col", "colgroup", "row", "rowgroup"]
Align = Literal["start", "center", "end"]
Form = Literal["head", "data", "section", "subtotal", "total"]


@dataclass(frozen=True, slots=True)
class Cell(Node):
    """A cell of a table. It holds content, or blocks, or nothing.

    ``scope`` is what it is the head of: ``col``, ``colgroup``, ``row``, ``rowgroup``, or nothing;
    ``headers`` are the ids of the cells that are its heads. ``align`` is start, center or end.
    ``column`` is where it begins, counted from 0.
    """

    kind: ClassVar[str] = "cell"
    id: str
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


@dataclass(frozen=True, slots=True)
class Row(Node):
    """A row of a table. ``form`` is head, data, section, subtotal or total."""

    kind: ClassVar[str] = "row"
    id: str
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


@dataclass(frozen=True, slots=True)
class Table(Node):
    """A table: number and title, the unit of its figures, rows, and what stands under them.

    ``label`` ("Table 3") is None where it has no number. ``unit`` has its parentheses. ``notes``
    are of the series ``table``, marked with letters, and last ``source``, marked with its word.
    ``place`` is page, column or landscape. ``widths`` are those of the columns in percent.
    """

    kind: ClassVar[str] = "table"
    id: str
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


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in a file of the project, and its size in pixels, in CSS pixels if it is drawn.

    ``digest`` is the file's SHA-256, so that a figure with another picture is another figure.
    """

    file: str
    width: float
    height: float
    digest: str
    drawn: bool = False
    """Whether it is SVG."""


@dataclass(frozen=True, slots=True)
class Chart:
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


@dataclass(frozen=True, slots=True)
class Figure(Node):
    """A figure: number and title, a picture, what it shows in words alone, and its source.

    ``label`` ("Figure I") is None where it has no number, or is the only one. ``notes`` are at most
    its source, as under a table. ``place`` is page or column, of which it takes a part in percent.
    """

    kind: ClassVar[str] = "figure"
    id: str
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


@dataclass(frozen=True, slots=True)
class Opening(Node):
    """The words that open a resolution or a part of it: "The General Assembly,"."""

    kind: ClassVar[str] = "opening"
    id: str
    content: Content

    def contents(self) -> Slots:
        """Give its words."""
        return (("text", self.content),)


@dataclass(frozen=True, slots=True)
class Closing(Node):
    """The lines that close a resolution or a part of it: the meeting and the date."""

    kind: ClassVar[str] = "closing"
    id: str
    lines: tuple[Content, ...]

    def contents(self) -> Slots:
        """Give its lines."""
        return tuple(("text", line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class ResolutionPart(Node):
    """A part of a resolution: a letter, a title unless that is empty, and blocks of its own."""

    kind: ClassVar[str] = "part"
    id: str
    label: str
    content: Content
    body: tuple[Block, ...]

    def contents(self) -> Slots:
        """Give its title."""
        return (("title", self.content),) if self.content else ()

    def children(self) -> tuple[Node, ...]:
        """Give its blocks."""
        return self.body


@dataclass(frozen=True, slots=True)
class Voters(Node):
    """Those who voted in one way: what that is, and their names."""

    kind: ClassVar[str] = "voters"
    id: str
    label: str
    content: Content

    def contents(self) -> Slots:
        """Give their names."""
        return (("text", self.content),)


@dataclass(frozen=True, slots=True)
class Vote(Node):
    """How a resolution was voted on, and who voted in which way where they are named."""

    kind: ClassVar[str] = "vote"
    id: str
    content: Content
    voters: tuple[Voters, ...] = ()

    def contents(self) -> Slots:
        """Give how it went."""
        return (("text", self.content),)

    def children(self) -> tuple[Node, ...]:
        """Give those who voted."""
        return self.voters


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """A line of contents: the label and the words of what it leads to.

    ``level`` is 1 for headings of the highest level; ``form`` says what it leads to.
    """

    kind: ClassVar[str] = "entry"
    id: str
    target: str
    form: Literal["heading", "annex", "table", "figure"]
    level: int
    label: str | None
    content: Content
    entries: tuple[Entry, ...] = ()
    """Those of the headings below it."""

    def contents(self) -> Slots:
        """Give its words."""
        return (("text", self.content),) if self.content else ()

    def children(self) -> tuple[Node, ...]:
        """Give the entries below it."""
        return self.entries


@dataclass(frozen=True, slots=True)
class EntryList(Node):
    """A list of entries under a title: headings and annexes, tables, or figures."""

    kind: ClassVar[str] = "entries"
    id: str
    form: Literal["headings", "tables", "figures"]
    title: Content
    entries: tuple[Entry, ...]

    def contents(self) -> Slots:
        """Give its title."""
        return (("title", self.title),)

    def children(self) -> tuple[Node, ...]:
        """Give its entries."""
        return self.entries


@dataclass(frozen=True, slots=True)
class Contents(Node):
    """What a paper, or an annex, lists of itself. On which pages that is, each format finds out.

    ``levels`` is how deep headings are listed, ``scope`` the id of the annex in which it stands.
    """

    kind: ClassVar[str] = "contents-list"
    id: str
    levels: int
    lists: tuple[EntryList, ...]
    scope: str = ""

    def children(self) -> tuple[Node, ...]:
        """Give its lists."""
        return self.lists


@dataclass(frozen=True, slots=True)
class Note(Node):
    """A note, with the mark that its call shows too.

    ``series`` is ``masthead`` for the asterisks of title, byline and other masthead lines,
    ``text`` for the numbers of text and annexes, ``end`` for those that stand at the text's end,
    ``table`` for the letters of a table and ``source`` for its source. ``number`` is its place in
    that series.
    """

    kind: ClassVar[str] = "note"
    id: str
    call: str
    series: Literal["masthead", "text", "end", "table", "source"]
    number: int
    mark: str
    paragraphs: tuple[Content, ...]

    def contents(self) -> Slots:
        """Give its paragraphs."""
        return tuple(("text", paragraph) for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class EndNotes(Node):
    """The notes of a text at its end, before its annexes, under a title."""

    kind: ClassVar[str] = "endnotes"
    id: str
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
