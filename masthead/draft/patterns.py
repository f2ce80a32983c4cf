"""Patterns of a language read backwards: what stands in a line that a paper would make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from masthead.draft.draft import say
from masthead.language.language import Language
from masthead.syntax.text import (
    Bracketed,
    Content,
    Holder,
    Inline,
    LineBreak,
    NoteCall,
    Plain,
)

_MARKUP = re.compile(r"\\\*|\*+|\\_")
_FIELD = re.compile(r"\{(\w+)\}")
_SPACES = re.compile(r"[ \u00a0\u202f]+")


def read_pattern(pattern: str, content: Content, date: str = ".+?") -> dict[str, Content] | None:
    """Read what stands in the fields of a pattern (``(*Signed*) {name}``); None where it differs.

    Emphasis of the pattern's own words does not count, nor which spaces are in it. A field takes as
    little as it can. ``date`` is the expression of what stands in a field of that name.
    """
    match = _compile(pattern, date).fullmatch(say(content))
    if match is None:
        return None
    return {name: slice_content(content, *match.span(name)) for name in match.groupdict()}


@lru_cache(maxsize=500)
def _compile(pattern: str, date: str) -> re.Pattern[str]:
    made, place = "", 0
    plain = _MARKUP.sub(lambda match: " " if match[0] == "\\_" else match[0].strip("*\\"), pattern)
    for field in _FIELD.finditer(plain):
        inside = date if field[1] == "date" else ".+?"
        made += _escape(plain[place : field.start()]) + f"(?P<{field[1]}>{inside})"
        place = field.end()
    return re.compile(rf"\s*{made}{_escape(plain[place:])}\s*", re.S)


def write_date_form(language: Language) -> str:
    """Write the expression of the dates of a language."""
    dates = language.dates
    day = re.escape(dates.day_one).replace(re.escape("{day}"), r"\d{1,2}")
    parts = {
        "day": rf"(?:\d{{1,2}}|{day})", "month": f"(?:{'|'.join(map(re.escape, dates.months))})",
        "year": r"\d{4}",
    }  # fmt: skip
    words = _FIELD.split(dates.date)
    return "".join(
        parts.get(word, ".+?") if number % 2 else _escape(word) for number, word in enumerate(words)
    )


def _escape(words: str) -> str:
    """Escape words; spaces may be of any kind, or missing before a colon, but not inside a word."""
    spaced = re.sub(r"(?<=\w)(?=[ \u00a0\u202f])|(?<=[ \u00a0\u202f])(?=\w)", "\0", words)
    parts = (re.escape(part).replace("\0", r"\b") for part in _SPACES.split(spaced))
    return "[ \\u00a0\\u202f]*".join(parts)


def slice_content(content: Content, start: int, end: int) -> Content:
    """Give the part of a text between two of its characters; calls at its end belong to it."""
    return tuple(_slice(content, start, end, 0))


def _slice(content: Content, start: int, end: int, place: int) -> Iterator[Inline]:
    for inline in content:
        length = len(say((inline,)))
        whole = start <= place and place + length <= end
        if isinstance(inline, Bracketed) and not whole:
            yield from _slice(inline.opened, start, end, place)
        elif isinstance(inline, Plain):
            text = inline.text[max(start - place, 0) : max(end - place, 0)]
            if text:
                yield Plain(text)
        elif isinstance(inline, Holder) and not isinstance(inline, Bracketed):
            inner = tuple(_slice(inline.content, start, end, place))
            if inner:
                yield replace(inline, content=inner)
        elif isinstance(inline, NoteCall | LineBreak):
            if start < place <= end or start == place == 0:
                yield inline
        elif whole:
            yield inline
        place += length
