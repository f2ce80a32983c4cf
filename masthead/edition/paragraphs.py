"""Blocks of running text: headings, paragraphs and lists, and what frames them; notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from masthead.edition.inlines import Content, Slots
from masthead.edition.nodes import Node


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
class SectionHeading(Heading):
    """The heading of a section of a resolution, which looks as the title of a part does.

    Its label has no point, and a line of its own.
    """

    kind: ClassVar[str] = "section-title"


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
    that series. ``key`` is that of the source, the same in every language version: numbers are not,
    where a note is called in some only.
    """

    kind: ClassVar[str] = "note"
    id: str
    call: str
    series: Literal["masthead", "text", "end", "table", "source"]
    number: int
    mark: str
    paragraphs: tuple[Content, ...]
    key: str = ""

    def contents(self) -> Slots:
        """Give its paragraphs."""
        return tuple(("text", paragraph) for paragraph in self.paragraphs)
