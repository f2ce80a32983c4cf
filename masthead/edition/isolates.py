"""Isolating left-to-right runs: each is one piece of content, whatever is emphasized in it."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from masthead.edition.direction import find_runs, has_right_to_left
from masthead.edition.edition import (
    Call,
    Content,
    Emphasis,
    Inline,
    LeftToRight,
    Link,
    Reference,
    Strong,
    SymbolLink,
    Words,
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
    match inline:
        case Link(_, inner):
            return (
                replace(inline, content=isolate_runs(inner))
                if has_right_to_left(_read_directions(inner))
                else inline
            )
        case Emphasis(inner) | Strong(inner):
            return replace(inline, content=tuple(map(_isolate_in_links, inner)))
        case _:
            return inline


def _read_directions(content: Content) -> str:
    """Read content as plain text, in which what cannot be cut is letters of one direction."""
    parts: list[str] = []
    for inline in content:
        match inline:
            case Words(text):
                parts.append(text)
            case Emphasis(inner) | Strong(inner) | LeftToRight(inner):
                parts.append(_read_directions(inner))
            case Link(_, inner):
                text = _read_directions(inner)
                parts.append((_ARABIC if has_right_to_left(text) else _LATIN) * len(text))
            case SymbolLink():
                parts.append(_LATIN * len(inline.text))
            case Reference(_, text):
                parts.append(_ARABIC * len(text))
            case Call():
                pass
    return "".join(parts)
