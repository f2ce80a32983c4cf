"""Figures that were typed from their last group on, so that they look right between Arabic words.

``100 080 208 3`` stands for 3 208 080 100: a program that knows nothing of directions shows it so.
Ours orders each figure by itself, and would show it as it was typed. What the other languages have
decides; without them, only what cannot be a figure as it stands is turned.

In an official file the text stays as it was published: its groups are kept apart by a character
that nobody sees, so that each is ordered by itself, and the figure looks as it did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from masthead.draft.draft import say
from masthead.syntax.text import Bracketed, Content, Emphasis, Inline, Link, Plain, Strong

_GROUPS = re.compile(r"(?<![\d/.,-])\d{3}(?:[ \xa0]\d{3})*[ \xa0]\d{1,3}(?![\d/-]|[.,]\d)")
_FIGURE = re.compile(r"\d{1,3}(?:[ \xa0.,’'\u202f]\d{3})+|\d+")


APART = "\u200c"
"""Keeps two groups apart: a zero-width non-joiner, which digits do not join."""


def turn_figures(
    texts: Mapping[str, Content], code: str, *, as_typed: bool = False
) -> tuple[Content, list[str]]:
    """Turn the figures of one language's text, or keep their groups apart as they are typed.

    Gives the text, and the figures as typed.
    """
    others = {
        re.sub(r"\D", "", figure)
        for other, content in texts.items() if other != code
        for figure in _FIGURE.findall(say(content))
    }  # fmt: skip
    turned: list[str] = []
    return tuple(_turn(texts[code], others, turned, as_typed)), turned


def tell_turned(typed: str, *, as_typed: bool) -> str:
    """Tell what becomes of a figure that is typed from its last group on."""
    if as_typed:
        return f"a figure is typed from its last group on, and stays so: {typed}"
    return f"a figure that is typed from its last group on is turned: {typed}"


def _turn(
    content: Content, others: set[str], turned: list[str], as_typed: bool
) -> Iterable[Inline]:  # fmt: skip
    for inline in content:
        if isinstance(inline, Plain):
            text = _GROUPS.sub(
                lambda match: _turn_one(match[0], others, turned, as_typed), inline.text
            )
            yield Plain(text)
        elif isinstance(inline, Emphasis | Strong | Link | Bracketed):
            yield replace(inline, content=tuple(_turn(inline.content, others, turned, as_typed)))
        else:
            yield inline


def _turn_one(typed: str, others: set[str], turned: list[str], as_typed: bool) -> str:
    groups = re.split(r"[ \xa0]", typed)
    straight, other_way = "".join(groups), "".join(groups[::-1])
    impossible = len(groups[-1]) < 3
    wanted = other_way in others and straight not in others
    if wanted or (impossible and straight not in others):
        turned.append(typed)
        return f" {APART}".join(groups) if as_typed else " ".join(groups[::-1])
    return typed
