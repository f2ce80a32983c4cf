"""Amounts: how a number of a table is written, in figures, in a language.

A table's numbers are data, typed once for all languages. How they look was measured in English
official files (un-format 10): thousands are parted by a space that does not break, a negative
number stands in parentheses, nothing is a dash.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from masthead.language.language import AmountWords

_EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
"""More digits than a table has room for; halves go up, as people round."""

MISSING = ".."
"""What an author types for a figure that is not available."""


def count_decimals(number: Decimal) -> int:
    """Count the digits after the point that a number was typed with: 2.50 has two, 3 has none."""
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def is_nil(number: Decimal) -> bool:
    """Whether a number is a whole 0, which is nothing; 0.0 is something that is rounded away."""
    return not number and not count_decimals(number)


def write_amount(words: AmountWords, number: Decimal, decimals: int) -> str:
    """Write a number with so many digits after the point; one that is nil prints as such."""
    if is_nil(number):
        return words.nil
    value = number.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    whole, _, fraction = f"{value.copy_abs():f}".partition(".")
    size = len(whole)
    groups = [whole[max(end - 3, 0) : end] for end in range(size, 0, -3)][::-1]
    written = (words.thousands if size >= words.group_from else "").join(groups)
    if fraction:
        written += words.decimal + fraction
    return words.negative.format(number=written) if value < 0 else written


def write_figure(words: AmountWords, figure: Decimal | str) -> str:
    """Write what a cell has as data: a number with the digits it is typed with, or none."""
    if isinstance(figure, str):
        return words.missing
    return write_amount(words, figure, count_decimals(figure))
