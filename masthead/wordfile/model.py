"""A Word file as it was read: what stands in it, in order, with its looks resolved.

Measures are twips (twentieths of a point), type sizes half points. Nothing is recognized here: a
heading is a paragraph in a style, with an outline level, as Word has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec import Struct, field

from masthead.wordfile.charts import ChartData
from masthead.wordfile.source import Source


class Look(NamedTuple):
    """How a run looks, by its styles and what is said of it alone."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    shift: int = 0
    """1 for raised characters, -1 for lowered ones."""
    hidden: bool = False
    capitals: bool = False
    size: int = 0
    """In half points; 0 where nothing is said."""
    style: str = ""
    """The name of the character's style."""
    font: str = ""


class Field(Struct, frozen=True):
    """A field in whose result something stands: ``REF``, with the rest of its code."""

    name: str
    code: str


class Words(Struct, frozen=True):
    """Characters of one look."""

    text: str
    look: Look
    field: Field | None = None
    link: str = ""
    """An address outside, or ``#`` and the name of a bookmark."""


class Tab(Struct, frozen=True):
    """A tab."""


class End(Struct, frozen=True):
    """The end of a line, a page or a column, by hand."""

    of: Literal["line", "page", "column"] = "line"


class Call(Struct, frozen=True):
    """The call of a note; ``mark`` is what is typed for its number, if it is not counted."""

    series: Literal["footnote", "endnote"]
    id: str
    mark: str = ""


class Picture(Struct, frozen=True):
    """A picture, chart or diagram; sizes in twips."""

    form: Literal["picture", "chart", "diagram", "line", "object"]
    part: str = ""
    """The part of the package that holds it."""
    alt: str = ""
    width: int = 0
    height: int = 0
    floats: bool = False


class TextBox(Struct, frozen=True):
    """Text that stands in a box of its own, over the page."""

    blocks: tuple[Paragraph | Table, ...]


class Lost(Struct, frozen=True):
    """Something that is not read: an equation, ink. ``text`` are the words in it."""

    what: str
    text: str = ""


Piece = Words | Tab | End | Call | Picture | TextBox | Lost


class Style(NamedTuple):
    """A paragraph's style: its name, and the names of those it is based on."""

    name: str
    bases: tuple[str, ...] = ()


class Label(Struct, frozen=True):
    """What Word's numbering puts before a paragraph."""

    text: str
    level: int
    list: str
    """Which list it is: lists that count together have the same."""
    bullet: bool
    number: int
    format: str


class Section(NamedTuple):
    """What a section that ends here was like."""

    landscape: bool
    columns: int
    begins: str
    """Where it began: ``nextPage``, ``continuous`` …"""


class Paragraph(Struct):
    """A paragraph. ``number`` counts those of the file from 1, cells included."""

    number: int
    pieces: list[Piece]
    style: Style
    base: Look
    """How its words look where nothing else is said: its style's look."""
    left: int = 0
    right: int = 0
    first: int = 0
    """The indent of its first line; less than 0 where the others are indented more."""
    align: str = ""
    outline: int | None = None
    """Its level in an outline, from 0 on."""
    label: Label | None = None
    framed: bool = False
    page_before: bool = False
    rtl: bool = False
    contents: bool = False
    """Whether it is a line of a table of contents that Word makes."""
    listed: tuple[int, int] | None = None
    """The outline levels that this table lists, from 1 on, where it begins here."""
    bookmarks: list[str] = field(default_factory=list)
    section: Section | None = None
    """The section that ends with it."""
    top_rule: bool = False
    boxed: bool = False
    after_changed: bool = False
    """Whether a tracked change concerns the whole one before it."""

    @property
    def text(self) -> str:
        """Its words, tabs and line ends; no notes, no boxes."""
        said = (
            piece.text if isinstance(piece, Words) else "\t" if isinstance(piece, Tab)
            else "\n" if isinstance(piece, End) and piece.of == "line" else ""
            for piece in self.pieces
        )  # fmt: skip
        return "".join(said)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be seen of it."""
        seen = (Call, Picture, TextBox, Lost)
        return not self.text.strip() and not any(isinstance(one, seen) for one in self.pieces)


class Cell(Struct):
    """A cell of a table."""

    blocks: list[Paragraph | Table]
    columns: int = 1
    rows: int = 1
    bottom: int = 0
    """The rule under it, in eighths of a point; -1 where nothing is said."""
    top: int = 0
    shaded: bool = False
    column: int = 0
    """The column in which it begins, from 0 on."""

    def paragraphs(self) -> Iterator[Paragraph]:
        """Go through its paragraphs, those of tables in it too."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield from block.paragraphs()
            else:
                yield block


class Row(Struct):
    """A row of a table; cells merged into it from above are not in it."""

    cells: list[Cell]
    repeated: bool = False
    """Whether it is said to be a head, repeated on every page."""
    height: int = 0
    before: int = 0
    """How many columns stay empty before its first cell."""


class Table(Struct):
    """A table. ``widths`` are its columns', in twips."""

    number: int
    """That of the first paragraph after its begin."""
    widths: list[int]
    rows: list[Row]
    style: str = ""
    framed: bool = False
    bookmarks: list[str] = field(default_factory=list)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Go through the paragraphs of its cells."""
        for row in self.rows:
            for cell in row.cells:
                yield from cell.paragraphs()


Block = Paragraph | Table


class Story(NamedTuple):
    """What stands at the head or foot of pages: ``kind`` header or footer."""

    kind: str
    pages: str
    """``first``, ``even`` or ``default``."""
    section: int
    """Which section, from 0 on."""
    blocks: list[Block]


class Comment(NamedTuple):
    """A comment beside the text."""

    paragraph: int
    author: str
    text: str


class Loss(NamedTuple):
    """Something of the file that is not in what was read."""

    paragraph: int
    what: str


class WordFile(Struct):
    """All that was read of a file."""

    file: str
    blocks: list[Block]
    notes: dict[tuple[str, str], list[Block]]
    """The notes by series and id."""
    stories: list[Story]
    comments: list[Comment]
    variables: dict[str, str]
    """The document variables, which are often those of another paper."""
    language: str
    """The language that most of its words are said to be in, such as ``en-GB``."""
    media: dict[str, bytes]
    """The pictures, by the name of their part."""
    charts: dict[str, ChartData]
    """The charts whose numbers can be read, by the name of their part."""
    losses: list[Loss]
    last: Section | None = None
    """The section with which it ends."""
    source: Source | None = None
    """The source that it brings along, where Masthead built it."""

    def paragraphs(self) -> Iterator[Paragraph]:
        """Go through the paragraphs of the text, those of tables too."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield from block.paragraphs()
            else:
                yield block
