"""What a line feed inside a unit stands for: nothing in Chinese, a space elsewhere."""

from __future__ import annotations

import re
from functools import cached_property

from masthead.patterns import compile_later

REFERENCE = "\ufffc"
"""Stands for the text of a reference, which nobody knows before the language is known."""

_HAN = compile_later(
    "[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_ALSO_WIDE = frozenset(f"\u2014\u2018\u2019\u201c\u201d\u2026{REFERENCE}")
_LATIN_WORD = re.compile(r"\b[a-z]{2,}\b")
_MARKUP = compile_later(r"[ \n]+|\*+|\[\^[a-z0-9-]*\]|\[(?![\^@])|\\(?=[!-/:-@\[-`{-~])")


class LineFeeds:
    """The line feeds of one text.

    A line feed is nothing between Han characters (their punctuation included), and in a text that
    is Chinese as a whole nothing beside one either, because the gap between 2024 and 年 is made by
    layout. Elsewhere it is a space. Markup between the characters does not count.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw

    @cached_property
    def is_chinese(self) -> bool:
        """Whether the text is Chinese with some Latin in it, and not the other way round."""
        return len(_HAN.findall(self.raw)) > len(_LATIN_WORD.findall(self.raw))

    def join(self, before: str, position: int, end: int) -> tuple[str, int]:
        """Say what the line feed at ``position`` stands for, and where the text goes on.

        ``before`` is the last character of text in front of it.
        """
        following = position
        while following < end and self.raw[following] in " \n":
            following += 1
        if before == " ":
            return "", following
        after = self._find_character(following, end)
        han = _HAN.match(before) or _HAN.match(after)
        wide = all(_HAN.match(beside) or beside in _ALSO_WIDE for beside in (before, after))
        if (wide and (han or self.is_chinese)) or (han and self.is_chinese):
            return "", following
        return " ", following

    def _find_character(self, position: int, end: int) -> str:
        """Find the next character of text, past markup."""
        for _ in range(20):
            match = _MARKUP.match(self.raw, position, end)
            if match is None:
                break
            position = match.end()
        if self.raw.startswith("[@", position, end):
            return REFERENCE
        return self.raw[position : min(position + 1, end)]
