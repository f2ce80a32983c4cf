"""From an author's text to an Edition's content: spaces, symbols, calls and references decided."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from masthead.edition.calls import place_calls, split_calls
from masthead.edition.citations import find_citations
from masthead.edition.edition import (
    Bracket,
    Call,
    Content,
    Emphasis,
    Inline,
    LineBreak,
    Reference,
    Strong,
    Subscript,
    Superscript,
    SymbolLink,
    TableCall,
    Words,
    plain_text,
)  # fmt: skip
from masthead.edition.isolates import isolate_runs
from masthead.edition.link import make_link
from masthead.edition.slices import respell
from masthead.kinds import refuse
from masthead.symbol import break_symbol, find_symbols
from masthead.syntax import text as written

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.language.language import Language

NBSP = "\u00a0"


class ContentMaker:
    """Makes content in one language.

    ``call`` and ``refer`` decide what a call and a reference show: the one by the key of its note,
    the other by the id of the unit. ``lead`` decides where a symbol leads: None for nowhere.
    ``speaks`` is the body whose resolutions are named by their numbers alone.
    """

    def __init__(
        self,
        language: Language,
        call: Callable[[str], Call | TableCall | None],
        refer: Callable[[str], Reference | None],
        lead: Callable[[str], str | None],
        speaks: str = "",
    ) -> None:
        self.language = language
        self.call = call
        self.refer = refer
        self.lead = lead
        self.speaks = speaks

    def make(self, content: written.Content) -> Content:
        """Make one paragraph's content.

        What concerns a paragraph as a whole is decided at the end: its non-breaking spaces, on
        which side of a mark its calls stand, its left-to-right runs.
        """
        return self._arrange(self._make(written.open_brackets(content)))

    def say(self, text: str) -> Content:
        """Make content of words that are no one's markup: a line of the masthead."""
        return self._arrange(tuple(self._make_words(text)))

    def _arrange(self, content: Content) -> Content:
        content = respell(content, place_blanks(plain_text(content), self.language))
        content = place_calls(content, self.language)
        return isolate_runs(content) if self.language.direction == "rtl" else content

    def _make(self, content: written.Content) -> Content:
        made: list[Inline] = []
        for inline in content:
            match inline:
                case written.Plain(text):
                    is_bracket = isinstance(inline, written.Bracket)
                    made += [Bracket(text)] if is_bracket else self._make_words(text)
                case written.Emphasis(inner) | written.Strong(inner):
                    words, calls = split_calls(self._make(inner))
                    kind = Emphasis if isinstance(inline, written.Emphasis) else Strong
                    made += [kind(words), *calls] if words else calls
                case written.Superscript(inner) | written.Subscript(inner):
                    raised = isinstance(inline, written.Superscript)
                    made.append((Superscript if raised else Subscript)(self._make(inner)))
                case written.LineBreak():
                    made.append(LineBreak())
                case written.Link(inner, target):
                    made += make_link(target, self._make(inner))
                case written.NoteCall(key):
                    if call := self.call(key):
                        made.append(call)
                case written.CrossReference(identifier):
                    if reference := self.refer(identifier):
                        made.append(_begin_sentence(reference, made))
                case written.Bracketed():
                    made += self._make(inline.opened)
                case _:
                    refuse("masthead/edition/content.py", inline)
        return tuple(made)

    def _make_words(self, text: str) -> list[Inline]:
        """Cut plain text into words, symbols, and numbers of resolutions."""
        made: list[Inline] = []
        end = 0
        for start, stop, symbol in self._find_symbols(text):
            if start < end:
                continue
            target = self.lead(symbol)
            written = text[start:stop]
            cut = break_symbol(written) if written == symbol else (written,)
            pieces = tuple(piece.replace(" ", NBSP) for piece in cut)
            shown = SymbolLink(pieces, target) if target else Words("".join(pieces))
            made += [Words(text[end:start]), shown]
            end = stop
        return [inline for inline in [*made, Words(text[end:])] if inline != Words("")]

    def _find_symbols(self, text: str) -> list[tuple[int, int, str]]:
        """Find where symbols stand, and numbers that say of which symbol a resolution is."""
        found = [(start, stop, text[start:stop]) for start, stop in find_symbols(text)]
        if citing := self.language.resolution.citing:
            found += find_citations(text, citing, self.speaks)
        return sorted(found)


def _begin_sentence(reference: Reference, before: list[Inline]) -> Reference:
    """Begin a reference with a capital where it begins a sentence."""
    end = len(before)
    while end and isinstance(before[end - 1], Bracket):
        end -= 1
    said = plain_text(tuple(before[:end]))
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
    """Make the spaces non-breaking that the language keeps together: "22 July", "para. 12"."""
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
