"""Text as an author wrote it: one unit in one language, with its inline markup read.

The markup is read once, by :mod:`masthead.syntax.inline`; what stands here are its results. Each
piece knows where it begins and ends in ``Text.raw``, and ``Text.origin`` knows where that is in
the file, so every finding can name its line and column.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from masthead.diagnostic import Place

Segment = tuple[int, int, int]
"""A stretch of a scalar whose characters stand side by side: the offset in the scalar at which it
begins, and the line and column where that is.
"""


class Origin(Struct, frozen=True):
    """Where a scalar of the source file stands.

    ``line`` and ``column`` are those of its first character (of text, not of a quote or an
    indicator). ``indent`` is the column before which every further line of a literal block begins.
    Where the source folds or escapes it is None, and ``segments`` say where the characters are;
    without either only the start is known.
    """

    file: str
    line: int
    column: int
    indent: int | None = None
    segments: tuple[Segment, ...] = ()

    def place(self, raw: str = "", offset: int = 0) -> Place:
        """Say where in the file the character at ``offset`` of ``raw`` stands."""
        if self.segments:
            found = bisect_right(self.segments, offset, key=lambda segment: segment[0])
            begin, line, column = self.segments[max(found - 1, 0)]
            return Place(self.file, line, column + max(offset - begin, 0))
        if self.indent is None:
            return Place(self.file, self.line, self.column)
        lines = raw.count("\n", 0, offset)
        if not lines:
            return Place(self.file, self.line, self.column + offset)
        last = raw.rindex("\n", 0, offset)
        return Place(self.file, self.line + lines, self.indent + offset - last)

    @property
    def is_exact(self) -> bool:
        """Whether the place of every character is known, and not the start only."""
        return self.indent is not None or bool(self.segments)


class Plain(Struct, frozen=True):
    """Literal text: escapes are undone and line feeds joined."""

    text: str
    start: int = 0
    end: int = 0


class Bracket(Plain, frozen=True):
    """A bracket that is printed at an end of :class:`Bracketed` words; no author writes it so."""


class Emphasis(Struct, frozen=True):
    """Emphasised text, written between single stars."""

    content: Content
    start: int = 0
    end: int = 0


class Strong(Struct, frozen=True):
    """Strongly emphasised text, written between double stars."""

    content: Content
    start: int = 0
    end: int = 0


class NoteCall(Struct, frozen=True):
    """A note called with ``[^key]``."""

    key: str
    start: int = 0
    end: int = 0


class CrossReference(Struct, frozen=True):
    """A reference to another unit, written ``[@id]``."""

    id: str
    start: int = 0
    end: int = 0


class Link(Struct, frozen=True):
    """Text that leads elsewhere, written ``[text](address)``."""

    content: Content
    target: str
    start: int = 0
    end: int = 0


class Superscript(Struct, frozen=True):
    """Raised letters or digits, written between carets: ``m^2^``."""

    content: Content
    start: int = 0
    end: int = 0


class Subscript(Struct, frozen=True):
    """Lowered letters or digits, written between tildes: ``CO~2~``."""

    content: Content
    start: int = 0
    end: int = 0


class LineBreak(Struct, frozen=True):
    """A line that ends here, written as a backslash at a line's end."""

    start: int = 0
    end: int = 0


class Bracketed(Struct, frozen=True):
    """Words that are not agreed upon, written between double brackets: ``[[words]]``."""

    content: Content
    start: int = 0
    end: int = 0

    @property
    def opened(self) -> Content:
        """What is printed of it: its brackets, and what stands between them."""
        opening = Bracket(BRACKETS[0], self.start, self.start + 2)
        return (opening, *self.content, Bracket(BRACKETS[1], self.end - 2, self.end))


BRACKETS = "[", "]"
"""What is printed around words that are not agreed upon, in every language."""
Shifted = Superscript | Subscript
Holder = Emphasis | Strong | Link | Shifted | Bracketed
"""What holds other inlines."""
Inline = Plain | NoteCall | CrossReference | LineBreak | Holder
Content = tuple[Inline, ...]


class Text(Struct, frozen=True):
    """One unit's text in one language. ``paragraphs`` has more than one entry in notes only."""

    raw: str
    origin: Origin
    paragraphs: tuple[Content, ...]

    @property
    def content(self) -> Content:
        """The first paragraph, which is the only one outside notes."""
        return self.paragraphs[0] if self.paragraphs else ()

    @property
    def place(self) -> Place:
        """Where the text begins in its file."""
        return self.origin.place()

    def at(self, offset: int) -> Place:
        """Where the character at ``offset`` of ``raw`` stands in its file."""
        return self.origin.place(self.raw, offset)

    def walk(self) -> Iterator[Inline]:
        """Go through all inlines, those inside others included, in reading order."""
        for content in self.paragraphs:
            yield from walk_content(content)

    @property
    def calls(self) -> tuple[NoteCall, ...]:
        """The note calls, in reading order."""
        return tuple(inline for inline in self.walk() if isinstance(inline, NoteCall))


def walk_content(content: Content) -> Iterator[Inline]:
    """Go through inlines and those inside them, in reading order."""
    for inline in content:
        yield inline
        if isinstance(inline, Holder):
            yield from walk_content(inline.content)


def have_same_words(one: Text, other: Text) -> bool:
    """Whether two texts are read alike, however they are written and wherever they stand."""
    if one.raw == other.raw:
        return True
    return list(map(strip_places, one.paragraphs)) == list(map(strip_places, other.paragraphs))


def strip_places(content: Content) -> Content:
    """Give content as it would be if nobody knew where it was written."""
    return tuple(
        replace(inline, content=strip_places(inline.content), start=0, end=0)
        if isinstance(inline, Holder)
        else replace(inline, start=0, end=0)
        for inline in content
    )


def open_brackets(content: Content) -> Content:
    """Give content in which brackets are characters of the text, as they are printed."""
    opened: list[Inline] = []
    for inline in content:
        if isinstance(inline, Bracketed):
            opened += open_brackets(inline.opened)
        elif isinstance(inline, Holder):
            opened.append(replace(inline, content=open_brackets(inline.content)))
        else:
            opened.append(inline)
    return tuple(opened)


def read_plain(content: Content) -> str:
    """Read content as plain text: calls and references are left out, a line break is a space."""
    return "".join(
        inline.text if isinstance(inline, Plain) else " "
        for inline in walk_content(open_brackets(content))
        if isinstance(inline, Plain | LineBreak)
    )
