"""Filling the patterns of languages with texts: titles, lines and labels that are made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from masthead.syntax.inline import parse_text
from masthead.syntax.text import Content, Emphasis, Inline, Origin, Plain, Strong

_FIELD = re.compile(r"\{(\w+)\}")
_NOWHERE = Origin("", 0, 0)


def fill_pattern(pattern: str, texts: Mapping[str, Content]) -> Content:
    """Put texts in the place of a pattern's fields. It may have the markup of a source.

    A field without a text leaves nothing.
    """
    text, _ = parse_text(pattern, _NOWHERE)
    return tuple(_fill(text.content, texts))


def _fill(content: Content, texts: Mapping[str, Content]) -> Iterator[Inline]:
    for inline in content:
        if isinstance(inline, Plain):
            yield from _split(inline.text, texts)
        elif isinstance(inline, Emphasis | Strong):
            yield replace(inline, content=tuple(_fill(inline.content, texts)))
        else:
            yield inline


def _split(words: str, texts: Mapping[str, Content]) -> Iterator[Inline]:
    """Cut words at their fields; what is between them stays."""
    for number, piece in enumerate(_FIELD.split(words)):
        if number % 2:
            yield from texts.get(piece, ())
        elif piece:
            yield Plain(piece)


def say(words: str) -> Content:
    """Make a text of words that are no one's markup."""
    return (Plain(words),)
