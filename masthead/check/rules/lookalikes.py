"""Look-alikes: characters, letters and digits that readers take for others, and searches do not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from masthead.check.lookalikes import (
    MARKUP,
    LookAlike,
    find_decomposed,
    find_lookalikes,
    find_persian,
)
from masthead.check.passage import Passage
from masthead.check.rule import Hit, rule
from masthead.patterns import compile_later

UNICODE = "the Unicode Standard: compatibility and canonical decompositions"


@rule(
    "S020",
    "{found!r} ({name}) only looks like {like}",
    "{hint}",
    source=UNICODE,
    mends=True,
)
def type_the_character_itself(passage: Passage) -> Iterator[Hit]:
    """No character stands for another one that it only looks like.

    It comes with text that was copied from a page, and a search for the word does not find it.

    Good: 工作组的一些人员十分努力。
    Good: the first five; 5 °C; Boutros-Ghali
    Bad: 工作组的⼀些⼈员⼗分努⼒。
    Bad: the ﬁrst ﬁve
    Bad: Boutros‐Ghali
    """
    return _report(passage, find_lookalikes(passage.text))


@rule(
    "S021",
    "{found!r}, typed as {codes}, only looks like {like}",
    "{hint}",
    source=UNICODE,
    mends=True,
)
def type_letters_with_their_accents(passage: Passage) -> Iterator[Hit]:
    """A letter and its accent are one character.

    Typed or copied as two, they may be set apart, and a search for the word does not find it.

    Good: the Résumé of the Côte d’Ivoire
    Bad: the Re\u0301sume\u0301 of the Co\u0302te d’Ivoire
    """
    return _report(passage, find_decomposed(passage.text))


@rule(
    "S610",
    "{found!r} ({name}) is not of Arabic",
    "{hint}",
    source="the Unicode Standard: letters and digits for Persian and Urdu",
    languages=("ar",),
    mends=True,
)
def type_letters_of_arabic(passage: Passage) -> Iterator[Hit]:
    """Letters and digits are those of Arabic, and not of Persian or Urdu.

    Keyboards of those languages have letters that look the same, and searches tell them apart.

    Good: هيئة الأمم المتحدة
    Bad: هیئة الأمم المتحدة
    Bad: في عام ۲۰۲۴
    """
    for found in find_persian(passage.text):
        words = _WORD.finditer(passage.text)
        word = next((kept[0] for kept in words if kept.start() <= found.start < kept.end()), "")
        # A word with letters that Arabic has not at all is a name in another language.
        yield from _report(
            passage, [found._replace(wanted=None) if _PERSIAN.search(word) else found]
        )


_WORD = re.compile(r"\w+")
_PERSIAN = compile_later("[پچژگ]")


def _report(passage: Passage, found: Iterable[LookAlike]) -> Iterator[Hit]:
    """Report look-alikes with their names, and what to type where that is sure."""
    for start, end, wanted in found:
        first = passage.text[start]
        name = f"U+{ord(first):04X} {unicodedata.name(first, '').lower()}".rstrip()
        codes = " ".join(f"U+{ord(character):04X}" for character in passage.text[start:end])
        replacement = None if wanted is None else MARKUP.sub(r"\\\g<0>", wanted)
        yield passage.hit(
            start, end, replacement, name=name, codes=codes,
            like=repr(wanted) if wanted else "another",
            hint=f"type {wanted or 'what is meant'}: a search for it does not find this",
        )  # fmt: skip
