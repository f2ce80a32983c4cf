"""What a paragraph says: its words with emphasis, calls, links; its label; what is lost of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from masthead.draft.content import dress, join, pair_brackets, tidy
from masthead.draft.draft import say
from masthead.draft.labels import Labels
from masthead.language.language import Language
from masthead.syntax.text import (
    BRACKETS,
    Bracket,
    Content,
    Inline,
    LineBreak,
    NoteCall,
    Plain,
    Superscript,
)
from masthead.syntax.unseen import BIDI_CONTROLS
from masthead.wordfile.model import (
    Call,
    End,
    Look,
    Lost,
    Paragraph,
    Piece,
    Tab,
    Words,
)

Lose = Callable[[int, str], None]
"""Notes what is lost of a paragraph, by its number."""

_UNSEEN = re.compile(f"[{BIDI_CONTROLS}\u00ad\u200b\u2060\ufeff\ufff9-\ufffb]|[\x00-\x08\x0b-\x1f]")
_SPACES = re.compile("[ \u00a0\u2000-\u200a\u202f\u205f\t]+")
_COMPOUND = re.compile(r"\s*(\d{1,3}[A-Z]?(?:\.\d{1,3})+\.?)\t\s*")
_OWN = re.compile(
    r"\s*(\(?[\w.]{1,6}\)|\d{1,4}[.)]|[IVXLCDM]{1,7}\.|[A-Z]\.|['‘’′]\d{1,2}['‘’′])\t\s*"
)
"""A label that is none of the language's, and stands before a tab."""
_NAMED = re.compile(r"\s*([^\W\d_]{2,12}\.? \d{1,3}\.?)\t\s*(?=\S)")
"""A label of another text: Article 5."""
_MOST_WORD = 1000
_LONG = re.compile(rf"\S{{{_MOST_WORD}}}")
_BRACKETED = ("Bracket", "Bracket_Unit")
"""The styles of brackets around what is not agreed upon, in files of ours."""
_NAMED_LOOK = re.compile(r"(?:Hyperlink[_ ])?(?:Strong|Emphasis|Strong[_ ]Emphasis)")
"""Styles of characters that say what they are, however they look in a line: Word's, and ours."""
_WEB = ("http://", "https://", "mailto:")


def clean(text: str) -> str:
    """Put plain spaces for all kinds of them, and leave out what nobody sees."""
    return _SPACES.sub(" ", _UNSEEN.sub("", text))


def split_label(labels: Labels, paragraph: Paragraph, *, heading: bool) -> tuple[str, list[Piece]]:
    """Split the label of a paragraph, typed or counted by Word, from its pieces."""
    if paragraph.label is not None and paragraph.label.text:
        return paragraph.label.text, paragraph.pieces
    text = paragraph.text
    found = labels.split(text, heading=heading)
    if found:
        begin = text.index(found)
        after = text[begin + len(found) :]
        end = begin + len(found) + len(after) - len(after.lstrip(" \t\u00a0"))
        return found, cut(paragraph.pieces, end)
    match = _COMPOUND.match(text) or _OWN.match(text)
    if match is None and not heading:
        match = _NAMED.match(text)
    if match:
        return match[1], cut(paragraph.pieces, match.end())
    return "", paragraph.pieces


def cut(pieces: Sequence[Piece], length: int) -> list[Piece]:
    """Cut so many characters off the begin; what has none there stays."""
    kept: list[Piece] = []
    for piece in pieces:
        size = measure(piece)
        if size == 0 or length <= 0:
            kept.append(piece)
        elif isinstance(piece, Words) and size > length:
            kept.append(replace(piece, text=piece.text[length:]))
        length -= size
    return kept


def measure(piece: Piece) -> int:
    """Count the characters of a piece in its paragraph's text."""
    if isinstance(piece, Words):
        return len(piece.text)
    return int(isinstance(piece, Tab) or (isinstance(piece, End) and piece.of == "line"))


def leads_to_note(link: str) -> bool:
    """Whether a link leads to a note at the end, one that was deleted perhaps."""
    return link.startswith(("#n", "#old_n"))


class ContentMaker:
    """Makes the content of paragraphs. ``call`` gives the key of a note; None for a lost one."""

    def __init__(
        self, language: Language, call: Callable[[Call, int], str | None], lose: Lose
    ) -> None:
        self.language = language
        self.ended: Mapping[str, str] = {}
        """The keys of notes at the end of the text, by the numbers that call them."""
        self.called_last = 0
        self.ends_called: set[str] = set()
        """The keys of those that were called."""
        self.linked = False
        """Whether such numbers lead to their notes."""
        self.call = call
        self.lose = lose

    def make(
        self, paragraph: Paragraph, pieces: Sequence[Piece] | None = None, *, brief: bool = False
    ) -> Content:
        """Make the content of a paragraph, or of those pieces of it.

        ``brief``: of a heading or a cell, where a look that all words have is no emphasis.
        """
        pieces = paragraph.pieces if pieces is None else pieces
        base = paragraph.base
        if brief:
            bold, italic = base.bold or is_bold(paragraph), base.italic or is_italic(paragraph)
            base = base._replace(bold=bold, italic=italic)
        made: list[Inline] = []
        said: set[str] = set()
        for piece in pieces:
            made += self._make_piece(piece, base, paragraph.number, said)
        return tidy(tuple(_drop_commas(join(pair_brackets(made)))), self.language)

    def _make_piece(
        self, piece: Piece, base: Look, number: int, said: set[str]
    ) -> Iterator[Inline]:
        match piece:
            case Words():
                for what in _list_lost(piece):
                    if what not in said:
                        said.add(what)
                        self.lose(number, f"{what} in {piece.text.strip()[:30]!r}")
                if self._calls_end(piece):
                    mark = piece.text.strip(" ()")
                    self.called_last = int(mark)
                    self.ends_called.add(self.ended[mark])
                    yield NoteCall(self.ended[mark])
                elif text := self._break(clean(piece.text), number):
                    yield from _dress(text, piece, base)
            case Tab():
                yield Plain(" ")
            case End(of="line"):
                yield LineBreak()
            case Call():
                key = self.call(piece, number)
                if key is not None:
                    yield NoteCall(key)
            case Lost():
                words = f", of which the words stay: {piece.text[:60]!r}" if piece.text else ""
                self.lose(number, f"{piece.what} is left out{words}")
                if piece.text:
                    yield Plain(clean(piece.text))
            case _:  # a page's end, pictures and boxes stand beside the words
                pass

    def _calls_end(self, piece: Words) -> bool:
        """Whether words are the number of a note at the end; without links, of the next one."""
        mark = piece.text.strip(" ()")
        if mark not in self.ended:
            return False
        if self.linked:
            return leads_to_note(piece.link)
        return mark == str(self.called_last + 1) and piece.look.shift > 0

    def _break(self, text: str, number: int) -> str:
        """Break a word that no line can hold, nor any source."""
        if len(text) <= _MOST_WORD or not _LONG.search(text):
            return text
        self.lose(number, f"a word of more than {_MOST_WORD} characters is broken by spaces")
        return _LONG.sub(lambda match: f"{match[0]} ", text)


def _list_lost(piece: Words) -> Iterator[str]:
    if piece.look.underline and not piece.link:
        yield "underlining is left out"
    if piece.look.struck:
        yield "the line through words is left out"
    if piece.look.hidden:
        yield "hidden words are shown"


def _dress(text: str, piece: Words, base: Look) -> Content:
    """Dress words in what their look and link say; spaces at their ends stay outside."""
    look = piece.look
    if look.style in _BRACKETED:
        return tuple((Bracket if kept in BRACKETS else Plain)(kept) for kept in text)
    made: Content = (Plain(text),)
    if not text.strip():
        return made
    named = set(re.split(r"[_ ]", look.style)) if _NAMED_LOOK.fullmatch(look.style) else set()
    return dress(
        made,
        emphasis="Emphasis" in named or (not named and look.italic != base.italic),
        strong="Strong" in named or (not named and look.bold and not base.bold),
        shift=look.shift,
        address=piece.link if piece.link.startswith(_WEB) else "",
    )


def _drop_commas(content: Sequence[Inline]) -> Iterator[Inline]:
    """Leave out the raised commas between calls, which are made."""
    for place, inline in enumerate(content):
        around = content[max(place - 1, 0) : place + 2]
        raised = isinstance(inline, Superscript) and not say((inline,)).strip(" ,")
        if not (raised and sum(isinstance(kept, NoteCall) for kept in around) == 2):
            yield inline


def is_bold(paragraph: Paragraph) -> bool:
    """Whether all of a paragraph's words are bold."""
    words = [kept for kept in paragraph.pieces if isinstance(kept, Words) and kept.text.strip()]
    return bool(words) and all(kept.look.bold for kept in words)


def is_italic(paragraph: Paragraph) -> bool:
    """Whether all of a paragraph's words are in italics."""
    words = [kept for kept in paragraph.pieces if isinstance(kept, Words) and kept.text.strip()]
    return bool(words) and all(kept.look.italic for kept in words)
