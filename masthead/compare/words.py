"""Words: what of a text is inserted or deleted as a whole, and what was.

A token is a word, a number, a symbol, a space, a mark, a note's call, a reference; a Chinese
character by itself. Raised and lowered characters stay with what they stand at. Inside emphasis and
links words are told one by one, and each carries its marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from masthead.symbol import find_symbols
from masthead.syntax.text import (
    Bracket,
    Content,
    CrossReference,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    Plain,
    Shifted,
    Strong,
    Text,
    open_brackets,
    strip_places,
    walk_content,
)

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NUMBER = r"\d+(?:[.,:/’'\u00a0\u202f]\d+)*(?:[\u00a0\u202f]?[%‰])?"
_LETTER = rf"[^\W\d_{_HAN}]"
_WORD = rf"{_LETTER}\w*(?:[-'’\u00ad\u2011]{_LETTER}+)*"
_TOKEN = re.compile(rf"{_NUMBER}(?:{_LETTER}+)?|[{_HAN}]|{_WORD}|\s+|.", re.DOTALL)
_JOINED = frozenset({"Mn", "Mc", "Me", "Cf", "Sk"})
"""Categories of characters that belong to the one before them."""
_JOINER = "\u200d"

Name = Callable[[str], str]
"""Says what a reference says, by the id of its unit."""


@dataclass(frozen=True, slots=True)
class Token:
    """What is inserted or deleted as a whole; tokens are equal when they are written alike."""

    content: Content
    """What it is, with the marks around it; nothing between paragraphs."""
    text: str = field(compare=False)
    """What it says to people."""

    @property
    def is_space(self) -> bool:
        """Whether there is nothing in it to be read."""
        return not self.text.strip()


class Piece(Struct, frozen=True):
    """Tokens side by side that are kept, deleted or inserted together."""

    change: Literal["kept", "deleted", "inserted"]
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """What it says to people."""
        return "".join(token.text for token in self.tokens)


def split_text(
    text: Text, calls: Mapping[str, str] | None = None, name: Name = str
) -> list[Token]:  # fmt: skip
    """Split a text into tokens; ``calls`` are other keys for the notes that it calls."""
    tokens: list[Token] = []
    for content in text.paragraphs:
        if tokens:
            tokens.append(Token((), "\n\n"))
        tokens += _join(_split(strip_places(open_brackets(content)), calls or {}, name))
    return tokens


class Spaced(Protocol):
    """What can be compared: it is equal to what says the same, and knows whether it is a space."""

    @property
    def is_space(self) -> bool:
        """Whether there is nothing in it to be read."""
        ...


Compared = TypeVar("Compared", bound=Spaced)


class Run(NamedTuple, Generic[Compared]):
    """Tokens side by side: kept, as each version has them, or deleted and inserted."""

    kept: bool
    old: Sequence[Compared]
    new: Sequence[Compared]


def compare_tokens(old: Sequence[Compared], new: Sequence[Compared]) -> Iterator[Run[Compared]]:
    """Compare tokens in the order of reading. A space between two changes goes with them."""
    shortest = min(len(old), len(new))
    start = 0
    while start < shortest and old[start] == new[start]:
        start += 1
    end = 0
    while end < shortest - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if start:
        yield Run(True, old[:start], new[:start])
    middle = old[start : len(old) - end], new[start : len(new) - end]
    ours, theirs = _hide_spaces(*middle)
    opcodes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    deleted: list[Compared] = []
    inserted: list[Compared] = []
    for at, (kind, first, last, begin, stop) in enumerate(opcodes):
        gone, come = middle[0][first:last], middle[1][begin:stop]
        inside = 0 < at < len(opcodes) - 1
        if kind == "equal" and not (inside and all(token.is_space for token in come)):
            if deleted or inserted:
                yield Run(False, deleted, inserted)
            yield Run(True, gone, come)
            deleted, inserted = [], []
        else:
            deleted += gone
            inserted += come
    if deleted or inserted:
        yield Run(False, deleted, inserted)
    if end:
        yield Run(True, old[len(old) - end :], new[len(new) - end :])


def _hide_spaces(
    old: Sequence[Compared], new: Sequence[Compared]
) -> Iterator[list[Compared | object]]:
    """Have no space between two words that the other version has not stand for a space of it.

    It would go with them all the same; but where every word is another one, each of the spaces is
    compared with all others, and that again for each that was found.
    """
    shared = set(old) & set(new)
    for tokens in (old, new):
        known = [not token.is_space and token in shared for token in tokens]
        beside = zip([False, *known], [*known[1:], False], strict=False)
        yield [
            object() if token.is_space and not (before or after) else token
            for token, (before, after) in zip(tokens, beside, strict=False)
        ]


def compare_words(old: Sequence[Token], new: Sequence[Token]) -> list[Piece]:
    """Compare tokens: the kept, deleted and inserted ones in the order of reading.

    The kept and deleted pieces together are ``old``, the kept and inserted ones ``new``.
    """
    pieces: list[Piece] = []
    for run in compare_tokens(old, new):
        if run.kept:
            _add(pieces, "kept", run.new)
        else:
            _add(pieces, "deleted", run.old)
            _add(pieces, "inserted", run.new)
    return pieces


def _add(
    pieces: list[Piece], change: Literal["kept", "deleted", "inserted"], tokens: Sequence[Token]
) -> None:
    if tokens:
        before = pieces.pop().tokens if pieces and pieces[-1].change == change else ()
        pieces.append(Piece(change, (*before, *tokens)))


def _split(content: Content, calls: Mapping[str, str], name: Name) -> Iterator[Token]:
    for inline in content:
        match inline:
            case Bracket():
                yield Token((inline,), inline.text)
            case Plain():
                yield from (Token((Plain(text),), text) for text in split_plain(inline.text))
            case Emphasis() | Strong() | Link():
                for token in _split(inline.content, calls, name):
                    yield Token((replace(inline, content=token.content),), token.text)
            case NoteCall():
                key = calls.get(inline.key, inline.key)
                yield Token((NoteCall(key),), f"[^{inline.key}]")
            case CrossReference():
                yield Token((inline,), name(inline.id))
            case LineBreak():
                yield Token((inline,), "\n")
            case _:
                yield Token((inline,), "".join(map(_say_raised, walk_content((inline,)))))


def _say_raised(inline: Inline) -> str:
    return inline.text if isinstance(inline, Plain) else ""


def split_plain(text: str) -> Iterator[str]:
    """Split plain text into words, numbers, symbols, spaces and marks."""
    place = 0
    for start, end in (*find_symbols(text), (len(text), len(text))):
        yield from _TOKEN.findall(text[place:start])
        if start < end:
            yield text[start:end]
        place = end


def _join(tokens: Iterator[Token]) -> Iterator[Token]:
    """Join what must not be parted: raised characters and joined ones to what they stand at."""
    held: Token | None = None
    for token in tokens:
        if held is not None and _belongs(held, token):
            held = Token((*held.content, *token.content), held.text + token.text)
            continue
        if held is not None:
            yield held
        held = token
    if held is not None:
        yield held


def clings(before: str, text: str) -> bool:
    """Say whether a text begins with what belongs to the text before it: an accent, a joiner."""
    return before[-1] == _JOINER or _is_joined(text[0])


@cache
def _is_joined(character: str) -> bool:
    return unicodedata.category(character) in _JOINED


def _belongs(before: Token, token: Token) -> bool:
    last, first = before.text[-1], token.text[0]
    if last.isspace() or first.isspace():
        return False
    if clings(last, first):
        return True
    if not (last.isalnum() and first.isalnum()):
        return False
    around = (before.content[-1:], token.content[:1])
    return any(isinstance(inline, Shifted) for kept in around for inline in walk_content(kept))


def split_words(text: str) -> list[str]:
    """Split plain text into its words, without spaces and marks."""
    return [word for word in split_plain(text) if word[0].isalnum()]


def join_words(texts: Sequence[Sequence[Token]]) -> list[Token]:
    """Join the tokens of units that are one after the other, as paragraphs of a text are."""
    joined: list[Token] = []
    for tokens in texts:
        if joined and tokens:
            joined.append(Token((), "\n\n"))
        joined += tokens
    return joined
