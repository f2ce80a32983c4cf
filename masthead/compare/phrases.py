"""Phrases: the words of a text to be corrected, and those to be read instead.

A phrase has as many words around a change as tell where it is: those to be corrected stand once in
the old text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from masthead.compare.words import Piece, Token
from masthead.syntax.text import NoteCall, walk_content

NEAR = 2
"""Changes with no more words between them are corrected together."""
_REWRITTEN = 0.4
"""Of a text that keeps less than this share of its words, the whole is given."""
_FEW_HAN = 4
"""Chinese characters by which a place is found: fewer are parts of words."""


class Phrase(NamedTuple):
    """What is corrected, and what is to be read; one of them may be empty."""

    old: list[Token]
    new: list[Token]


class _Step(NamedTuple):
    """A token, and in which of the versions it stands."""

    token: Token
    is_old: bool
    is_new: bool


def needs_whole(pieces: Sequence[Piece]) -> bool:
    """Whether phrases would not do: all is new or gone, paragraphs or notes came or went."""
    changed = [token for piece in pieces if piece.change != "kept" for token in piece.tokens]
    if any(not token.content or _is_call(token) for token in changed):
        return True
    kept = sum(not token.is_space for piece in pieces if piece.change == "kept"
               for token in piece.tokens)  # fmt: skip
    most = max(
        sum(not token.is_space for piece in pieces if piece.change != other
            for token in piece.tokens)
        for other in ("inserted", "deleted")
    )  # fmt: skip
    return kept < _REWRITTEN * most


def find_phrases(
    pieces: Sequence[Piece], *, single: bool = False, read: bool = False
) -> list[Phrase]:
    """Find the phrases of a text, or the one that holds all changes.

    ``read``: whether each says what is to be read, and none what is deleted alone.
    """
    steps = _list_steps(pieces)
    spans = _find_spans(steps)
    if single:
        spans = [(spans[0][0], spans[-1][1])]
    widened = []
    for number, span in enumerate(spans):
        first = spans[number - 1][1] if number else 0
        last = spans[number + 1][0] if number + 1 < len(spans) else len(steps)
        found = _widen(steps, span, (first, last), read=read)
        if found is None:
            return find_phrases(pieces, single=True, read=read)
        widened.append(found)
    if any(one[1] > other[0] for one, other in pairwise(widened)):
        return find_phrases(pieces, single=True, read=read)
    return [_cut(steps[start:end]) for start, end in widened]


def take_whole(pieces: Sequence[Piece]) -> Phrase:
    """Take the whole of both texts as a phrase, with the calls of the new one."""
    return _cut(_list_steps(pieces), calls=True)


def _list_steps(pieces: Sequence[Piece]) -> list[_Step]:
    return [
        _Step(token, piece.change != "inserted", piece.change != "deleted")
        for piece in pieces
        for token in piece.tokens
    ]


def _is_call(token: Token) -> bool:
    return any(isinstance(inline, NoteCall) for inline in walk_content(token.content))


def _find_spans(steps: Sequence[_Step]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for at, step in enumerate(steps):
        if step.is_old and step.is_new:
            continue
        if spans:
            start, end = spans[-1]
            between = sum(not one.token.is_space for one in steps[end:at])
            if between <= NEAR:
                spans[-1] = (start, at + 1)
                continue
        spans.append((at, at + 1))
    return spans


def _widen(
    steps: Sequence[_Step], span: tuple[int, int], bounds: tuple[int, int], *, read: bool
) -> tuple[int, int] | None:
    """Take words from both sides until the place is told; None where there are not enough."""
    said = [step.token.text for step in steps if step.is_old]
    start, end = span
    to_left = True
    while not _tells(steps[start:end], said, read=read):
        left, right = start > bounds[0], end < bounds[1]
        if not left and not right:
            alone = bounds == (0, len(steps))
            return (start, end) if alone else None
        if left and (to_left or not right):
            start -= 1
        else:
            end += 1
        if not steps[start if to_left else end - 1].token.is_space:
            to_left = not to_left
    return start, end


def _tells(steps: Sequence[_Step], said: Sequence[str], *, read: bool) -> bool:
    phrase = _cut(steps)
    old = [token.text for token in phrase.old]
    text = "".join(old)
    if not old or (read and not phrase.new):
        return False
    if len(text) < _FEW_HAN and all(unicodedata.name(one, "").startswith("CJK") for one in text):
        return False
    found = sum(list(said[at : at + len(old)]) == old for at in range(len(said) - len(old) + 1))
    return found == 1


def _cut(steps: Sequence[_Step], *, calls: bool = False) -> Phrase:
    """Cut spaces from the ends of both sides, and calls of notes, but those of the new text."""
    old = [step.token for step in steps if step.is_old and not _is_call(step.token)]
    new = [step.token for step in steps if step.is_new]
    if not calls or all(map(_is_call, new)):
        new = [token for token in new if not _is_call(token)]
    return Phrase(_strip(old), _strip(new))


def _strip(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[0].is_space:
        del tokens[0]
    while tokens and tokens[-1].is_space:
        del tokens[-1]
    return tokens
