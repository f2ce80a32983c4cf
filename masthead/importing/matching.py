"""Units told by their words: which of two lists are the same, edited, new or gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from masthead.paper import Cell, PictureUnit, Unit, walk_units
from masthead.paper.model import HIDDEN, Model
from masthead.syntax.text import Text, read_plain

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")

LIKE = 0.5
"""How much of its words a unit keeps that was edited, and not replaced by another."""


def say(unit: Unit, code: str) -> str:
    """Say the words of a unit, and of all that is in it."""
    words = [
        slot.texts[code].raw
        for inner in walk_units([unit])
        for slot in inner.contents()
        if code in slot.texts
    ]
    numbers = [str(cell.number) for cell in walk_units([unit])
               if isinstance(cell, Cell) and cell.number is not None]  # fmt: skip
    return " ".join([*words, *numbers])


def say_own(unit: Unit, code: str) -> str:
    """Say the words that a unit has itself."""
    return " ".join(slot.texts[code].raw for slot in unit.contents() if code in slot.texts)


def say_first(unit: Unit, code: str) -> str:
    """Say the words by which a unit is told: its own, or those of what is in it."""
    return say_own(unit, code) or say(unit, code)


def say_text(text: Text) -> str:
    """Say the words of a text: no calls, no references."""
    return " ".join(read_plain(content) for content in text.paragraphs)


def say_words(units: Iterable[Unit], code: str) -> str:
    """Say the words of units, and of all that is in them: no calls, no references."""
    return " ".join(
        " ".join(split_words(say_text(slot.texts[code])))
        for unit in walk_units(units) for slot in unit.contents() if code in slot.texts
    )  # fmt: skip


def split_words(text: str) -> list[str]:
    """Split a text into its words; each Chinese character is one."""
    return _WORD.findall(text)


def compare(one: Sequence[str], other: Sequence[str]) -> float:
    """Compare words: 1 where they are the same, 0 where they have nothing in common."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKE else 0.0


def squeeze(text: Text) -> str:
    """Give a text as it is written, in a line."""
    return " ".join(text.raw.split())


def match_units(
    old: list[Any], new: list[Any], code: str, *, alone: bool = True
) -> list[tuple[Any, Any]]:
    """Match units by their words; those that were edited by the likeness of these.

    ``alone``: whether one unit that stands for another one is that, whatever it says.
    """
    said = [[(unit.kind, say_first(unit, code)) for unit in units] for units in (old, new)]
    matched: list[tuple[Any, Any]] = []
    matcher = SequenceMatcher(None, said[0], said[1], autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            matched += zip(old[start:end], new[first:last], strict=True)
        else:
            matched += _match_edited(old[start:end], new[first:last], code, alone)
    return matched


def _match_edited(old: list[Any], new: list[Any], code: str, alone: bool) -> list[tuple[Any, Any]]:
    matched: list[tuple[Any, Any]] = []
    waiting = list(old)
    for unit in new:
        words = split_words(say_first(unit, code))
        like = [
            (compare(split_words(say_first(one, code)), words), -at)
            for at, one in enumerate(waiting)
            if one.kind == unit.kind
        ]
        best = max(like, default=(0.0, 0))
        only = alone and len(old) == len(new) == 1 and bool(like) and _act_alike(old[0], unit)
        if best[0] >= LIKE or only:
            at = -best[1]
            matched += [(one, None) for one in waiting[:at]]
            matched.append((waiting[at], unit))
            del waiting[: at + 1]
        else:
            matched.append((None, unit))
    return matched + [(one, None) for one in waiting]


def _act_alike(one: Any, other: Any) -> bool:
    """Whether two units have the same role, as far as they have any."""
    return bool(getattr(one, "role", None) == getattr(other, "role", None))


def are_same(old: Any, new: Any) -> bool:
    """Say whether two values say the same, however their lines are broken."""
    if isinstance(old, Text) and isinstance(new, Text):
        return squeeze(old) == squeeze(new)
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(are_same(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(are_same, old, new))
    if isinstance(old, Model) and isinstance(new, Model):
        return type(old) is type(new) and all(
            are_same(getattr(old, name), getattr(new, name))
            for name in type(old).model_fields if name not in HIDDEN
        )  # fmt: skip
    return bool(old == new)


def are_of_kind(one: Unit, other: Unit) -> bool:
    """Say whether units are of one kind; a chart comes back as a picture."""
    return one.kind == other.kind or (
        isinstance(one, PictureUnit) and isinstance(other, PictureUnit)
    )
