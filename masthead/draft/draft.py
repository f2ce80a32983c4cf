"""A draft: what one file says in one language, as flat as it was typed.

A reader of a format makes it; nothing of that format is left in it. Labels are as typed, blocks
stand in a row, and nothing is counted: what belongs to what is decided once all languages are
beside each other.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, field

from masthead.syntax.text import Content, NoteCall, Plain, walk_content

Form = Literal[
    "text",
    "heading",
    "preamble",
    "table",
    "figure",
    "quotation",
    "box",
    "break",
    "contents",
    "definitions",
    "signature",
    "correction",
    "vote",
]


class Cell(Struct):
    """A cell of a table, and how many columns and rows it covers."""

    paragraphs: list[Content]
    columns: int = 1
    rows: int = 1
    is_head: bool = False
    blocks: list[Block] = field(default_factory=list)
    """What stands in it instead, where it is more than paragraphs: a list."""
    role: Literal["", "section", "subtotal", "total"] = ""
    """What its row is, as the first cell says."""
    align: Literal["", "start", "center", "end"] = ""
    """How its first paragraph is set."""


class Caption(Struct):
    """What stands above and under a table, figure or box."""

    label: str = ""
    """As typed: ``Table 3``."""
    title: Content = ()
    unit: Content = ()
    """Without its parentheses."""
    source: Content = ()
    """Without the word before it."""
    notes: dict[str, list[Content]] = field(default_factory=dict)
    """The notes under a table, by the key that calls them in its cells."""
    image: str = ""
    """The name of a figure's picture among the files of the draft."""
    alt: str = ""
    drawn: str = ""
    """How a chart is drawn, whose numbers are rows: ``bar``, ``stacked``, ``line``, ``pie``."""
    wide: bool = True
    """Whether it is as wide as the page, and not as the column of text."""
    percent: int = 0
    """How much of the column of text a picture takes, in percent, where it is less."""
    landscape: bool = False
    """Whether it stands on pages that are wider than high."""
    summary: bool = False
    """Whether a box is the summary."""


class Block(Struct):
    """A paragraph, a heading or a table, where it stands in its file.

    ``label`` is what is typed before it, without the spaces around: ``1.``, ``(a)``.
    """

    form: Form
    content: Content
    label: str = ""
    line: int = 0
    level: int = 2
    """Of a heading: 1 for a chapter, as the file says."""
    rows: list[list[Cell]] = field(default_factory=list)
    """Of a table."""
    caption: Caption | None = None
    """Of a table, figure or box."""
    below: list[Block] = field(default_factory=list)
    """What stands in a box, or takes the place of what is corrected."""
    parts: dict[str, Content] = field(default_factory=dict)
    """What else it says, by the keys of the source: ``function``, ``for``, ``read``."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many voted ``for``, ``against`` and ``abstaining``, where they are not named."""
    typed: list[Content] = field(default_factory=list)
    """The lines of a signature as they stand."""
    city: str = ""
    """One of the cities of the language room: where it was signed."""
    date: datetime.date | None = None
    """When it was signed."""

    def walk(self) -> Iterator[Block]:
        """Go through it and all blocks in it."""
        yield self
        for part in self._parts():
            if isinstance(part, Block):
                yield from part.walk()

    def texts(self) -> Iterator[Content]:
        """Give its texts, those of a table's cells too."""
        for part in self._parts():
            yield from part.texts() if isinstance(part, Block) else (part,)

    def calls(self) -> Iterator[str]:
        """Give the keys of the paper's notes that it calls, and not of those under a table."""
        own = self.caption.notes if self.caption else {}
        noted = (text for paragraphs in own.values() for text in paragraphs)
        for part in (*self._parts(), *noted):
            keys = part.calls() if isinstance(part, Block) else list_calls(part)
            yield from (key for key in keys if key not in own)

    def _parts(self) -> Iterator[Content | Block]:
        """Give its texts, and the blocks in it, in their order."""
        yield self.content
        if self.caption:
            yield from (self.caption.title, self.caption.unit)
        for row in self.rows:
            for cell in row:
                yield from cell.paragraphs
                yield from cell.blocks
        yield from self.parts.values()
        yield from self.below
        if self.caption:
            yield self.caption.source


class Section(Struct):
    """The text, a lettered part of it, or an annex."""

    form: Literal["text", "part", "annex"]
    label: str = ""
    title: Content = ()
    opening: Content = ()
    """The words that open it: "The General Assembly,"."""
    original: str = ""
    """The code of the language in which an annex says that it was written."""
    inside: bool = False
    """Whether it is an annex to the annex before it."""
    blocks: list[Block] = field(default_factory=list)
    closing: list[Content] = field(default_factory=list)
    """The lines that close it: the meeting, the date."""
    line: int = 0


class Facts(Struct):
    """The facts of the first page and of the last lines. What a file does not say is empty."""

    symbol: str = ""
    kind: str = ""
    """``resolution`` or ``decision``."""
    session: str = ""
    date: datetime.date | None = None
    adopted: datetime.date | None = None
    meeting: str = ""
    """The number of the meeting."""
    start: datetime.date | None = None
    """The first day of the session, and the last one."""
    end: datetime.date | None = None
    committee: str = ""
    """``first`` to ``sixth``."""
    report: str = ""
    paragraph: str = ""
    items: list[str] = field(default_factory=list)
    """The agenda items: ``7``, ``7 (b)``."""
    job: str = ""
    """The job number, such as ``24-01234``."""
    job_dates: list[str] = field(default_factory=list)
    """The date codes (DDMMYY) beside it."""
    original: str = ""
    """The code of the original's language."""
    vote: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    """How many voted ``for``, ``against`` and ``abstaining``, and who."""
    number: str = ""
    """The number before the title: ``75/110.``"""
    title: Content = ()
    agenda_title: Content = ()
    agenda_titles: list[Content] = field(default_factory=list)
    """Where several items have titles of their own: a title for each."""
    subtitle: Content = ()
    byline: Content = ()
    symbol_note: Content = ()
    """The note that an asterisk at the symbol calls."""
    city: str = ""
    """One of the cities of the language room."""
    provisional: bool = False
    """Whether the agenda item is one of the provisional agenda."""
    notes_end: bool = False
    """Whether notes stand at the end of the text."""
    preliminary: bool = False
    """Whether the agenda item is one of the preliminary list."""
    document: str = ""
    """The symbol of the agenda or list."""
    status: str = ""
    """What the first page says of a translation: ``unofficial-translation``."""
    translated: str = ""
    """The code of the language from which it was translated."""
    distribution: str = ""
    """``general``, ``limited`` or ``restricted``."""
    station: str = ""
    """The duty station in whose page it is set."""
    sponsors: Content = ()
    """Who submits a draft, without the words that it is one."""
    adoption: list[Content] = field(default_factory=list)
    """The lines above the title: by whom and when it was adopted; on what basis comes last."""
    basis: Content = ()
    """On what basis it was adopted, without its brackets."""
    lines: dict[str, str] = field(default_factory=dict)
    """Lines as they are typed, to be compared with what is made: ``session``, ``agenda`` …"""


class Remark(Struct, frozen=True):
    """Something that was not taken over as it stands. ``line`` is that of the file."""

    file: str
    line: int
    message: str


class Draft(Struct):
    """What one file says in one language."""

    code: str
    file: str
    work: str
    """What is the same in all language versions of a work, and in no other work."""
    facts: Facts
    sections: list[Section]
    notes: dict[str, list[Content]]
    """The paragraphs of each note, by the key with which texts call it."""
    remarks: list[Remark]
    is_word: bool = False
    """Whether it comes from a Word file."""
    files: dict[str, bytes] = field(default_factory=dict)
    """The pictures, by the names with which figures call them."""
    source: str = ""
    """The source in this language that the file brings along, as it was when it was built."""
    source_files: dict[str, bytes] = field(default_factory=dict)
    """The files that this source names, as far as they are there as they were."""
    digest: str = ""
    """The SHA-256 of a Word file."""

    def blocks(self) -> Iterator[Block]:
        """Go through all blocks."""
        for section in self.sections:
            yield from section.blocks

    def walk(self) -> Iterator[Block]:
        """Go through all blocks, and those in them."""
        for block in self.blocks():
            yield from block.walk()


def say(content: Content) -> str:
    """Say the words of a text alone."""
    return "".join(one.text for one in walk_content(content) if isinstance(one, Plain))


def list_calls(content: Content) -> list[str]:
    """List the keys of the notes that a text calls, in their order."""
    return [one.key for one in walk_content(content) if isinstance(one, NoteCall)]
