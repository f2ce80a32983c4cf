"""Counters: how a number is written in a label or a session line.

A pattern such as ``({lower})`` names a counter. The first ones are common to all languages; a
language may bring counters of its own (``numerals`` in its file): Arabic letters, ordinals in
words. One of the same name takes the place of a common one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from masthead.language.language import Counter, Language

_COUNTER = re.compile(r"\{(\w+)\}")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HAN_DIGITS = "零一二三四五六七八九"
_HAN_UNITS = ("", "十", "百", "千")


def write_lower(number: int) -> str:
    """Write a number as a small letter: a … z, then aa, bb … as Word continues."""
    return repeat_letters("abcdefghijklmnopqrstuvwxyz", number)


def repeat_letters(letters: str | tuple[str, ...], number: int) -> str:
    """Write a number as a letter; past the last one they begin again, doubled, then tripled."""
    return letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)


def write_roman(number: int) -> str:
    """Write a number as a small Roman numeral."""
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def write_han(number: int) -> str:
    """Write a number in Chinese: 十一, 二十, 一百零一, 一百一十.

    Raises ValueError from 10,000 on.
    """
    if number >= 10_000:
        raise ValueError(f"{number} is beyond the Chinese numerals used in labels")
    written, pending_zero = "", False
    digits = str(number)
    for place, digit in zip(range(len(digits) - 1, -1, -1), map(int, digits), strict=True):
        if digit:
            written += ("零" if pending_zero else "") + _HAN_DIGITS[digit] + _HAN_UNITS[place]
            pending_zero = False
        else:
            pending_zero = bool(written)
    return written.removeprefix("一") if 10 <= number < 20 else written


COUNTERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lower": write_lower,
    "UPPER": lambda number: write_lower(number).upper(),
    "roman": write_roman,
    "ROMAN": lambda number: write_roman(number).upper(),
    "han": write_han,
}


def write_label(language: Language, pattern: str, number: int) -> str:
    """Write a label after its pattern: ``({lower})`` and 8 give ``(h)``.

    Raises ValueError when the counter has no such number.
    """
    return _COUNTER.sub(lambda match: write_number(language, match[1], number), pattern)


def write_number(language: Language, counter: str, number: int) -> str:
    """Write a number with a counter of the language's own or a common one.

    Raises ValueError when the language has no words or letters for the number.
    """
    if number < 1:
        raise ValueError(f"counters begin at 1, not at {number}")
    own = language.numerals.get(counter)
    if own is None:
        return COUNTERS[counter](number)
    if own.letters:
        return repeat_letters(own.letters, number)
    if written := _put_together(own, number, inside=False):
        return written
    raise ValueError(f"{language.code} has no {counter} number {number}")


def _put_together(counter: Counter, number: int, *, inside: bool) -> str | None:
    """Find the word of a number, or make it of the largest part below it and what remains."""
    if inside and number in counter.after:
        return counter.after[number]
    if number in counter.words:
        return counter.words[number]
    if ends := [end for end in counter.endings if str(number).endswith(end)]:
        return f"{number}{counter.endings[max(ends, key=len)]}"
    part = max((part for part in counter.parts if part < number <= counter.last), default=None)
    if part is None:
        return None
    rest = _put_together(counter, number - part, inside=True)
    return rest and counter.parts[part].format(rest=rest)


def strip_point(label: str) -> str:
    """Take from a label the point or dash after it: ``II.`` is section II."""
    return label.rstrip(" .-–")
