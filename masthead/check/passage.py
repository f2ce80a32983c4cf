"""What rules look at: a text of a paper (a subject), and its words in one language (a passage).

Markup is gone, calls take no room, a reference is one character (``REFERENCE``), a line's end is a
line feed, and the paragraphs of a note are joined by two. Raised and lowered figures are those of
Unicode. Every character still knows its line and column.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from masthead.check.cited import (
    find_addresses,
    find_foreign,
    find_quotations,
    is_foreign_citation,
)
from masthead.check.pattern import HIDDEN, hide
from masthead.check.rule import Hit
from masthead.diagnostic import Place
from masthead.paper import Cell, Localized, Unit
from masthead.symbol import find_symbols
from masthead.syntax.inline import trace_plain
from masthead.syntax.linefeed import REFERENCE
from masthead.syntax.raised import lower_figures, raise_figures
from masthead.syntax.text import (
    BRACKETS,
    Bracket,
    CrossReference,
    Emphasis,
    LineBreak,
    Link,
    NoteCall,
    Plain,
    Subscript,
    Superscript,
    Text,
    open_brackets,
    walk_content,
)
from masthead.write.edit import Edit

if TYPE_CHECKING:
    from masthead.check.terms import Mention, Terms

_CLOSERS = "”’“»)）」』 \"'"
"""What may close after the last mark of a text."""


class Subject(Struct, eq=False):
    """A text of the paper in all its languages.

    ``kind``: agenda, from, title, byline, state …, or that of the unit whose text it is;
    ``slot``: what it is there. Subjects stand in this order, which is that of the printed page.
    """

    kind: str
    slot: str
    place: Place
    texts: Localized
    allow: Mapping[str, str]
    node: Unit | None = None
    key: str = ""
    """The key of a note."""
    around: tuple[Unit, ...] = ()
    """The units in which ``node`` stands, the outermost first."""
    passages: dict[str, Passage] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the words of every language."""
        for code, text in self.texts.items():
            self.passages[code] = Passage(self, code, text)

    @property
    def is_shared(self) -> bool:
        """Whether its one text is that of every language: a code, a symbol, a year."""
        texts = {id(text) for text in self.texts.values()}
        return len(texts) < len(self.texts) or bool(getattr(self.node, "same", False))

    @property
    def stands_in_a_cell(self) -> bool:
        """Whether it is a table's, which holds words as well as sentences."""
        return any(isinstance(unit, Cell) for unit in (self.node, *self.around))


class Passage:
    """The words of a text in one language."""

    def __init__(self, subject: Subject, code: str, written: Text) -> None:
        self.subject = subject
        self.code = code
        self.written = written
        self.calls: list[tuple[int, NoteCall]] = []
        """The calls, each with the offset in ``text`` at which it stands."""
        self.passed: set[str] = set()
        """The codes of rules that found nothing in it, where it may be looked at again."""
        self._mentions: list[Mention] | None = None
        self._starts: list[int] = []
        self._pieces: list[Plain | CrossReference | LineBreak] = []
        self._traced: dict[int, Sequence[int]] = {}
        shifted: dict[int, str] = {}
        parts: list[str] = []
        length = 0
        for content in written.paragraphs:
            if parts:
                parts.append("\n\n")
                length += 2
            for inline in walk_content(open_brackets(content)):
                if isinstance(inline, NoteCall):
                    self.calls.append((length, inline))
                elif isinstance(inline, Superscript | Subscript):
                    write = raise_figures if isinstance(inline, Superscript) else lower_figures
                    shifted.update(
                        (id(inner), write(inner.text))
                        for inner in inline.content
                        if isinstance(inner, Plain)
                    )
                elif isinstance(inline, Plain | CrossReference | LineBreak):
                    if isinstance(inline, Plain):
                        words = shifted.get(id(inline), inline.text)
                    else:
                        words = REFERENCE if isinstance(inline, CrossReference) else "\n"
                    self._starts.append(length)
                    self._pieces.append(inline)
                    parts.append(words)
                    length += len(words)
        self.text = "".join(parts)

    @cached_property
    def plain(self) -> str:
        """The text with every hyphen one that may break, as rules look for it."""
        return self.text.replace("\u2011", "-")

    @cached_property
    def symbols(self) -> list[tuple[int, int]]:
        """Where document symbols begin and end."""
        return find_symbols(self.plain) if "/" in self.text else []

    @cached_property
    def prose(self) -> str:
        """The text with symbols and bare addresses covered; offsets stay what they are."""
        return hide(self.plain, [*self.symbols, *self._addresses])

    @cached_property
    def words(self) -> str:
        """The prose in the author's own words: quotations, titles and citations are covered."""
        if self.is_citation:
            return HIDDEN * len(self.text)
        quoted = find_quotations(self.prose, self.code)
        return hide(self.prose, [*quoted, *self._titles, *find_foreign(self.prose, self.code)])

    @cached_property
    def _titles(self) -> list[tuple[int, int]]:
        """Where emphasis and links are; a text's first words may be emphasized as its verb."""
        spans = []
        for inline in self.written.walk():
            if isinstance(inline, Emphasis | Link):
                start, end = self._find_offset(inline.start), self._find_offset(inline.end)
                if start > 0 or self.subject.kind == "note" or isinstance(inline, Link):
                    spans.append((start, end))
        return spans

    def _find_offset(self, raw: int) -> int:
        """Find the offset in ``text`` of the first character written at ``raw`` or after it."""
        number = bisect_right(self._pieces, raw, key=lambda piece: piece.start) - 1
        if number < 0:
            return 0
        piece, start = self._pieces[number], self._starts[number]
        if raw >= piece.end:
            return self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return start + min(raw - piece.start, piece.end - piece.start)

    @cached_property
    def is_citation(self) -> bool:
        """Whether this is a note that only cites a work in a language of another script."""
        return self.subject.kind == "note" and is_foreign_citation(self.prose, self.code)

    @cached_property
    def countable(self) -> str:
        """The text with its symbols covered but for words in parentheses: "(Parts I and II)"."""
        spans = []
        for start, end in self.symbols:
            opening = max(self.text.find("(", start, end), start)
            worded = opening > start and " " in self.text[opening:end]
            spans.append((start, opening if worded else end))
        return hide(self.plain, [*spans, *self._addresses])

    @cached_property
    def _addresses(self) -> list[tuple[int, int]]:
        return list(find_addresses(self.plain))

    @cached_property
    def ends_with_address(self) -> bool:
        """Whether the last word is an address, which no mark should touch."""
        return any(end == len(self.text.rstrip()) for _, end in self._addresses)

    @cached_property
    def last_mark(self) -> str:
        """The mark with which the text ends, inside closing quotation marks and parentheses if so.

        Empty when it ends with a word or an address.
        """
        if self.ends_with_address:
            return ""
        text = self.plain.rstrip()
        text = text.rstrip(_CLOSERS) or text
        while self._pieces and isinstance(self._pieces[-1], Bracket) and text[-1:] == BRACKETS[1]:
            text = text[:-1].rstrip(_CLOSERS) or text[:-1]
        return "" if text[-1:].isalnum() else text[-1:]

    @cached_property
    def length(self) -> int:
        """How many characters there are without symbols and addresses."""
        return len(self.countable) - self.countable.count(HIDDEN)

    def find_terms(self, terms: Terms) -> list[Mention]:
        """Find the terms of the glossary, once for all rules."""
        if self._mentions is None:
            self._mentions = terms.find(self.code, self.text)
        return self._mentions

    def find_raw(self, offset: int) -> int:
        """Find where in ``written.raw`` the character at ``offset`` was written."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return 0
        piece = self._pieces[number]
        inner = offset - self._starts[number]
        if not isinstance(piece, Plain):
            return piece.start if not inner else piece.end
        if inner >= len(piece.text):
            return piece.end
        if number not in self._traced:
            self._traced[number] = trace_plain(piece, self.written.raw)
        return self._traced[number][inner]

    def find_typed(self, offset: int) -> str:
        """Find the character of the source from which the one at ``offset`` was read."""
        raw = self.find_raw(offset)
        return self.written.raw[raw : raw + 1]

    def place(self, offset: int) -> Place:
        """Say where in the file the character at ``offset`` stands."""
        return self.written.at(self.find_raw(offset))

    def hit(self, start: int, end: int, replacement: str | None = None, /, **fields: object) -> Hit:
        """Report the characters from ``start`` to ``end``, with what should stand there instead."""
        raw_start = self.find_raw(start)
        raw_end = self.find_raw(end - 1) + 1 if end > start else raw_start
        edit = None
        if replacement is not None and self.written.raw[raw_start:raw_end] == self.text[start:end]:
            edit = Edit(self.written, raw_start, raw_end, replacement)
        length = raw_end - raw_start
        place = self.written.at(raw_start)
        fields.setdefault("found", self.text[start:end])
        fields.setdefault("wanted", replacement)
        return Hit(place, length, fields, self.subject, edit=edit)
