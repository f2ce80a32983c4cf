"""A paragraph of ours gets the words of one that has lost its looks: only its words are edited.

Words, spaces and calls are compared one by one. What is the same stays ours, with its looks, fields
and links; what is new looks as the words beside it do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from msgspec.structs import replace

from masthead.wordfile.model import Call, End, Label, Look, Paragraph, Piece, Tab, Words

_HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_UNSEEN = re.compile(f"[{_HIDDEN}]")
_TOKEN = re.compile(
    rf"\s+|[\u3400-\u9fff]|(?:[^\W\u3400-\u9fff]|[{_HIDDEN}])+|.", re.DOTALL
)  # fmt: skip
_CALL = "\0"
"""How a call is compared: as what no text of a Word file has, since XML cannot."""
Pair = Callable[[Call, Call], None]
"""Notes that two calls, ours and theirs, are the same."""
Take = Callable[[Call], Call]
"""Takes over a note that is new, and gives its call."""


class _Token(NamedTuple):
    """A word, a space or a call: how it is compared, and what it is made of."""

    key: str
    pieces: tuple[Piece, ...]


def say(paragraph: Paragraph) -> str:
    """Say the words of a paragraph: no label, calls as one mark, spaces single."""
    return "".join(token.key for token in _split(paragraph)).strip()


def reword(ours: Paragraph, theirs: Paragraph, pair: Pair, take: Take) -> Paragraph:
    """Give a paragraph of ours the words of theirs."""
    old, new = _split(ours), _strip_label(ours, _split(theirs))
    label = _renumber(ours, theirs)
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new],
                              autojunk=False)  # fmt: skip
    made: list[Piece] = []
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            for one, other in zip(old[start:end], new[first:last], strict=True):
                made += one.pieces
                if one.key == _CALL:
                    pair(_find_call(one), _find_call(other))
            continue
        spaces = [{one.key for one in tokens} for tokens in (old[start:end], new[first:last])]
        at_edge = not start or end == len(old)
        if all(each <= {"", " "} for each in spaces) and (at_edge or spaces[0] == spaces[1]):
            made += [piece for one in old[start:end] for piece in one.pieces]
            continue
        made += [piece for one in old[start:end] for piece in one.pieces if _stays(piece)]
        made += _dress(new[first:last], _find_look(old, new, (start, end), (first, last), ours),
                       take)  # fmt: skip
    return replace(ours, pieces=list(_join(made)), label=label)


def join(one: Paragraph, other: Paragraph, *, space: bool) -> Paragraph:
    """Join two paragraphs of ours, as they are in theirs."""
    between = [Words(" ", one.base)] if space else []
    return replace(one, pieces=[*one.pieces, *between, *other.pieces])


def cut(
    ours: Paragraph, first: Paragraph, second: Paragraph, number: int
) -> tuple[Paragraph, Paragraph]:
    """Cut a paragraph of ours in two, as it is in theirs: after the words of the first half."""
    old, new = _split(ours), _strip_label(ours, _split(first))
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new],
                              autojunk=False)  # fmt: skip
    place = max((block.a + block.size for block in matcher.get_matching_blocks() if block.size),
                default=0)  # fmt: skip
    halves = ([piece for one in tokens for piece in one.pieces]
              for tokens in (old[:place], old[place:]))  # fmt: skip
    one, other = (replace(ours, pieces=list(_join(pieces))) for pieces in halves)
    if _is_labelled(ours, first) and not _is_labelled(ours, second):
        other = replace(other, label=None)
    return one, replace(other, number=number, bookmarks=[], page_before=False)


def dress_new(
    like: Paragraph, beside: Paragraph | None, theirs: Paragraph, number: int, take: Take
) -> Paragraph:
    """Make a new paragraph of theirs, in the form of one of ours, which is ``beside`` in theirs."""
    tokens, label = _strip_label(like, _split(theirs)), None
    if _is_labelled(like, theirs) or beside is None or not _is_labelled(like, beside):
        label = _renumber(like, theirs)
    pieces: list[Piece] = []
    if theirs.label and not theirs.label.bullet and like.label is None:
        pieces = [Words(theirs.label.text, like.base), Tab()]
    pieces += _dress(tokens, Words("", like.base), take)
    return replace(like, number=number, pieces=list(_join(pieces)), label=label, bookmarks=[],
                   section=None, page_before=False, listed=None)  # fmt: skip


# --- tokens -----------------------------------------------------------------------------------


def _split(paragraph: Paragraph) -> list[_Token]:
    """Split a paragraph; what is neither word, space nor call belongs to what is before it."""
    tokens: list[_Token] = []
    text: list[tuple[str, Piece]] = []

    def end_text() -> None:
        said = "".join(each for each, _ in text)
        place = 0
        for match in _TOKEN.finditer(said):
            pieces: dict[int, Piece] = {}
            for (character, piece), at in zip(text[place : match.end()],
                                              range(place, match.end()), strict=True):  # fmt: skip
                _add(pieces, piece, character, at)
            place = match.end()
            key = _UNSEEN.sub("", match[0])
            tokens.append(_Token(" " if key.isspace() else key, tuple(pieces.values())))
        text.clear()

    for piece in paragraph.pieces:
        if isinstance(piece, Words):
            text += [(character, piece) for character in piece.text]
        elif isinstance(piece, Tab) or (isinstance(piece, End) and piece.of == "line"):
            text.append(("\t", piece))
        elif isinstance(piece, Call):
            end_text()
            tokens.append(_Token(_CALL, (piece,)))
        else:
            end_text()
            tokens.append(_Token("", (piece,)))
    end_text()
    return tokens


def _add(pieces: dict[int, Piece], piece: Piece, character: str, at: int) -> None:
    """Add a character to the pieces of a token."""
    last = next(reversed(pieces), None)
    if not isinstance(piece, Words):
        pieces[at] = piece
        return
    before = pieces.get(last) if last is not None else None
    same = isinstance(before, Words) and replace(before, text="") == replace(piece, text="")
    if same and last is not None and isinstance(before, Words):
        pieces[last] = replace(before, text=before.text + character)
    else:
        pieces[at] = replace(piece, text=character)


def _stays(piece: Piece) -> bool:
    """Whether a piece is no words: pictures and ends of pages stay where they are."""
    return not isinstance(piece, Words | Tab | Call) and not (
        isinstance(piece, End) and piece.of == "line"
    )


def _find_call(token: _Token) -> Call:
    return next(piece for piece in token.pieces if isinstance(piece, Call))


# --- labels -----------------------------------------------------------------------------------


def _is_labelled(ours: Paragraph, theirs: Paragraph) -> bool:
    """Whether a paragraph of theirs has a label such as Word counts in ours, typed or not."""
    tokens = _split(theirs)
    return theirs.label is not None or len(_strip_label(ours, tokens)) < len(tokens)


def _renumber(ours: Paragraph, theirs: Paragraph) -> Label | None:
    """Give the label that Word counts in ours, as it is in theirs: others may be gone, or new."""
    if ours.label is None or ours.label.bullet:
        return ours.label
    if theirs.label is not None:
        return replace(ours.label, text=theirs.label.text, number=theirs.label.number)
    tokens = _split(theirs)
    typed = tokens[: len(tokens) - len(_strip_label(ours, tokens))]
    text = "".join(token.key for token in typed).strip()
    return replace(ours.label, text=text) if text else ours.label


def _strip_label(ours: Paragraph, tokens: list[_Token]) -> list[_Token]:
    """Leave out a label that is typed in theirs, where Word counts that of ours."""
    if ours.label is None:
        return tokens
    said = "".join(token.key for token in tokens)
    shape = r"\s*" + re.sub(r"\w+", r"\\w{1,8}", re.escape(ours.label.text)) + r"\s"
    match = re.match(shape if not ours.label.bullet else r"\s*[•·▪\-–—o]\s", said)
    own = "".join(token.key for token in _split(ours))
    if match is None or re.match(shape, own):
        return tokens
    place, left = 0, list(tokens)
    while place < match.end():
        place += len(left.pop(0).key)
    return left


# --- looks ------------------------------------------------------------------------------------


def _dress(tokens: Sequence[_Token], like: Words, take: Take) -> Iterator[Piece]:
    """Give new words the look of ours."""
    for token in tokens:
        for piece in token.pieces:
            if isinstance(piece, Words):
                yield replace(like, text=piece.text)
            elif isinstance(piece, Call):
                yield take(piece)
            elif isinstance(piece, Tab) or (isinstance(piece, End) and piece.of == "line"):
                yield piece


def _find_look(
    old: Sequence[_Token], new: Sequence[_Token], ours: tuple[int, int], theirs: tuple[int, int],
    paragraph: Paragraph,
) -> Words:  # fmt: skip
    """Find the words of ours beside which new ones stand, or for which they do."""
    (start, end), (first, last) = ours, theirs
    replaced = _find_words(old[start:end])
    if replaced is not None:
        return replace(replaced, field=None)
    before, after = _find_words(reversed(old[:start])), _find_words(old[end:])
    beside = [one for one in (before, after) if one is not None]
    if len(beside) == 2 and beside[0].link == beside[1].link != "":
        return replace(beside[0], field=None)
    looks = [
        found.look if found else None
        for found in (_find_words(new[first:last]), _find_words(reversed(new[:first])),
                      _find_words(new[last:]))
    ]  # fmt: skip
    if len(beside) == 2 and not _look_alike(looks[0], looks[1]) and _look_alike(looks[0], looks[2]):
        beside.reverse()
    look = beside[0].look if beside else paragraph.base
    return Words("", look)


def _find_words(tokens: Sequence[_Token] | Iterator[_Token]) -> Words | None:
    for token in tokens:
        for piece in token.pieces:
            if isinstance(piece, Words) and piece.text.strip():
                return piece
    return None


def _look_alike(one: Look | None, other: Look | None) -> bool:
    shown = [(look.bold, look.italic, look.shift) if look else None for look in (one, other)]
    return shown[0] == shown[1]


def _join(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Join words that look alike."""
    waiting: Words | None = None
    for piece in pieces:
        if waiting is not None:
            if isinstance(piece, Words) and replace(waiting, text="") == replace(piece, text=""):
                waiting = replace(waiting, text=waiting.text + piece.text)
                continue
            yield waiting
            waiting = None
        if isinstance(piece, Words):
            waiting = piece
        else:
            yield piece
    if waiting is not None:
        yield waiting
