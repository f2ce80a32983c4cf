"""How letters are called, signed and annexed in a language, as data."""

import re

from pydantic import field_validator

from masthead.data import Data

_FIELD = re.compile(r"\{(\w*)\}")


def _check_fields(pattern: str, wanted: set[str]) -> str:
    if set(_FIELD.findall(pattern)) != wanted:
        fields = ", ".join(f"{{{name}}}" for name in sorted(wanted))
        raise ValueError(f"{pattern!r} must have {fields} and no other field")
    return pattern


class LetterForm(Data):
    """What a letter of one form is called, with ``{date}``, ``{from}`` and ``{to}``."""

    title: str
    """``Letter dated {date} from {from} addressed to {to}``"""
    annex: str
    """The annex to it, with ``{annex}`` for the word: ``{annex} to the letter dated …``."""
    annexes: str = ""
    """One of several, with ``{annex}`` for the word and its number, where it reads otherwise."""

    @field_validator("title")
    @classmethod
    def _check_title(cls, pattern: str) -> str:
        return _check_fields(pattern, {"date", "from", "to"})

    @field_validator("annex", "annexes")
    @classmethod
    def _check_annex(cls, pattern: str) -> str:
        return pattern and _check_fields(pattern, {"annex", "date", "from", "to"})


class LetterWords(Data):
    """Letters, by their form (``letter``, ``identical-letters``, ``note-verbale``), and signatures.

    Patterns may have the markup of a source: ``(*Signed*) {name}``.
    """

    forms: dict[str, LetterForm]
    annex: str = ""
    """The word before "to the letter" where it is not that of the labels."""
    enclosure: str
    """The one annex to an annex of a letter."""
    enclosures: str
    """One of several, with a counter."""
    reference: str
    """How an enclosure is referred to inside a sentence: ``the enclosure``."""
    references: str
    """One of several, with a counter."""
    signed: str
    """``(*Signed*) {name}``"""
    function_first: bool = False
    """Whether the function of who signs stands above the name."""

    @field_validator("signed")
    @classmethod
    def _check_signed(cls, pattern: str) -> str:
        return _check_fields(pattern, {"name"})
