"""Paragraphs that were joined in one language are joined in all: no words of any are lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from masthead.importing.matching import compare, say_own, split_words
from masthead.syntax.text import Text
from masthead.write.markup import read_markup

_ALIKE = 0.9
"""How much of the words of two units one must have that was made of both."""
_HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def find_joined(
    old: Sequence[Any], pairs: list[tuple[Any, Any]], code: str
) -> tuple[list[tuple[Any, Any]], dict[int, Any]]:
    """Find units that were joined: gives the pairs with the first one kept, and the second ones."""
    matched = {id(before): after for before, after in pairs if before is not None}
    joined: dict[int, Any] = {}
    for first, second in pairwise(old):
        halves = [matched.get(id(unit)) for unit in (first, second)]
        whole = halves[0] if halves[1] is None else halves[1]
        one_left = (halves[0] is None) != (halves[1] is None)
        if not one_left or whole is None or type(first) is not type(second) or id(whole) in joined:
            continue
        if any(True for unit in (first, second) for _ in unit.children()):
            continue
        words = [split_words(say_own(unit, code)) for unit in (first, second, whole)]
        if min(map(len, words[:2])) < 1 or len(words[2]) <= max(map(len, words[:2])):
            continue
        if compare([*words[0], *words[1]], words[2]) >= _ALIKE:
            joined[id(first)] = second
            matched[id(first)], matched[id(second)] = whole, None
    if not joined:
        return pairs, joined
    return [
        (before, matched[id(before)]) if before is not None else (before, after)
        for before, after in _swap(pairs, joined)
    ], joined


def _swap(pairs: list[tuple[Any, Any]], joined: dict[int, Any]) -> list[tuple[Any, Any]]:
    """Put the first of two units where what was made of both stands."""
    seconds = {id(second): first for first, second in joined.items()}
    firsts = {id(before): before for before, _ in pairs if id(before) in joined}
    swapped: list[tuple[Any, Any]] = []
    for before, after in pairs:
        if id(before) in seconds and after is not None:
            first = seconds[id(before)]
            swapped = [each for each in swapped if id(each[0]) != first]
            swapped += [(firsts[first], after), (before, None)]
        else:
            swapped.append((before, after))
    return swapped


def join_units(first: Any, second: Any) -> Any:
    """Join the texts of two units in every language."""
    texts = dict(first.text)
    for code, text in second.text.items():
        texts[code] = join_texts(texts[code], text) if code in texts else text
    return first.model_copy(update={"text": texts})


def join_texts(one: Text, other: Text) -> Text:
    """Join two texts; between Chinese characters there is no space."""
    ours, theirs = one.raw.rstrip(), other.raw.lstrip()
    space = "" if _HAN.match(ours[-1:]) or _HAN.match(theirs[:1]) else " "
    return read_markup(ours + space + theirs)
