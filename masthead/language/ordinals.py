"""Ordinals: "Second session", 第二届会议."""

from __future__ import annotations

from masthead.language.language import Language
from masthead.language.numerals import write_han

_ENGLISH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def write_ordinal(language: Language, number: int) -> str:
    """Write an ordinal in words, as session lines have it, with a capital where it has one.

    Raises ValueError when the language has no words for it.
    """
    match language.session.ordinal_rule:
        case "han":
            return write_han(number)
        case "english":
            return _write_english(number).capitalize()
        case "words":
            words = language.session.ordinals
            if number > len(words):
                raise ValueError(f"{language.code} has no ordinal {number}")
            return words[number - 1]


def _write_english(number: int) -> str:
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        if hundreds > 9:
            raise ValueError(f"there is no English ordinal for session {number}")
        word = _english_cardinal(hundreds)
        return f"{word} hundredth" if not rest else f"{word} hundred and {_write_english(rest)}"
    if number < 20:
        return _ENGLISH[number - 1]
    tens, rest = divmod(number, 10)
    word = _ENGLISH_TENS[tens - 2]
    return f"{word[:-1]}ieth" if not rest else f"{word}-{_ENGLISH[rest - 1]}"


def _english_cardinal(number: int) -> str:
    return "one two three four five six seven eight nine".split()[number - 1]
