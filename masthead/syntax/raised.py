"""Raised and lowered figures as Unicode has them: for texts that can show them in no other way."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def raise_figures(text: str) -> str:
    """Raise figures and signs, one character for one; a text with others stays as it is."""
    return _translate(text, _RAISED)


def lower_figures(text: str) -> str:
    """Lower figures and signs, one character for one; a text with others stays as it is."""
    return _translate(text, _LOWERED)


def _translate(text: str, table: dict[int, int]) -> str:
    return text.translate(table) if all(ord(character) in table for character in text) else text
