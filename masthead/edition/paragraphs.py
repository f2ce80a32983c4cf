"""Blocks of running text: headings, paragraphs and lists, and what frames them; notes."""

from __future__ import annotations

from typing import ClassVar, Literal

from masthead.edition.inlines import Content, Slots
from masthead.edition.nodes import Node


class Heading(Node, frozen=True):
    """A heading of the text.

    ``level`` is the level in the official scale (1 chapter, 2 section …), which decides its look;
    ``depth`` counts from 1 without gaps and is its place in the outline of this paper.
    """

    kind: ClassVar[str] = "heading"
    level: int
    depth: int
    label: str | None
    content: Content
    number: int | None = None
    """Its number at its level; None where it has none, or a label that is not counted."""

    def contents(self) -> Slots:
        """Give its words."""
        return (("title", self.content),)


class SectionHeading(Heading, frozen=True):
    """The heading of a section of a resolution, which looks as the title of a part does.

    Its label has no point, and a line of its own.
    """

    kind: ClassVar[str] = "section-title"


class Continuation(Node, frozen=True):
    """Text without a label that goes on with a paragraph, or a subparagraph, after its first lines.

    ``level`` is that of what it belongs to: 0 for the paragraph, 1 for (a). ``is_new``: it is a
    further paragraph, whose first line is indented; otherwise it follows a list, flush.
    """

    kind: ClassVar[str] = "continuation"
    level: int
    content: Content
    is_new: bool = False

    def contents(self) -> Slots:
        """Give its text."""
        return (("text", self.content),)


class Subparagraph(Node, frozen=True):
    """A lettered subparagraph: ``number`` is its place in its list, ``level`` 1 for (a)."""

    kind: ClassVar[str] = "subparagraph"
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


class Item(Node, frozen=True):
    """An item of a list, with its mark. ``body`` holds the list inside it."""

    kind: ClassVar[str] = "item"
    mark: str
    content: Content
    body: tuple[List, ...] = ()

    def contents(self) -> Slots:
        """Give its text."""
        return (("text", self.content),)

    def children(self) -> tuple[Node, ...]:
        """Give the list inside it."""
        return self.body


class List(Node, frozen=True):
    """A list whose items have a mark and no number.

    ``level`` is 1 in the text and below a paragraph, 2 below (a) or inside a list of level 1 …
    """

    kind: ClassVar[str] = "list"
    level: int
    items: tuple[Item, ...]

    def children(self) -> tuple[Node, ...]:
        """Give its items."""
        return self.items


Below = Subparagraph | Continuation | List
"""What stands in a paragraph after its first lines."""


class Paragraph(Node, frozen=True):
    """A paragraph. ``number`` and ``label`` are None for one that is not numbered.

    ``form`` is preamble or operative for a paragraph of a resolution.
    """

    kind: ClassVar[str] = "paragraph"
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


class AgendaItem(Paragraph, frozen=True):
    """An item of an agenda: a paragraph that is counted by itself."""

    kind: ClassVar[str] = "agenda-item"


class Quotation(Node, frozen=True):
    """A quotation that stands by itself."""

    kind: ClassVar[str] = "quotation"
    paragraphs: tuple[Content, ...]

    def contents(self) -> Slots:
        """Give its paragraphs."""
        return tuple(("text", paragraph) for paragraph in self.paragraphs)


class Definition(Node, frozen=True):
    """A term and what it means."""

    kind: ClassVar[str] = "definition"
    term: Content
    content: Content

    def contents(self) -> Slots:
        """Give the term, then what it means."""
        return (("term", self.term), ("text", self.content))


class Definitions(Node, frozen=True):
    """Terms and what they mean, in two columns."""

    kind: ClassVar[str] = "definitions"
    items: tuple[Definition, ...]

    def children(self) -> tuple[Node, ...]:
        """Give its terms."""
        return self.items


class Signature(Node, frozen=True):
    """A signature: where and when, unless that is empty, then name and function, a line each."""

    kind: ClassVar[str] = "signature"
    place: Content
    lines: tuple[Content, ...]

    def contents(self) -> Slots:
        """Give its lines, from top to bottom."""
        place = (("place", self.place),) if self.place else ()
        return (*place, *(("signature", line) for line in self.lines))


class Break(Node, frozen=True):
    """Where a page begins."""

    kind: ClassVar[str] = "break"


class Opening(Node, frozen=True):
    """The words that open a resolution or a part of it: "The General Assembly,"."""

    kind: ClassVar[str] = "opening"
    content: Content

    def contents(self) -> Slots:
        """Give its words."""
        return (("text", self.content),)


class Closing(Node, frozen=True):
    """The lines that close a resolution or a part of it: the meeting and the date."""

    kind: ClassVar[str] = "closing"
    lines: tuple[Content, ...]

    def contents(self) -> Slots:
        """Give its lines."""
        return tuple(("text", line) for line in self.lines)


class Voters(Node, frozen=True):
    """Those who voted in one way: what that is, and their names."""

    kind: ClassVar[str] = "voters"
    label: str
    content: Content

    def contents(self) -> Slots:
        """Give their names."""
        return (("text", self.content),)


class Vote(Node, frozen=True):
    """How a resolution was voted on, and who voted in which way where they are named."""

    kind: ClassVar[str] = "vote"
    content: Content
    voters: tuple[Voters, ...] = ()

    def contents(self) -> Slots:
        """Give how it went."""
        return (("text", self.content),)

    def children(self) -> tuple[Node, ...]:
        """Give those who voted."""
        return self.voters


class Entry(Node, frozen=True):
    """A line of contents: the label and the words of what it leads to.

    ``level`` is 1 for headings of the highest level; ``form`` says what it leads to.
    """

    kind: ClassVar[str] = "entry"
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


class EntryList(Node, frozen=True):
    """A list of entries under a title: headings and annexes, tables, or figures."""

    kind: ClassVar[str] = "entries"
    form: Literal["headings", "tables", "figures"]
    title: Content
    entries: tuple[Entry, ...]

    def contents(self) -> Slots:
        """Give its title."""
        return (("title", self.title),)

    def children(self) -> tuple[Node, ...]:
        """Give its entries."""
        return self.entries


class Contents(Node, frozen=True):
    """What a paper, or an annex, lists of itself. On which pages that is, each format finds out.

    ``levels`` is how deep headings are listed, ``scope`` the id of the annex in which it stands.
    """

    kind: ClassVar[str] = "contents-list"
    levels: int
    lists: tuple[EntryList, ...]
    scope: str = ""

    def children(self) -> tuple[Node, ...]:
        """Give its lists."""
        return self.lists


class Note(Node, frozen=True):
    """A note, with the mark that its call shows too.

    ``series`` is ``masthead`` for the asterisks of title, byline and other masthead lines,
    ``text`` for the numbers of text and annexes, ``end`` for those that stand at the text's end,
    ``table`` for the letters of a table and ``source`` for its source. ``number`` is its place in
    that series. ``key`` is that of the source, the same in every language version: numbers are not,
    where a note is called in some only.
    """

    kind: ClassVar[str] = "note"
    call: str
    series: Literal["masthead", "text", "end", "table", "source"]
    number: int
    mark: str
    paragraphs: tuple[Content, ...]
    key: str = ""

    def contents(self) -> Slots:
        """Give its paragraphs."""
        return tuple(("text", paragraph) for paragraph in self.paragraphs)
