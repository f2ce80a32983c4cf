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
from dataclasses import dataclass

from masthead.language.language import Language
from masthead.symbol import DRAFT

# --- inline content -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """Literal text. Non-breaking blanks are in it already; gaps between scripts never are."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised content; how it looks is up to the language's script (`Language.emphasis`)."""

    content: Content


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised content."""

    content: Content


@dataclass(frozen=True, slots=True)
class Link:
    """Content that leads to an address outside the paper."""

    target: str
    content: Content


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to another node of the paper, as finished text ("paragraph 12 (h)")."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """Where a note is called. ``mark`` is what it shows; ``id`` is where to go back to."""

    id: str
    note: str
    mark: str


@dataclass(frozen=True, slots=True)
class SymbolLink:
    """A document symbol in the running text, with the address of the document it names.

    It is always written from left to right, so right-to-left text must isolate it. ``pieces`` are
    the parts between which a line may break (after a slash).
    """

    pieces: tuple[str, ...]
    target: str

    @property
    def text(self) -> str:
        """The symbol in one piece."""
        return "".join(self.pieces)


@dataclass(frozen=True, slots=True)
class LeftToRight:
    """A run that keeps its left-to-right order inside right-to-left text (a Latin name, a number).

    Only editions in a right-to-left language have such runs.
    """

    text: str


Inline = Words | Emphasis | Strong | Link | Reference | Call | SymbolLink | LeftToRight
Content = tuple[Inline, ...]


# --- blocks ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text.

    ``level`` is the level in the official scale (1 chapter, 2 section …), which decides its look;
    ``depth`` counts from 1 without gaps and is its place in the outline of this paper.
    """

    id: str
    level: int
    depth: int
    label: str | None
    content: Content


@dataclass(frozen=True, slots=True)
class Subparagraph:
    """A lettered subparagraph: ``number`` is its place in its list, ``level`` 1 for (a)."""

    id: str
    level: int
    number: int
    label: str
    content: Content
    subparagraphs: tuple[Subparagraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``number`` and ``label`` are None for one that is not numbered."""

    id: str
    number: int | None
    label: str | None
    content: Content
    subparagraphs: tuple[Subparagraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: a new page, a label ("Annex I", 附件一), a title, and blocks of its own."""

    id: str
    label: str
    content: Content
    body: tuple[Block, ...]


Block = Heading | Paragraph | Annex


@dataclass(frozen=True, slots=True)
class Note:
    """A note, with the mark that its call shows too.

    ``series`` is ``masthead`` for the asterisks of title, byline and other masthead lines, and
    ``text`` for the numbers of text and annexes. ``number`` is its place in that series.
    """

    id: str
    call: str
    series: str
    number: int
    mark: str
    paragraphs: tuple[Content, ...]


# --- masthead -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A line of the distribution block. ``kind``: distribution, date, language or original.

    ``text`` is empty where the official block keeps the line and leaves it blank.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A line under the thick rule. ``kind``: body, session, place, agenda-item or agenda-title.

    ``look`` names the type of text in the measures that it is set in (``text.session``).
    """

    kind: str
    content: Content
    look: str = "session"


@dataclass(frozen=True, slots=True)
class Job:
    """The job number's lines, once the number is known (un-format: masthead, job numbers)."""

    number: str
    """As in the inner foot: ``24-01234``."""
    line: str
    """As on the first page: ``24-01234 (C)    160524    200524``."""
    barcode: str
    """What the Code 39 bar code says, without its start and stop marks: ``2401234``."""
    address: str
    """What the QR code says: where the document is found."""


@dataclass(frozen=True, slots=True)
class Masthead:
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


@dataclass(frozen=True, slots=True)
class JointBody:
    """The second body of a joint paper: its symbol, its name and its lines under the rule."""

    symbol_large: str
    symbol_small: str
    body: tuple[str, ...]
    sessions: tuple[SessionLine, ...]


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another language version of the same paper that is built too."""

    code: str
    name: str
    identifier: str


# --- the edition ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edition:
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
    draft: str | None
    """The running word of a draft ("Draft"); None for an official build."""
    body: tuple[Block, ...]
    notes: tuple[Note, ...]
    """In the order of their calls: the masthead's first."""
    siblings: tuple[Sibling, ...]
    canonical: str
    """The canonical source of this language version alone, as YAML."""
    adoption: tuple[Content, ...] = ()
    """Above the title of a resolution: by whom and when it was adopted, and on what basis."""
    title_label: str | None = None
    """The number before the title of a resolution: ``73/8.``"""

    @property
    def filename(self) -> str:
        """The stem with the language in capitals, and the mark of a draft: without extension."""
        return self.name_version(self.language.code)

    def name_version(self, code: str) -> str:
        """Name the files of a language version of the same paper, as ``filename`` does."""
        return f"{self.stem}-{code.upper()}{DRAFT if self.draft else ''}"

    @property
    def title_text(self) -> str:
        """The title in plain words."""
        return plain_text(self.title)

    def note(self, identifier: str) -> Note:
        """Find a note by its id; KeyError when there is none."""
        for note in self.notes:
            if note.id == identifier:
                return note
        raise KeyError(identifier)


def plain_text(content: Content) -> str:
    """Read content as plain text: calls are left out, everything else is what is printed."""
    parts: list[str] = []
    for inline in content:
        match inline:
            case Words(text) | Reference(_, text) | LeftToRight(text):
                parts.append(text)
            case Emphasis(inner) | Strong(inner) | Link(_, inner):
                parts.append(plain_text(inner))
            case SymbolLink():
                parts.append(inline.text)
            case Call():
                pass
    return "".join(parts)


def walk_blocks(blocks: tuple[Block, ...]) -> Iterator[Block | Subparagraph]:
    """Go through blocks and everything in them, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Annex):
            yield from walk_blocks(block.body)
        elif isinstance(block, Paragraph):
            yield from walk_subparagraphs(block.subparagraphs)


def walk_subparagraphs(subparagraphs: tuple[Subparagraph, ...]) -> Iterator[Subparagraph]:
    """Go through subparagraphs and those inside them, in reading order."""
    for subparagraph in subparagraphs:
        yield subparagraph
        yield from walk_subparagraphs(subparagraph.subparagraphs)


def read_sequence(edition: Edition) -> list[tuple[str, str]]:
    """List what every format must show, in reading order: (label, text) of title, units, notes."""
    found = [("", plain_text(content)) for content in edition.adoption]
    found += [(edition.title_label or "", plain_text(edition.title))]
    found += [("", plain_text(edition.byline))]
    found += [(node.label or "", plain_text(node.content)) for node in walk_blocks(edition.body)]
    found += [
        (note.mark if position == 0 else "", plain_text(content))
        for note in edition.notes
        for position, content in enumerate(note.paragraphs)
    ]
    return found
