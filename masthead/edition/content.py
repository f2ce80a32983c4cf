"""From an author's text to an Edition's content: blanks, symbols, calls and references decided."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from masthead.edition.calls import place_calls, split_calls
from masthead.edition.edition import (
    Call,
    Content,
    Emphasis,
    Inline,
    LeftToRight,
    Reference,
    Strong,
    SymbolLink,
    Words,
    plain_text,
)  # fmt: skip
from masthead.edition.link import make_link
from masthead.symbol import break_symbol, find_symbols, make_address
from masthead.syntax import text as written

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.language.language import Language

NBSP = "\u00a0"
_LATIN = r"[A-Za-z\u00c0-\u024f]"
_LATIN_WORD = rf"(?:{_LATIN}|\d)(?:[A-Za-z0-9\u00c0-\u024f'’&/+.:@-]*[A-Za-z0-9\u00c0-\u024f+])?"
# Right-to-left text isolates a stretch of Latin words, with what stands in parentheses among them,
# and every number. A hyphen between two numbers stays outside: a range runs with the text.
_ASIDE = rf"\({_LATIN_WORD}(?:[ ,]+{_LATIN_WORD})*\)"
_LEFT_TO_RIGHT = re.compile(
    rf"(?=\d*{_LATIN}){_LATIN_WORD}(?:[ ,;\u00a0]{{0,2}}(?:{_LATIN_WORD}|{_ASIDE}))*"
    r"|\d+(?:[.,:/]\d+)*"
)


class ContentMaker:
    """Makes content in one language.

    ``call`` and ``refer`` decide what a call and a reference show: the one by the key of its note,
    the other by the id of the unit.
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
        return place_calls(self._make(content), self.language)

    def _make(self, content: written.Content) -> Content:
        made: list[Inline] = []
        for inline in content:
            match inline:
                case written.Plain(text):
                    made += self.make_words(text)
                case written.Emphasis(inner):
                    words, calls = split_calls(self._make(inner))
                    made += [Emphasis(words), *calls] if words else calls
                case written.Strong(inner):
                    words, calls = split_calls(self._make(inner))
                    made += [Strong(words), *calls] if words else calls
                case written.Link(inner, target):
                    made += make_link(target, self._make(inner), self.language.direction)
                case written.NoteCall(key):
                    if call := self.call(key):
                        made.append(call)
                case written.CrossReference(identifier):
                    if reference := self.refer(identifier):
                        made.append(_begin_sentence(reference, made))
        return tuple(made)

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
        if not text:
            return []
        text = place_blanks(text, self.language)
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


def _begin_sentence(reference: Reference, before: list[Inline]) -> Reference:
    """Begin a reference with a capital where it begins a sentence."""
    said = plain_text(tuple(before))
    if said and not _ends_sentence(said):
        return reference
    return Reference(reference.target, capitalize(reference.text))


def _ends_sentence(said: str) -> bool:
    """Whether a new sentence begins after these words.

    A point after a word of one to three letters is that of a short form: "см.", "cf.", "No.".
    """
    words = said.rstrip(" \u00a0\u202f")
    if words == said:
        return False
    words = words.rstrip('”’»")]')
    if not words.endswith("."):
        return words.endswith(("!", "?", "؟"))
    last = re.search(r"[^\W\d_]*$", words[:-1])
    return last is None or len(last[0]) not in (1, 2, 3)


def capitalize(text: str) -> str:
    """Make the first letter a capital, in scripts that have capitals; the rest stays."""
    return text[:1].upper() + text[1:]


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
