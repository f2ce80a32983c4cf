"""Inline content of an Edition: words, and what stands among them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from masthead.kinds import UnknownKindError, name_kind
from masthead.syntax.raised import lower_figures, raise_figures

Found = TypeVar("Found", bound="Part")


class Part(Struct, frozen=True):
    """A part of an Edition. Its texts and the parts inside it are found by these two alone."""

    def contents(self) -> Slots:
        """Give its texts in reading order, each with the name of its slot (``title``, ``cell``)."""
        return ()

    def children(self) -> tuple[Part, ...]:
        """Give the parts inside it, in reading order; its own texts come before theirs."""
        return ()


class InlinePart(Part, frozen=True):
    """A part of inline content, whose kind is that of its class.

    The slots of what stands inside it have the names of its fields.
    """

    kind: ClassVar[str]

    def say(self) -> str:
        """Say what is printed of it in the running text; nothing for the call of a note."""
        return "".join(plain_text(content) for _, content in self.contents())


class Words(InlinePart, frozen=True):
    """Literal text. Non-breaking spaces are in it already; gaps between scripts never are."""

    kind: ClassVar[str] = "words"
    text: str

    def say(self) -> str:
        """Say the words."""
        return self.text


class Emphasis(InlinePart, frozen=True):
    """Emphasised content; how it looks is up to the language's script (`Language.emphasis`)."""

    kind: ClassVar[str] = "emphasis"
    content: Content

    def contents(self) -> Slots:
        """Give what is emphasised."""
        return (("content", self.content),)


class Strong(InlinePart, frozen=True):
    """Strongly emphasised content."""

    kind: ClassVar[str] = "strong"
    content: Content

    def contents(self) -> Slots:
        """Give what is emphasised."""
        return (("content", self.content),)


class Link(InlinePart, frozen=True):
    """Content that leads to an address outside the paper."""

    kind: ClassVar[str] = "link"
    target: str
    content: Content

    def contents(self) -> Slots:
        """Give the words of the link."""
        return (("content", self.content),)


class Reference(InlinePart, frozen=True):
    """A reference to another node of the paper, as finished text ("paragraph 12 (h)")."""

    kind: ClassVar[str] = "reference"
    target: str
    text: str

    def say(self) -> str:
        """Say the finished text."""
        return self.text


class Call(InlinePart, frozen=True):
    """Where a note is called. ``mark`` is what it shows; ``id`` is where to go back to."""

    kind: ClassVar[str] = "call"
    id: str
    note: str
    mark: str


class TableCall(InlinePart, frozen=True):
    """Where a note of a table is called in it: a letter that leads under the table.

    ``id`` is where to go back to from the note, at its first call; the others have none.
    """

    kind: ClassVar[str] = "table-call"
    id: str
    note: str
    mark: str


class SymbolLink(InlinePart, frozen=True):
    """A document symbol in the running text, with the address of the document it names.

    ``pieces`` are the parts between which a line may break (after a slash).
    """

    kind: ClassVar[str] = "symbol"
    pieces: tuple[str, ...]
    target: str

    @property
    def text(self) -> str:
        """The symbol in one piece."""
        return "".join(self.pieces)

    def say(self) -> str:
        """Say the symbol."""
        return self.text


class LeftToRight(InlinePart, frozen=True):
    """A run that keeps its left-to-right order in right-to-left text: a name, a citation, a number.

    Only editions in a right-to-left language have such runs, and all their left-to-right letters
    and digits stand in one, but for those of references. No run stands inside another.
    """

    kind: ClassVar[str] = "left-to-right"
    content: Content

    def contents(self) -> Slots:
        """Give what stands in the run."""
        return (("content", self.content),)


class Superscript(InlinePart, frozen=True):
    """Raised letters or digits, as in m². The call of a note is a thing of its own."""

    kind: ClassVar[str] = "superscript"
    content: Content

    def contents(self) -> Slots:
        """Give what is raised."""
        return (("content", self.content),)


class Subscript(InlinePart, frozen=True):
    """Lowered letters or digits, as in CO₂."""

    kind: ClassVar[str] = "subscript"
    content: Content

    def contents(self) -> Slots:
        """Give what is lowered."""
        return (("content", self.content),)


class LineBreak(InlinePart, frozen=True):
    """A line that ends where its author has said so."""

    kind: ClassVar[str] = "line-break"
    text: str = "\n"

    def say(self) -> str:
        """Say the end of the line."""
        return self.text


class Bracket(InlinePart, frozen=True):
    """A bracket of a draft: words, or a whole unit, that are not agreed upon stand in such."""

    kind: ClassVar[str] = "bracket"
    text: str
    around: Literal["words", "unit"] = "words"

    def say(self) -> str:
        """Say the bracket."""
        return self.text


Shifted = Superscript | Subscript
Inline = (
    Words | Emphasis | Strong | Link | Reference | Call | TableCall | SymbolLink | LeftToRight
    | Shifted | LineBreak | Bracket
)  # fmt: skip
Content = tuple[Inline, ...]
Slots = tuple[tuple[str, Content], ...]
"""Texts with the names of their slots."""


def plain_text(content: Content) -> str:
    """Read content as plain text: calls are left out, everything else is what is printed.

    Raises UnknownKindError for what is no inline.
    """
    return "".join(check_part(inline, InlinePart).say() for inline in content)


def outline_text(content: Content) -> str:
    """Read content for where text is all there is: bookmarks, contents, the titles of files.

    A broken line goes on after a space; raised and lowered figures are those of Unicode. What is
    deleted is left out.
    """
    return "".join(map(_say_flat, content))


WORD = 20
"""Characters within which the end of a word is looked for where text is cut; a longer one is cut.
"""


def abbreviate(text: str, columns: int) -> str:
    """Give the first words of a text, as many as fit into columns: a Han character takes two."""
    width = 0
    for position, character in enumerate(text):
        width += 2 if _is_wide(character) else 1
        if width > columns:
            kept = text[:position]
            if not _is_wide(character) and " " in kept[-WORD:]:
                kept = kept[: kept.rindex(" ")]
            return kept.rstrip(" ,.;:，。；：、") + "…"
    return text


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _say_flat(inline: Inline) -> str:
    contents = check_part(inline, InlinePart).contents()
    inner = "".join(outline_text(content) for _, content in contents)
    match inline:
        case LineBreak():
            return " "
        case InlinePart(kind="deleted"):
            return ""
        case Superscript():
            return raise_figures(inner)
        case Subscript():
            return lower_figures(inner)
        case _:
            return inner or inline.say()


def walk_inlines(content: Content) -> Iterator[InlinePart]:
    """Go through inlines and those inside them, in reading order.

    Raises UnknownKindError for what is no inline.
    """
    for inline in content:
        yield check_part(inline, InlinePart)
        for _, inner in inline.contents():
            yield from walk_inlines(inner)


def change_inside(inline: Inline, change: Callable[[Content], Content]) -> Inline:
    """Make an inline anew whose own content, if it has any, was changed.

    Raises UnknownKindError for what is no inline.
    """
    contents = check_part(inline, InlinePart).contents()
    inside: dict[str, Any] = {name: change(content) for name, content in contents}
    return replace(inline, **inside) if inside else inline


def check_part(part: object, wanted: type[Found]) -> Found:
    """Give back a part that says what is in it. Raises UnknownKindError for anything else."""
    if not isinstance(part, wanted):
        raise UnknownKindError("masthead/edition", name_kind(part))
    return part
