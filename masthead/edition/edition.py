"""The Edition: one language version of a paper with everything decided.

Every number, label, mark, date, masthead line and reference stands here as finished text, in
reading order, each node with its id. Writers print an Edition; they count nothing, format no date,
pick no mark and look for no symbol. Ids depend on the structure of the paper only, so they are the
same in every language and every format.

All types are frozen and plain (no position in a file, no cycle), so an Edition can be compared,
hashed for a fingerprint and sent to a worker process.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from msgspec import Struct

from masthead.edition.blocks import (
    Annex,
    Block,
    Box,
    Cell,
    Chart,
    Correction,
    EndNotes,
    Figure,
    Image,
    ResolutionPart,
    Row,
    Table,
    walk_blocks,
)
from masthead.edition.inlines import (
    Bracket,
    Call,
    Content,
    Emphasis,
    Inline,
    InlinePart,
    LeftToRight,
    LineBreak,
    Link,
    Part,
    Reference,
    Slots,
    Strong,
    Subscript,
    Superscript,
    SymbolLink,
    TableCall,
    Words,
    abbreviate,
    change_inside,
    check_part,
    outline_text,
    plain_text,
    walk_inlines,
)
from masthead.edition.marks import Compared, Mark
from masthead.edition.nodes import Node
from masthead.edition.paragraphs import (
    AgendaItem,
    Break,
    Closing,
    Contents,
    Continuation,
    Definition,
    Definitions,
    Entry,
    EntryList,
    Heading,
    Item,
    List,
    Note,
    Opening,
    Paragraph,
    Quotation,
    SectionHeading,
    Signature,
    Subparagraph,
    Vote,
    Voters,
)
from masthead.language.language import Language
from masthead.symbol import DRAFT

# --- masthead -------------------------------------------------------------------------------


class BlockLine(Struct, frozen=True):
    """A line of the distribution block. ``kind``: distribution, date, language or original.

    ``text`` is empty where the official block keeps the line and leaves it blank.
    """

    kind: str
    text: str


class SessionLine(Part, frozen=True):
    """A line under the thick rule. ``kind``: body, session, place, agenda-item or agenda-title.

    ``look`` names the type of text in the measures that it is set in (``text.session``).
    """

    kind: str
    content: Content
    look: str = "session"

    def contents(self) -> Slots:
        """Give its words."""
        return ((self.kind, self.content),)


class Job(Struct, frozen=True):
    """The job number's lines, once the number is known (un-format: masthead, job numbers)."""

    number: str
    """As in the inner foot: ``24-01234``."""
    line: str
    """As on the first page: ``24-01234 (C)    160524    200524``."""
    barcode: str
    """What the Code 39 bar code says, without its start and stop marks: ``2401234``."""
    address: str
    """What the QR code says: where the document is found."""


class Masthead(Struct, frozen=True):
    """The head of the first page, and what the running heads repeat."""

    symbol: str
    symbol_large: str
    """The part of the symbol set large, up to the first slash: ``NPT``."""
    symbol_small: str
    """The rest, its slash first: ``/CONF.2026/PC.II/WP.XX``."""
    organization: str | None
    body: tuple[str, ...]
    """The name of the issuing body, a line each where the series fixes the lines."""
    emblem: bool
    """Whether the series has an emblem (whose place is kept when there is no file for it)."""
    block: tuple[BlockLine, ...]
    sessions: tuple[SessionLine, ...]
    body_look: str = "body_name"
    """The type of text in the measures for the body's name: ``organ`` or ``body_name``."""
    emblem_file: str = ""
    """The emblem's file in ``styles/``; empty when there is none."""
    joint: JointBody | None = None
    """The other body of a joint paper (``A/78/1–S/2024/2``)."""
    symbol_note: Content = ()
    """The call of the note to the symbol, which stands behind it; empty when there is none."""

    @property
    def lines(self) -> tuple[SessionLine, ...]:
        """The lines under the thick rule, those of a joint paper's second body too."""
        return self.sessions + (self.joint.sessions if self.joint else ())


class JointBody(Struct, frozen=True):
    """The second body of a joint paper: its symbol, its name and its lines under the rule."""

    symbol_large: str
    symbol_small: str
    body: tuple[str, ...]
    sessions: tuple[SessionLine, ...]


class Sibling(Struct, frozen=True):
    """Another language version of the same paper that is built too."""

    code: str
    name: str
    identifier: str


# --- the edition ----------------------------------------------------------------------------


class Edition(Struct, frozen=True):
    """One language version of one paper, ready to be printed in any format."""

    language: Language
    stem: str
    """The name of the built files without language, kind and extension."""
    series: str
    series_name: str
    station: str
    """Whose measures the page has: ``new-york`` or ``geneva``."""
    date: datetime.date
    identifier: str
    """``urn:uuid:…``, made from symbol and language: the same for every build."""
    masthead: Masthead
    title: Content
    byline: Content
    status: Content
    """The line under the byline that says what kind of translation this is; empty if none."""
    job: Job | None
    authors: tuple[str, ...]
    """The submitting States, for the files' metadata."""
    numbering: str
    """How Word numbers: ``automatic`` or ``typed``."""
    prefix: str
    """What stands before the numbers of its text: ``6`` in 6.14; nothing where they have none."""
    draft: str | None
    """The running word of a draft ("Draft"); None for an official build."""
    body: tuple[Block, ...]
    notes: tuple[Note, ...]
    """In the order of their calls, the masthead's first; without those at the end of the text."""
    siblings: tuple[Sibling, ...]
    canonical: str
    """The canonical source of this language version alone, as YAML."""
    subtitle: Content = ()
    """The line between title and byline."""
    adoption: tuple[Content, ...] = ()
    """Above the title of a resolution: by whom and when it was adopted, and on what basis."""
    title_label: str | None = None
    """The number before the title of a resolution: ``73/8.``"""
    kind: str = "paper"
    """What kind of paper it is; the measures may change with it."""
    sponsors: Content = ()
    """Above the title of a draft: its sponsors, and that it is a draft."""
    running_title: str = ""
    """The title that stands in the running heads of a resolution, beside its symbol."""
    files: tuple[tuple[str, str], ...] = ()
    """The files that the canonical source names, such as pictures: as the project names them, and
    as the source does."""
    marks: tuple[Mark, ...] = ()
    """What was changed, in an edition made of two versions; of any other there are none."""
    compared: Compared | None = None
    """Which versions it is made of; None for any other edition."""

    @property
    def filename(self) -> str:
        """The stem with the language in capitals, and the mark of a draft: without extension."""
        return self.name_version(self.language.code)

    def name_version(self, code: str) -> str:
        """Name the files of a language version of the same paper, as ``filename`` does."""
        return f"{self.stem}-{code.upper()}{DRAFT if self.draft else ''}"

    @property
    def title_text(self) -> str:
        """The title in plain words; of a paper without one its number, or its symbol."""
        return outline_text(self.title) or self.title_label or self.stem.replace("_", "/")

    @property
    def title_number(self) -> Content:
        """The number before the title as content: 80/XX keeps its order in right-to-left text."""
        label = self.title_label or ""
        number = label.rstrip(" -.")
        if not number or self.language.direction == "ltr":
            return (Words(label),) if label else ()
        return (LeftToRight((Words(number),)), Words(label[len(number) :]))

    def note(self, identifier: str) -> Note:
        """Find a note by its id; KeyError when there is none."""
        for note in self.list_notes():
            if note.id == identifier:
                return note
        raise KeyError(identifier)

    def list_notes(self) -> Iterator[Note]:
        """List the notes of all series, those at the end of the text last."""
        ended = (block.notes for block in self.body if isinstance(block, EndNotes))
        return chain(self.notes, chain.from_iterable(ended))


class Slot(NamedTuple):
    """A text of an edition: the id of its node (``masthead``, ``title``), its slot, its content."""

    node: str
    name: str
    content: Content


def walk_contents(edition: Edition) -> Iterator[Slot]:
    """Go through every text of an edition in reading order, the notes last.

    Raises UnknownKindError for what is no block.
    """
    yield Slot("masthead", "symbol", edition.masthead.symbol_note)
    for line in edition.masthead.lines:
        yield from (Slot("masthead", *slot) for slot in line.contents())
    yield from (Slot("masthead", "adoption", content) for content in edition.adoption)
    if edition.sponsors:
        yield Slot("masthead", "sponsors", edition.sponsors)
    yield Slot("title", "title", edition.title)
    yield Slot("subtitle", "subtitle", edition.subtitle)
    yield Slot("byline", "byline", edition.byline)
    yield Slot("masthead", "status", edition.status)
    for node in (*walk_blocks(edition.body), *edition.notes):
        yield from (Slot(node.id, *slot) for slot in node.contents())


__all__ = [
    "AgendaItem", "Annex", "Block", "BlockLine", "Box", "Bracket", "Break", "Call", "Cell", "Chart",
    "Closing", "Content", "Contents", "Continuation", "Correction", "Definition", "Definitions",
    "Edition", "Emphasis", "EndNotes", "Entry", "EntryList", "Figure", "Heading", "Image",
    "Inline", "InlinePart", "Item", "Job", "JointBody", "LeftToRight", "LineBreak", "Link",
    "List", "Masthead", "Node", "Note", "Opening", "Paragraph", "Part", "Quotation", "Reference",
    "ResolutionPart", "Row", "SectionHeading", "SessionLine", "Sibling", "Signature", "Slot",
    "Slots", "Strong", "Subparagraph", "Subscript", "Superscript", "SymbolLink", "Table",
    "TableCall", "Vote", "Voters", "Words", "abbreviate", "change_inside", "check_part",
    "outline_text", "plain_text", "walk_blocks", "walk_contents", "walk_inlines",
]  # fmt: skip
