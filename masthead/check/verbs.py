"""The words with which paragraphs of resolutions begin (``language/verbs.yaml``)."""

import re

from masthead.data import Data, Listing, load_data
from masthead.project import Project

_JOINED = ("zh", "ar")
"""Languages in which words are looked for as parts of others."""


class OpeningWords(Data):
    """The words of one language; the opening words of a paragraph hold one of them."""

    preamble: tuple[str, ...]
    operative: tuple[str, ...]


class _Verbs(Listing[dict[str, OpeningWords]]):
    """The file."""


def knows_opening(project: Project, code: str, kind: str, words: str) -> bool:
    """Whether a paragraph of a kind, preamble or operative, may begin with some words.

    Of a language that the file does not have, it may begin with any. Raises PaperError when the
    file is wrong.
    """
    known = load_data(project, "language", "verbs.yaml", _Verbs).root.get(code)
    if known is None:
        return True
    said = _simplify(words)
    return any(_stands_in(_simplify(word), said, code) for word in getattr(known, kind))


def _stands_in(word: str, said: str, code: str) -> bool:
    if code in _JOINED:
        return word in said
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) is not None


def _simplify(words: str) -> str:
    """Take away capitals and the vowel signs of Arabic."""
    return "".join(char for char in words.lower() if not "\u064b" <= char <= "\u0652")
