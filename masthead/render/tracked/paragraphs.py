"""Paragraphs: two versions of one become a paragraph with its changes marked."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from masthead.compare.words import compare_tokens
from masthead.render.tracked.marking import Marker, State, W, delete_words
from masthead.render.tracked.runs import Line, Look, Piece, Token, copy_start, write_run

_END = Token((Piece("", Look("", ""), "the end of a paragraph"),))


class _Item(NamedTuple):
    """A piece of the merged text, or a bookmark's beginning or end."""

    state: State
    piece: Piece | None
    place: _Element | None = None


def merge_lines(
    old: Sequence[Line], new: Sequence[Line], marker: Marker
) -> Iterator[_Element]:  # fmt: skip
    """Merge a paragraph with itself, or with those into which it was divided, or joined.

    Either side has one line. What is left of the last one is as in the new version, but for its
    words; the others are as they were there where they stood by themselves.
    """
    parts: list[list[_Item]] = [[]]
    for item in _list_items(old, new):
        if item.piece is _END.pieces[0]:
            parts.append([])
        else:
            parts[-1].append(item)
    state: State = "ins" if len(new) > 1 else "del"
    frames = [line.paragraph for line in (new if len(new) > 1 else (*old[:-1], new[-1]))]
    for number, (items, frame) in enumerate(zip(parts, frames, strict=True)):
        made = copy_start(frame)
        properties = frame.find(f"{W}pPr")
        if properties is not None:
            made.append(copy.deepcopy(properties))
        _write_items(made, items, marker)
        if number < len(parts) - 1:
            marker.mark_end(made, state)
        yield made


def _list_items(old: Sequence[Line], new: Sequence[Line]) -> Iterator[_Item]:
    """List pieces and bookmarks in the order of reading; what is gone stands first."""
    before, after = _Reader(old), _Reader(new)
    for run in compare_tokens(before.tokens, after.tokens):
        if run.kept:
            for _, token in zip(run.old, run.new, strict=True):
                yield from before.pass_places()
                yield from after.pass_places()
                yield from (_Item("kept", piece) for piece in token.pieces)
                before.at += 1
                after.at += 1
            continue
        for token in run.old:
            yield from before.pass_places()
            yield from (_Item("del", piece) for piece in token.pieces)
            before.at += 1
        for token in run.new:
            yield from after.pass_places()
            yield from (_Item("ins", piece) for piece in token.pieces)
            after.at += 1
    yield from before.pass_places()
    yield from after.pass_places()


class _Reader:
    """Reads one version: its tokens, and the bookmarks that were passed."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.tokens: list[Token] = []
        self._places: list[tuple[int, _Element]] = []
        self.at = 0
        for number, line in enumerate(lines):
            if number:
                self.tokens.append(_END)
            start = len(self.tokens)
            self._places += ((start + place.at, place.element) for place in line.places)
            self.tokens += line.tokens

    def pass_places(self) -> Iterator[_Item]:
        """Give the bookmarks up to here."""
        while self._places and self._places[0][0] <= self.at:
            yield _Item("kept", None, self._places.pop(0)[1])


def _write_items(paragraph: _Element, items: Sequence[_Item], marker: Marker) -> None:
    """Write runs, those side by side with one look as one, in the links in which they stand."""
    for link, linked in groupby(items, lambda item: item.piece and item.piece.look.link):
        if link is None:
            for item in linked:
                if item.place is not None:
                    made = copy.deepcopy(item.place)
                    made.tail = None
                    paragraph.append(made)
            continue
        holder = paragraph
        if link:
            holder = etree.fromstring(link)
            paragraph.append(holder)
        for state, grouped in groupby(linked, lambda item: item.state):
            pieces = [item.piece for item in grouped if item.piece is not None]
            inside = holder
            if state != "kept":
                inside = marker.make(state)
                holder.append(inside)
            for run in _write_pieces(pieces):
                if state == "del":
                    delete_words(run)
                inside.append(run)


def _write_pieces(pieces: Sequence[Piece]) -> Iterator[_Element]:
    for (whole, look), grouped in groupby(
        pieces, lambda piece: (bool(piece.name), piece.look.properties)
    ):
        if whole:
            for piece in grouped:
                yield from (copy.deepcopy(run) for run in piece.elements)
        else:
            yield write_run("".join(piece.text for piece in grouped), look)
