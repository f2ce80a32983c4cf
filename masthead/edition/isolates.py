"""Isolating left-to-right runs: each is one piece of content, whatever is emphasized in it."""

from __future__ import annotations

from collections import deque

from masthead.edition.direction import find_runs, has_right_to_left
from masthead.edition.inlines import (
    Content,
    Inline,
    LeftToRight,
    LineBreak,
    Link,
    Reference,
    SymbolLink,
    change_inside,
)  # fmt: skip
from masthead.edition.slices import measure, split_inline

_LATIN, _ARABIC = "A", "\u0627"
"""What symbols are to the runs: letters. And references: words of the text."""


def isolate_runs(content: Content) -> Content:
    """Isolate the left-to-right runs of a paragraph of right-to-left text.

    Calls stay outside where they stand at a run's end. A link is never cut.
    """
    content = tuple(map(_isolate_in_links, content))
    text = _read_directions(content)
    runs = find_runs(text)
    if runs == [(0, len(text))]:
        return (LeftToRight(content),)
    return _wrap(content, [place for run in runs for place in run])


def _wrap(content: Content, places: list[int]) -> Content:
    """Wrap what stands between each two of the places: those at even indices begin a run."""
    parts: list[list[Inline]] = [[]]  # every second one is a run
    waiting = deque(content)
    here = 0
    while waiting:
        inline = waiting.popleft()
        end = here + measure(inline)
        inside = len(parts) % 2 == 0
        place = places[len(parts) - 1] if len(parts) <= len(places) else end
        if here == place and (inside or end > here) and len(parts) <= len(places):
            parts.append([])
            waiting.appendleft(inline)
            continue
        if place < end:
            inline, rest = split_inline(inline, place - here, calls="after" if inside else "before")
            waiting.extendleft(rest)
            end = here + measure(inline)
        parts[-1].append(inline)
        here = end
    made: list[Inline] = []
    for number, part in enumerate(parts):
        made += [LeftToRight(tuple(part))] if number % 2 else part
    return tuple(made)


def _isolate_in_links(inline: Inline) -> Inline:
    """Isolate the runs of links with right-to-left words, which stand in no run themselves."""
    if not isinstance(inline, Link):
        return change_inside(inline, lambda inner: tuple(map(_isolate_in_links, inner)))
    if has_right_to_left(_read_directions(inline.content)):
        return change_inside(inline, isolate_runs)
    return inline


def _read_directions(content: Content) -> str:
    """Read content as plain text, in which what cannot be cut is letters of one direction."""
    return "".join(map(_read_direction, content))


def _read_direction(inline: Inline) -> str:
    inner = "".join(_read_directions(content) for _, content in inline.contents())
    match inline:
        case Link():
            return (_ARABIC if has_right_to_left(inner) else _LATIN) * len(inner)
        case SymbolLink():
            return _LATIN * len(inline.text)
        case Reference(_, text):
            return _ARABIC * len(text)
        case LineBreak():
            return " "
        case _:
            return inner or inline.say()
