"""Adopting: what an imported file says in plain words, and the paper by references and links.

A file that was built of a paper has the words of its references, and the addresses of the symbols
in it as links. Neither is a change.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from masthead.compare.words import Token, split_plain
from masthead.syntax.text import Content, CrossReference, Emphasis, Inline, Link, Plain, Strong

_Key = tuple[str | Content, tuple[type[Inline], ...]]
"""What a token says, or what it is, and the marks around it."""


def adopt_tokens(came: Sequence[Token], known: Sequence[Token]) -> list[Token]:
    """Give tokens of an imported file as those of the paper that say the same there."""
    if all(one == other for one, other in zip(came, known, strict=False)):
        return list(came)
    spread: list[tuple[_Key, int]] = [
        (key, place) for place, token in enumerate(known) for key in _spread(token)
    ]
    ours = [_key(token) for token in came]
    matcher = SequenceMatcher(None, ours, [key for key, _ in spread], autojunk=False)
    adopted: dict[int, Token] = {}
    whole: dict[int, list[int]] = {}
    for start, first, length in matcher.get_matching_blocks():
        for step in range(length):
            whole.setdefault(spread[first + step][1], []).append(start + step)
    gone: set[int] = set()
    for place, places in whole.items():
        side_by_side = places == list(range(places[0], places[0] + len(places)))
        if side_by_side and len(places) == len(_spread(known[place])):
            adopted[places[0]] = known[place]
            gone.update(places[1:])
    return [adopted.get(at, token) for at, token in enumerate(came) if at not in gone]


def _spread(token: Token) -> list[_Key]:
    """Say what a token is in a file without references: several words."""
    inline, marks = _unwrap(token.content)
    if isinstance(inline, CrossReference):
        return [(_say(text), marks) for text in split_plain(token.text)]
    return [_key(token)]


def _key(token: Token) -> _Key:
    inline, marks = _unwrap(token.content)
    if inline is None or isinstance(inline, Plain | CrossReference):
        return _say(token.text), marks
    return token.content, ()


def _unwrap(content: Content) -> tuple[Inline | None, tuple[type[Inline], ...]]:
    """Give the one piece in a token, and the kinds of marks around it, without links."""
    marks: list[type[Inline]] = []
    while len(content) == 1 and isinstance(inline := content[0], Emphasis | Strong | Link):
        if not isinstance(inline, Link):
            marks.append(type(inline))
        content = inline.content
    return (content[0] if len(content) == 1 else None), tuple(marks)


def _say(text: str) -> str:
    return text.replace("\u00a0", " ")
