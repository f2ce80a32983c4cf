"""Reading the figures of a text in its language."""

from __future__ import annotations

from collections.abc import Callable

from masthead.check.figures.chinese import read_chinese
from masthead.check.figures.english import read_english
from masthead.check.figures.figure import Figure
from masthead.check.figures.western import read_western
from masthead.language.language import Language

READERS: dict[str, Callable[[str, Language], list[Figure]]] = {
    "en": read_english,
    "zh": read_chinese,
}
"""The languages that are read in words, too."""


def read_figures(text: str, language: Language) -> list[Figure]:
    """Read the figures of a text, in the order in which they stand. Symbols must be covered."""
    reader = READERS.get(language.code, read_western)
    return sorted(reader(text, language), key=lambda figure: figure.start)
