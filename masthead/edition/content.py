"""From an author's text to an Edition's content: blanks, symbols, calls and references decided."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from masthead import text as written
from masthead.edition.edition import (
    Call, Content, Emphasis, Inline, LeftToRight, Link, Reference, Strong, SymbolLink, Words,
)  # fmt: skip
from masthead.language.language import Language
from masthead.symbol import break_symbol, find_symbols, make_address

NBSP = "\u00a0"
_LEFT_TO_RIGHT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,.:;'’&/+-]*[A-Za-z0-9]|[A-Za-z]")
_CLOSING = re.compile(r"[.,;:!?。，；：！？、»”’)\]]+")


class ContentMaker:
    """Makes content in one language. ``call`` and ``refer`` decide what a call and a reference
    show: the one by the key of its note, the other by the id of the unit.
    """

    def __init__(
        self,
        language: Language,
        call: Callable[[str], Call | None],
        refer: Callable[[str], Reference | None],
    ) -> None:
        self.language = language
        self.call = call
        self.refer = refer

    def make(self, content: written.Content) -> Content:
        """Make one paragraph's content."""
        made: list[Inline] = []
        for inline in content:
            match inline:
                case written.Plain(text):
                    made += self.make_words(text)
                case written.Emphasis(inner):
                    made.append(Emphasis(self.make(inner)))
                case written.Strong(inner):
                    made.append(Strong(self.make(inner)))
                case written.Link(inner, target):
                    made.append(Link(target, self.make(inner)))
                case written.NoteCall(key):
                    if call := self.call(key):
                        made.append(call)
                case written.CrossReference(identifier):
                    if reference := self.refer(identifier):
                        made.append(reference)
        return place_calls(tuple(made), self.language)

    def make_words(self, text: str) -> list[Inline]:
        """Cut plain text into words, symbols and left-to-right runs, and place its blanks."""
        made: list[Inline] = []
        end = 0
        for start, stop in find_symbols(text):
            made += self._make_runs(text[end:start])
            symbol = text[start:stop]
            pieces = tuple(piece.replace(" ", NBSP) for piece in break_symbol(symbol))
            made.append(SymbolLink(pieces, make_address(symbol, self.language.code)))
            end = stop
        return made + self._make_runs(text[end:])

    def _make_runs(self, text: str) -> list[Inline]:
        text = place_blanks(text, self.language)
        if not text:
            return []
        if self.language.direction == "ltr":
            return [Words(text)]
        made: list[Inline] = []
        end = 0
        for match in _LEFT_TO_RIGHT.finditer(text):
            if match.start() > end:
                made.append(Words(text[end : match.start()]))
            made.append(LeftToRight(match[0]))
            end = match.end()
        return [*made, Words(text[end:])] if end < len(text) else made


def place_blanks(text: str, language: Language) -> str:
    """Make the blanks non-breaking that the language keeps together: "22 July", "para. 12"."""
    for pattern in _compile_blanks(language.blanks):
        text = pattern.sub(_harden, text)
    return text


def _harden(match: re.Match[str]) -> str:
    start, end = match.span("blank")
    begin = match.start()
    return match[0][: start - begin] + NBSP + match[0][end - begin :]


@lru_cache(maxsize=32)
def _compile_blanks(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, patterns))


def place_calls(content: Content, language: Language) -> Content:
    """Put each call on the side of a closing mark where the language has it.

    English and Chinese call after the punctuation, French, Spanish and Russian before it
    (Editorial Manual, footnotes).
    """
    made = list(content)
    for position, inline in enumerate(made):
        if not isinstance(inline, Call):
            continue
        if language.calls == "after" and position + 1 < len(made):
            following = made[position + 1]
            if isinstance(following, Words) and (match := _CLOSING.match(following.text)):
                made[position : position + 2] = [
                    Words(match[0]), inline, Words(following.text[match.end() :])
                ]  # fmt: skip
        elif language.calls == "before" and position:
            before = made[position - 1]
            if isinstance(before, Words) and (match := re.search(r"[.,;:!?]+$", before.text)):
                made[position - 1 : position + 1] = [
                    Words(before.text[: match.start()]), inline, Words(match[0])
                ]  # fmt: skip
    return _join_words(made)


def _join_words(content: list[Inline]) -> Content:
    joined: list[Inline] = []
    for inline in content:
        last = joined[-1] if joined else None
        if isinstance(inline, Words) and isinstance(last, Words):
            joined[-1] = Words(last.text + inline.text)
        elif inline != Words(""):
            joined.append(inline)
    return tuple(joined)
