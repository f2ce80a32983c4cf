"""What each character may do in a line of Chinese: where it may stand, what room it can give up."""

from __future__ import annotations

from enum import IntEnum, auto
from functools import lru_cache


class Kind(IntEnum):
    """Kinds of characters that the composer tells apart."""

    HAN = auto()
    """A character of full width: an ideograph, a Chinese numeral, a full-width letter."""
    LATIN = auto()
    """A letter, digit or mark of another script: part of a word."""
    OPENING = auto()
    """An opening mark of full width, empty in its first half."""
    CLOSING = auto()
    """A closing mark, comma or stop of full width, empty in its second half."""
    JOINING = auto()
    """Dash, ellipsis or interpunct: never at the start of a line, never torn apart."""
    LATIN_OPENING = auto()
    """An opening bracket of half width."""
    LATIN_CLOSING = auto()
    """A closing bracket or mark of half width: never at the start of a line."""
    HYPHEN = auto()
    """A hyphen: a word may be broken after it, a number may not."""
    BLANK = auto()
    """A space at which a line may be broken."""
    HARD_BLANK = auto()
    """A space that never breaks."""
    BREAK = auto()
    """No character to be seen: a line may be broken here."""
    BOX = auto()
    """Something that is no text: a label in its box. It stays with what follows."""
    MARK = auto()
    """The raised mark of a note's call: it stays with what stands before it."""


_OPENING = "（〔［｛「『【〈《〖“‘"
_CLOSING = "、，。．：；！？）〕］｝」』】〉》〗”’"
_JOINING = "—…·・～–"
_LATIN_OPENING = "([{<"
_LATIN_CLOSING = ")]}>,.;:!?%‰°"
_HYPHENS = "-‐"
_GAPPED_SIGNS = frozenset("%‰°$€£¥#&@")
_NEVER_FIRST = "々〻ー％"
_BY_CHARACTER = {
    **dict.fromkeys(_OPENING, Kind.OPENING),
    **dict.fromkeys(_CLOSING, Kind.CLOSING),
    **dict.fromkeys(_JOINING, Kind.JOINING),
    **dict.fromkeys(_LATIN_OPENING, Kind.LATIN_OPENING),
    **dict.fromkeys(_LATIN_CLOSING, Kind.LATIN_CLOSING),
    **dict.fromkeys(_HYPHENS, Kind.HYPHEN),
    " ": Kind.BLANK,
    "\u3000": Kind.BLANK,
    "\u00a0": Kind.HARD_BLANK,
    "\u202f": Kind.HARD_BLANK,
    "\u200b": Kind.BREAK,
}  # fmt: skip
# Ideographs and what is set like them: radicals to Hangul, compatibility and full-width forms, and
# the planes that hold nothing but ideographs.
_WIDE = ((0x2E80, 0x303F), (0x3041, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
         (0xFE30, 0xFE4F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x20000, 0x3FFFF))  # fmt: skip

WIDTHS = {"—": 1.0, "…": 1.0, "·": 0.5}
"""Widths in em of marks whose glyphs may be narrower in the font: they stand in the middle."""


@lru_cache(maxsize=4096)
def find_kind(character: str) -> Kind:
    """Tell the kind of a character."""
    kind = _BY_CHARACTER.get(character)
    if kind is not None:
        return kind
    code = ord(character)
    return Kind.HAN if any(first <= code <= last for first, last in _WIDE) else Kind.LATIN


def is_chinese(text: str) -> bool:
    """Whether a text has a character of full width, so that it is set by the rules for Chinese."""
    return any(find_kind(char) in (Kind.HAN, Kind.OPENING, Kind.CLOSING) for char in set(text))


_FIRST_NEVER = {Kind.CLOSING, Kind.JOINING, Kind.LATIN_CLOSING, Kind.HYPHEN, Kind.MARK,
                Kind.HARD_BLANK, Kind.BLANK, Kind.BREAK}  # fmt: skip
LAST_NEVER = {Kind.OPENING, Kind.LATIN_OPENING, Kind.BOX, Kind.HARD_BLANK}
_WORD = {Kind.LATIN, Kind.HYPHEN, Kind.LATIN_OPENING, Kind.LATIN_CLOSING}
_MARKS = {Kind.OPENING, Kind.CLOSING, Kind.LATIN_OPENING, Kind.LATIN_CLOSING}


@lru_cache(maxsize=4096)
def may_break(before: str, kind_before: Kind, after: str, kind_after: Kind) -> bool:
    """Whether a line may end with one character and the next begin with the other."""
    if kind_before in (Kind.BREAK, Kind.BLANK):
        in_address = kind_before is Kind.BREAK and after == "%"
        return in_address or kind_after not in _FIRST_NEVER or kind_after is Kind.HYPHEN
    if kind_after in _FIRST_NEVER or kind_before in LAST_NEVER or after in _NEVER_FIRST:
        return False
    if kind_before is Kind.HYPHEN or before in "–～·":
        return not after.isdigit()
    return not (kind_before in _WORD and kind_after in _WORD)


def loses_second_half(kind: Kind, after: Kind) -> bool:
    """Whether a closing mark gives up its empty half: before another mark or a raised call."""
    return kind is Kind.CLOSING and (after in _MARKS or after is Kind.MARK)


def loses_first_half(before: Kind, kind: Kind) -> bool:
    """Whether an opening mark gives up its empty half: after another opening one, or a label."""
    return kind is Kind.OPENING and before in (Kind.OPENING, Kind.LATIN_OPENING, Kind.BOX)


@lru_cache(maxsize=4096)
def needs_gap(before: str, kind_before: Kind, after: str, kind_after: Kind) -> bool:
    """Whether a gap stands between two characters: a Chinese one and a Latin letter or digit."""
    if kind_before is Kind.HAN:
        return kind_after is Kind.LATIN and (after.isalnum() or after in _GAPPED_SIGNS)
    if kind_after is Kind.HAN:
        return before in _GAPPED_SIGNS or (kind_before is Kind.LATIN and before.isalnum())
    return False


@lru_cache(maxsize=256)
def may_stretch(kind_before: Kind, kind_after: Kind) -> bool:
    """Whether the room between two characters may grow to fill a line: never inside a word."""
    if Kind.BOX in (kind_before, kind_after) or kind_after is Kind.MARK:
        return False
    if kind_before is Kind.JOINING and kind_after is Kind.JOINING:
        return False
    if kind_before is Kind.BREAK or kind_after is Kind.BREAK:
        return False
    narrow = _WORD | {Kind.BLANK, Kind.HARD_BLANK, Kind.MARK}
    return not (kind_before in narrow and kind_after in narrow)


@lru_cache(maxsize=256)
def are_letters(kind_before: Kind, kind_after: Kind) -> bool:
    """Whether two characters stand side by side in a word."""
    return kind_before in _WORD and kind_after in _WORD
