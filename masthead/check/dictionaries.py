"""Dictionaries: which words a language has, from files in the form of Hunspell.

They are looked for in ``language/dictionaries/`` of the project, in the folders that
``MASTHEAD_DICTIONARIES`` names, and where systems keep those of their packages. None is shipped.
"""

from __future__ import annotations

import contextlib
import math
import os
import re
import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from masthead.check.terms import load_terms
from masthead.diagnostic import ToolError
from masthead.files import write_file
from masthead.project import Project, Room

if TYPE_CHECKING:
    from masthead.language.language import Language

_SYSTEM = (
    Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"), Path("/usr/share/myspell"),
    Path("/opt/homebrew/share/hunspell"), Path("/Library/Spelling"),
)  # fmt: skip
_OWN: Room = "language"
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 3
"""How many words are suggested."""
_LONGEST = 50
"""Letters beyond which nothing is suggested: looking grows with the square of a word."""
_MOST_VARIANTS = 500
"""Words with other letters in place of those that look like them, of which each is looked up."""


class NoDictionaryError(ToolError):
    """There is no dictionary of a language on this machine."""


class Dictionary(Struct, eq=False):
    """The words of a language: those of its dictionary, of the project's list, of the glossary."""

    speller: Any
    own: frozenset[str]
    _known: dict[str, bool] = field(default_factory=dict)
    _meant: dict[str, list[str]] = field(default_factory=dict)

    def knows(self, word: str) -> bool:
        """Whether a word is spelt as it should be."""
        if word not in self._known:
            plain = word.replace("’", "'")
            self._known[word] = (
                word in self.own
                or word.lower() in self.own
                or self.speller.lookup(plain)
                or (plain != word and self.speller.lookup(word))
            )
        return self._known[word]

    def suggest(self, word: str) -> list[str]:
        """Suggest words that may have been meant, the likeliest first."""
        if len(word) > _LONGEST:
            return []
        if word not in self._meant:
            plain = word.replace("’", "'")
            with _leave_out_alike(self.speller.aff, plain):
                self._meant[word] = list(islice(self.speller.suggest(plain), _MOST))
        return self._meant[word]

    def learn(self, word: str) -> None:
        """Know a word from now on."""
        self._known[word] = True


def learn_word(project: Project, language: Language, word: str) -> None:
    """Put a word into the project's own list of a language. Raises ToolError where it cannot."""
    path = project.root / _OWN / "words" / f"{language.code}.txt"
    try:
        written = path.read_text(encoding="utf-8") if path.exists() else ""
        gap = "" if not written or written.endswith("\n") else "\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, f"{written}{gap}{word}\n".encode())
    except (OSError, UnicodeDecodeError) as error:
        raise ToolError(f"{project.name(path)} cannot be written: {error}") from None
    if (dictionary := load_dictionary(project, language)) is not None:
        dictionary.learn(word)


@contextlib.contextmanager
def _leave_out_alike(rules: Any, word: str) -> Iterator[None]:
    """Leave a dictionary's table of letters that look alike out for words with many of them.

    The library tries every word that can be made with it: of “committee”, in French, millions.
    """
    table = rules.MAP
    variants = math.prod(
        len(alike) ** sum(word.count(letters) for letters in alike) for alike in table
    )
    if variants > _MOST_VARIANTS:
        rules.MAP = []
    try:
        yield
    finally:
        rules.MAP = table


def load_dictionary(project: Project, language: Language) -> Dictionary | None:
    """Load the dictionary of a language; None for one that is not written in words.

    Raises NoDictionaryError where there is none on this machine, ToolError without the library, or
    for files that are none.
    """
    if not language.dictionaries:
        return None
    return project.remember(("dictionary", language.code), lambda: _load(project, language))


def _load(project: Project, language: Language) -> Dictionary:
    try:
        from spylls.hunspell import Dictionary as Speller
    except ModuleNotFoundError:
        raise ToolError('check --spell needs spylls: pip install "masthead[spelling]"') from None
    base = _find(project, language)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # the library leaves its files open
            speller = Speller.from_files(str(base))
    except Exception as error:  # noqa: BLE001  # files of any kind, read by a library
        reason = f"{type(error).__name__}: {error}"[:120]
        raise ToolError(f"{base}.dic cannot be read: {reason}") from None
    return Dictionary(speller, frozenset(_list_own(project, language.code)))


def _find(project: Project, language: Language) -> Path:
    """Find the files of a dictionary, by their name without ending."""
    named = os.environ.get("MASTHEAD_DICTIONARIES", "")
    folders = [
        *(folder / "dictionaries" for folder in project.folders(_OWN)),
        *(Path(folder) for folder in named.split(os.pathsep) if folder),
        *_SYSTEM,
    ]
    for folder in folders:
        for name in language.dictionaries:
            if all((folder / f"{name}{end}").is_file() for end in (".dic", ".aff")):
                return folder / name
    raise NoDictionaryError(language.dictionaries[0])


def _list_own(project: Project, code: str) -> set[str]:
    """List the words of ``language/words/``, ours and the project's, and of the glossary."""
    words: set[str] = set()
    for folder in project.folders(_OWN):
        path = folder / "words" / f"{code}.txt"
        try:
            lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        except UnicodeDecodeError:
            raise ToolError(f"{project.name(path)} is not UTF-8") from None
        words.update(line.partition("#")[0].strip() for line in lines)
    for form, _, _ in load_terms(project).list_forms(code):
        words.update(_WORD.findall(form))
    return words
