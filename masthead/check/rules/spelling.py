"""Spelling, by dictionaries of this machine. These rules run with ``check --spell``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.dictionaries import Dictionary, NoDictionaryError, load_dictionary
from masthead.check.inspection import Inspection
from masthead.check.passage import Passage
from masthead.check.rule import Hit, rule
from masthead.patterns import compile_later

_WORD = compile_later(r"[^\W\d_]+(?:[’'\u0640\u064b-\u0652-][^\W\d_]+)*", re.UNICODE)
"""Letters, with apostrophes, hyphens and Arabic vowels between them."""
_BESIDE = re.compile(r"[\w/.@]")
"""What makes of letters beside it something else than a word."""


@rule(
    "S030",
    "{what}",
    "{remedy}",
    source="the dictionaries of Hunspell that are installed",
    reads="spelling",
    mends=False,
)
def spell_as_the_dictionary_does(inspection: Inspection) -> Iterator[Hit]:
    """A word is spelt as the language's dictionary has it.

    A slip of the finger is seen by everybody but its author. Words with capitals are left alone:
    they are names, and so are quotations, titles, citations, symbols and addresses.

    Good: the disarmament of States
    Bad: the disarmanent of States
    """
    for code in inspection.paper.built_versions:
        language = inspection.language(code)
        if language is None:
            continue
        try:
            dictionary = load_dictionary(inspection.project, language)
        except NoDictionaryError as error:
            yield Hit(
                inspection.paper.find_place(f"versions.{code}"), 0,
                {"what": f"{language.name}: there is no dictionary on this machine",
                 "remedy": f"install that of Hunspell, or put {error}.dic and {error}.aff into "
                 "language/dictionaries/"},
            )  # fmt: skip
            continue
        if dictionary is not None:
            for passage in inspection.passages((code,)):
                yield from _find_misspelt(passage, dictionary)


def _find_misspelt(passage: Passage, dictionary: Dictionary) -> Iterator[Hit]:
    text = passage.words
    for match in _WORD.finditer(text):
        word, (start, end) = match[0], match.span()
        beside = text[max(start - 1, 0) : start] + text[end : end + 1]
        if len(word) < 2 or word != word.lower() or _BESIDE.search(beside.rstrip(".")):
            continue
        if dictionary.knows(word) or all(map(dictionary.knows, re.split("[-’']", word))):
            continue
        meant = dictionary.suggest(word)
        remedy = f"perhaps {' or '.join(meant)}; " if meant else ""
        yield passage.hit(
            start, end,
            what=f"{word} is in no dictionary",
            remedy=f"{remedy}if it is right, add it to language/words/{passage.code}.txt",
        )  # fmt: skip
