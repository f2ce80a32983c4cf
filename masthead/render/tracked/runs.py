"""Runs: what a paragraph holds, cut into what comes or goes as a whole.

Words are cut as everywhere in comparing. A field, the call of a note, a picture is never cut.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree
from lxml.etree import _Element
from msgspec import Struct

from masthead.compare.words import clings, split_plain
from masthead.render.docx.finish import OFFICE
from masthead.render.tracked.marking import PICTURE, W

_CHARACTERS = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_ELEMENTS = {character: tag for tag, character in _CHARACTERS.items()}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMES = (f"{W}id", f"{{{OFFICE}}}id")


class Look(Struct, frozen=True):
    """How a piece stands: the properties of its run, and the link around it, as markup."""

    properties: str
    link: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one look, or something that is not cut: then ``name`` says what it is."""

    text: str
    look: Look
    name: str = ""
    elements: tuple[_Element, ...] = field(default=(), compare=False)
    """The runs of what is not cut."""


class Token(Struct, frozen=True):
    """What comes or goes as a whole: pieces side by side."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_space(self) -> bool:
        """Whether there is nothing in it to be read."""
        return not self.pieces[0].name and not self.text.strip()


@dataclass(frozen=True, slots=True)
class Place:
    """A bookmark's beginning or end, before the token of this number."""

    at: int
    element: _Element = field(compare=False)


class Line:
    """A paragraph cut into tokens, and where its bookmarks stand."""

    def __init__(self, paragraph: _Element, name_note: Callable[[str], str]) -> None:
        self.paragraph = paragraph
        self._name_note = name_note

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens in their order."""
        return self._cut[0]

    @property
    def places(self) -> list[Place]:
        """The bookmarks in their order."""
        return self._cut[1]

    @cached_property
    def _cut(self) -> tuple[list[Token], list[Place]]:
        tokens: list[Token] = []
        places: list[Place] = []
        text: list[Piece] = []
        for piece in self._list_pieces(self.paragraph, ""):
            if isinstance(piece, Piece) and not piece.name:
                text.append(piece)
                continue
            tokens += _cut_text(text)
            text = []
            if isinstance(piece, Piece):
                tokens.append(Token((piece,)))
            else:
                places.append(Place(len(tokens), piece))
        tokens += _cut_text(text)
        return tokens, places

    def _list_pieces(self, parent: _Element, link: str) -> Iterator[Piece | _Element]:
        held: list[_Element] = []
        depth = 0
        for child in parent:
            if child.tag == f"{W}r":
                depth += _count(child, "begin") - _count(child, "end")
                if held or depth:
                    held.append(child)
                    if depth <= 0:
                        yield self._make_whole(held, link)
                        held, depth = [], 0
                else:
                    yield from self._list_run(child, link)
            elif child.tag == f"{W}hyperlink":
                if held:  # a field that goes on after this paragraph
                    yield self._make_whole(held, link)
                    held, depth = [], 0
                yield from self._list_pieces(child, write_start(child))
            elif child.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
                yield child
        if held:
            yield self._make_whole(held, link)

    def _list_run(self, run: _Element, link: str) -> Iterator[Piece]:
        properties = run.find(f"{W}rPr")
        look = Look("" if properties is None else write_look(properties), link)
        inside = [child for child in run if child.tag != f"{W}rPr"]
        if not all(_is_text(child) for child in inside):
            yield self._make_whole([run], link)
            return
        for child in inside:
            text = child.text if child.tag == f"{W}t" else _CHARACTERS[str(child.tag)]
            if text:
                yield Piece(text, look)

    def _make_whole(self, runs: Sequence[_Element], link: str) -> Piece:
        """Make a piece of runs that belong together: equal to another that would do the same."""
        kept = [copy.deepcopy(run) for run in runs]
        for run in kept:
            run.tail = None
        named = [copy.deepcopy(run) for run in kept]
        for note in (one for run in named for one in run.iter(f"{W}footnoteReference")):
            note.set(f"{W}id", self._name_note(note.get(f"{W}id", "")))
        for picture in (one for run in named for one in run.iter(PICTURE)):
            picture.set("id", "")  # pictures are counted
        name = "".join(etree.tostring(run, encoding="unicode") for run in named)
        text = "".join(node.text or "" for run in kept for node in run.iter(f"{W}t"))
        return Piece(text, Look("", link), name, tuple(kept))


def _count(run: _Element, kind: str) -> int:
    return sum(
        node.get(f"{W}fldCharType") == kind for node in run.iterchildren(f"{W}fldChar")
    )  # fmt: skip


def _is_text(child: _Element) -> bool:
    return child.tag == f"{W}t" or (child.tag in _CHARACTERS and not child.attrib)


def write_look(properties: _Element) -> str:
    """Write the properties of a run."""
    return etree.tostring(properties, encoding="unicode", with_tail=False)


def write_start(link: _Element) -> str:
    """Write a link without what stands in it."""
    return etree.tostring(copy_start(link), encoding="unicode")


def copy_start(element: _Element) -> _Element:
    """Copy an element without what stands in it."""
    made = etree.Element(element.tag)
    for name, value in element.attrib.items():
        made.set(name, value)
    return made


def _cut_text(pieces: Sequence[Piece]) -> Iterator[Token]:
    """Cut text into tokens, wherever its look changes."""
    if not pieces:
        return
    words = list(split_plain("".join(piece.text for piece in pieces)))
    joined: list[str] = []
    for word in words:
        if joined and not word.isspace() and not joined[-1].isspace() and clings(joined[-1], word):
            joined[-1] += word
        else:
            joined.append(word)
    waiting = iter(pieces)
    piece = next(waiting)
    start = 0
    for word in joined:
        made: list[Piece] = []
        left = len(word)
        while left:
            if start == len(piece.text):
                piece, start = next(waiting), 0
            taken = piece.text[start : start + left]
            made.append(Piece(taken, piece.look))
            start += len(taken)
            left -= len(taken)
        yield Token(tuple(made))


def write_run(text: str, properties: str) -> _Element:
    """Write a run of text."""
    run = etree.Element(f"{W}r")
    if properties:
        run.append(etree.fromstring(properties))
    plain = ""
    for character in text:
        if character not in _ELEMENTS:
            plain += character
            continue
        _add_text(run, plain)
        plain = ""
        etree.SubElement(run, _ELEMENTS[character])
    _add_text(run, plain)
    return run


def _add_text(run: _Element, text: str) -> None:
    if text:
        made = etree.SubElement(run, f"{W}t")
        made.set(_SPACE, "preserve")
        made.text = text
