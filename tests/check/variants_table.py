"""Writes the table of traditional and variant characters from the tables of OpenCC.

    python -m tests.check.variants_table        writes masthead/language/zh.variants.txt anew

A character is in the table when one of OpenCC's conversions to simplified characters changes it,
and when it is not itself a simplified character: those of GB 2312 stay out, but for a few that
running text only has as traditional ones.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

PATH = Path(__file__).parents[2] / "masthead" / "language" / "zh.variants.txt"
HEAD = """\
# Traditional and variant characters with their simplified form: the simplified one first in a line.
# Made by tests/check/variants_table.py from the tables of OpenCC (https://github.com/BYVoid/OpenCC,
# Apache License 2.0). Do not edit.
"""
BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
TRADITIONAL_IN_TEXT = "後於徵麽夥菸"
"""In GB 2312 for names and old books; in a text of our day they are traditional characters."""


def is_simplified(character: str) -> bool:
    """Whether GB 2312 has a character."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def make_table() -> str:
    """Make the table's text."""
    import opencc

    conversions = [opencc.OpenCC(name).convert for name in ("t2s", "tw2s", "hk2s")]
    from_japanese = opencc.OpenCC("jp2t").convert
    conversions.append(lambda character: conversions[0](from_japanese(character)))
    table: dict[str, list[str]] = defaultdict(list)
    for first, last in BLOCKS:
        for character in map(chr, range(first, last + 1)):
            if is_simplified(character) and character not in TRADITIONAL_IN_TEXT:
                continue
            converted = (convert(character) for convert in conversions)
            simplified = next((to for to in converted if to != character and len(to) == 1), None)
            if simplified:
                table[simplified].append(character)
    lines = [simplified + "".join(variants) for simplified, variants in sorted(table.items())]
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PATH.write_text(make_table(), encoding="utf-8")
    print(f"{PATH.name} is written")
    sys.exit(0)
