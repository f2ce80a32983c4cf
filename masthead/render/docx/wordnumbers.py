"""Word's own number formats: what Word prints where it numbers by itself.

Only what Word is known to print stands here; where it is not known, there is no answer, and the
label is typed instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from masthead.language.language import Language
from masthead.language.numerals import write_han, write_lower, write_number, write_roman

ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
"""Arabic letters in the order of their numbers. The fifth has several shapes when it stands alone,
and which of them Word prints depends on the font: it counts as not known."""

PRINTED: Mapping[str, Callable[[int], str | None]] = {
    "decimal": str,
    "lowerLetter": write_lower,
    "upperLetter": lambda number: write_lower(number).upper(),
    "lowerRoman": write_roman,
    "upperRoman": lambda number: write_roman(number).upper(),
    # Beyond 99 Word's versions differ in where they put a zero.
    "chineseCountingThousand": lambda number: write_han(number) if number < 100 else None,
    "arabicAbjad": lambda number: (
        ABJAD[number - 1] if number <= len(ABJAD) and number != 5 else None
    ),
}
"""What each format prints for a number (ECMA-376 part 1, 17.18.59, ST_NumberFormat)."""

_COMMON = {
    "decimal": "decimal",
    "lower": "lowerLetter",
    "UPPER": "upperLetter",
    "roman": "lowerRoman",
    "ROMAN": "upperRoman",
    "han": "chineseCountingThousand",
}
_COUNTER = re.compile(r"\{(\w+)\}")


class Format(Struct, frozen=True):
    """How Word numbers a level: its number format, and the text before and after the number."""

    kind: str
    before: str
    after: str


def find_format(pattern: str, language: Language) -> Format | None:
    """Find how Word numbers after a label pattern such as ``({lower})``; None when it cannot."""
    counters = _COUNTER.findall(pattern)
    if len(counters) != 1:
        return None
    name = counters[0]
    before, after = _COUNTER.split(pattern)[::2]
    if "%" in before + after:
        return None  # Word would take it for the number's place
    first = write_number(language, name, 1)
    kinds = [_COMMON[name]] if name in _COMMON else list(PRINTED)
    kind = next((kind for kind in kinds if PRINTED[kind](1) == first), None)
    return Format(kind, before, after) if kind else None


def print_label(found: Format | None, number: int) -> str | None:
    """Say what Word prints for a number; None where that is not known."""
    if found is None:
        return None
    printed = PRINTED[found.kind](number)
    return None if printed is None else f"{found.before}{printed}{found.after}"
