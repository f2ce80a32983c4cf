"""Regular expressions that cost nothing until a text holds what they look for.

Compiling is what costs: most rules find nothing in most papers, so their expressions are compiled
only when a text holds one of the strings without which they cannot match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

HIDDEN = "\ue000"
"""What is put over characters at which nothing more is to be found."""


def hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Cover stretches of a text, so that all offsets stay what they are."""
    parts: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if end > position:
            begin = max(start, position)
            parts += (text[position:begin], HIDDEN * (end - begin))
            position = end
    return "".join((*parts, text[position:])) if parts else text


def list_words(text: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(text.split())


class Pattern:
    """A regular expression, and the strings of which a text must hold one for it to match."""

    def __init__(self, expression: str, *needs: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.expression = expression
        self.needs = needs
        self.flags = flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        if self._compiled is None:
            self._compiled = re.compile(self.expression, self.flags)
        return self._compiled

    def find(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Go through the matches in ``text``."""
        for need in self.needs:
            if need in text:
                break
        else:
            if self.needs:
                return iter(())
        return self.compiled.finditer(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Match at ``start``."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match the whole of a text."""
        return self.compiled.fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Find the first match."""
        return next(self.find(text), None)

    def count(self, text: str) -> int:
        """Count the matches."""
        return sum(1 for _ in self.find(text))
