"""Tongues: every text is in the language under which it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from masthead.check.cited import LETTERS, find_foreign, is_citation
from masthead.check.inspection import Inspection, Pair
from masthead.check.passage import Passage
from masthead.check.pattern import HIDDEN, hide
from masthead.check.rule import Hit, rule
from masthead.check.rules.concordance import MANUAL
from masthead.language.language import list_languages

_CODE = re.compile(r"\b[A-Z][A-Z0-9]*(?:\([A-Z]+\))?(?:[-./][A-Za-z0-9]+)*\b")
"""Capitals and digits: a code, which is of no language."""


@rule(
    "C040",
    "this is not in {name}: {share} of its letters are {script}",
    "put the text under its own language",
    source=MANUAL,
    reads="paper",
)
def write_in_the_script_of_the_language(inspection: Inspection) -> Iterator[Hit]:
    """A text is written in the script of its language.

    Texts that changed places, or were never translated, show in their letters.

    Good: en: The Treaty / zh: 《条约》
    Bad: en: 《条约》 / zh: The Treaty
    """
    for passage in inspection.passages():
        language = inspection.language(passage.code)
        if language is None or _is_in(passage, language.script):
            continue
        if passage.is_citation or passage.subject.is_shared:
            continue
        written = _CODE.sub("", passage.prose)
        if passage.subject.kind == "note" and is_citation(passage.prose):
            written = hide(written, find_foreign(written, passage.code))
        counts = {script: len(kept.findall(written)) for script, kept in LETTERS.items()}
        total = sum(counts.values())
        strongest = max(counts, key=lambda script: counts[script])
        own = counts[language.script]
        # A Han character says as much as several letters.
        limit = 0.1 if language.script == "han" else 0.4
        least = 2 if strongest == "han" else 4
        if strongest == "latin" and _is_list_of_names(written):
            continue
        if total >= least and strongest != language.script and own / total < limit:
            yield passage.hit(0, 0, name=language.code, script=strongest.capitalize(),
                              share=f"{counts[strongest] / total:.0%}")  # fmt: skip


def _is_in(passage: Passage, script: str) -> bool:
    """Whether a text is in a script at first sight: it has no letter of another."""
    return not any(kept.search(passage.text) for other, kept in LETTERS.items() if other != script)


_MANY, _TIMES = 4, 4
"""How many words of another language a text must have, and how many times as many as of its own."""
_FEW = 2
"""How many, where it has none of its own, and its words stand under the other language."""


@rule(
    "C042",
    "this is not in {code!r}: it has {found} small words of {other!r}, and {own} of its own",
    "put the text under its own language",
    source=MANUAL,
    reads="paper",
)
def write_in_the_words_of_the_language(inspection: Inspection) -> Iterator[Hit]:
    """A text is written in the words of its language, where two languages share a script.

    English and French that changed places have the same letters; their small words tell them apart.

    Good: en: The Treaty is in force / fr: Le Traité est en vigueur
    Bad: en: Le Traité est en vigueur / fr: The Treaty is in force
    """
    small = _list_small_words(inspection)
    speaking = {word: code for code, words in small.items() for word in words}
    for passage in inspection.passages(tuple(small)):
        counts = _count(passage, speaking)
        other = max(small, key=lambda code: counts[code])
        own, found = counts[passage.code], counts[other]
        if passage.subject.kind == "state" or other == passage.code:
            continue
        if passage.subject.kind == "note" and (own or is_citation(passage.prose)):
            continue
        if found >= max(_MANY, _TIMES * own) or (
            found >= _FEW and not own and _is_swapped(passage, other, speaking)
        ):
            yield passage.hit(0, 0, code=passage.code, other=other, found=found, own=own)


def _is_swapped(passage: Passage, other: str, speaking: dict[str, str]) -> bool:
    """Whether the text under another language has words of this one, and none of its own."""
    counterpart = passage.subject.passages.get(other)
    counts = _count(counterpart, speaking) if counterpart else None
    return counts is not None and not counts[other] and counts[passage.code] > 0


def _count(passage: Passage, speaking: dict[str, str]) -> Counter[str]:
    """Count the small words of each language in a text; ``speaking``: word to its language."""
    words = _WORDS.findall(passage.words.lower())
    return Counter(speaking[word] for word in words if word in speaking)


_WORDS = re.compile(r"[^\W\d_]+")


def _list_small_words(inspection: Inspection) -> dict[str, frozenset[str]]:
    """List the small words that only one language has, by language, for every one that has some."""
    languages = [inspection.language(code) for code in list_languages(inspection.project)]
    words = {kept.code: frozenset(kept.small_words) for kept in languages if kept}
    words = {code: kept for code, kept in words.items() if kept}
    return {
        code: kept.difference(*(others for other, others in words.items() if other != code))
        for code, kept in words.items()
    }


_NAMES = 0.6
"""The share of words with a capital from which on a text is a list of names."""


def _is_list_of_names(text: str) -> bool:
    """Whether most words of a text in Latin letters are names, which are not translated."""
    words = _WORDS.findall(text)
    return len(words) > _FEW and sum(word[0].isupper() for word in words) >= _NAMES * len(words)


@rule(
    "C041",
    "this is the same as in {other!r}",
    "translate it",
    source=MANUAL,
    reads="pair",
)
def translate_every_unit(pair: Pair) -> Iterator[Hit]:
    """A text of several words is not the same in two languages.

    What was copied to be translated later is easily forgotten.

    Good: en: The Treaty remains in force / fr: Le Traité reste en vigueur
    Bad: en: The Treaty remains in force / fr: The Treaty remains in force
    """
    here, there = (" ".join(kept.prose.split()) for kept in (pair.here, pair.there))
    cited = pair.subject.kind == "note" and (is_citation(here) or HIDDEN in here)
    if here == there and pair.subject.kind != "state" and len(here.split()) >= 3 and not cited:
        yield Hit(pair.here.place(0), 0, {"other": pair.there.code}, pair.subject,
                  pair.there.place(0))  # fmt: skip
