"""What every format must show of an Edition, found without what the writers find it by.

The fields of the structs themselves are gone through, as their types say what they are. A field
is printed unless it is named here as one that is not, so nothing new can be overlooked.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from masthead.edition.edition import Content, Edition

Sequence = list[tuple[str, str]]

LABELS = {"label", "mark"}
"""Fields that hold what stands before the first text of their part."""
NOT_PRINTED = {"id", "target", "scope", "note", "call", "key", "series", "headers", "widths",
               "image"}  # fmt: skip
"""Fields that lead somewhere or sort something, and are no words of the text."""


def read_sequence(edition: Edition) -> Sequence:
    """List what every format must show, in reading order: (label, text) of title, units, notes."""
    found = [("", say(content)) for content in edition.adoption]
    found += [("", say(edition.sponsors))] if edition.sponsors else []
    found += [(edition.title_label or "", say(edition.title)), ("", say(edition.subtitle))]
    found += [("", say(edition.byline))]
    for part in (*edition.body, *edition.notes):
        found += read_part(part)
    return found


def read_part(part: Any) -> Sequence:
    """Read what a part shows, field by field: its own texts and those of the parts inside it."""
    own: Sequence = []
    label = ""
    for name, hint in list_fields(type(part)):
        value = getattr(part, name)
        if hint is str and name in LABELS:
            label = value or ""
        elif hint is str and name not in NOT_PRINTED:
            own.append(("", value or ""))
        elif hint == Content:
            own.append(("", say(value)))
        elif hint == tuple[Content, ...]:
            own += [("", say(content)) for content in value]
        elif get_origin(hint) is tuple and name not in NOT_PRINTED:
            for inner in value:
                own += read_part(inner)
        elif (
            name not in NOT_PRINTED and hint not in (str, int, float, bool) and not is_choice(hint)
        ):
            raise AssertionError(f"{type(part).__name__}.{name}: is {hint} printed?")
    if not own:
        return [(label, "")]
    return [(label or own[0][0], own[0][1]), *own[1:]]


def is_choice(hint: Any) -> bool:
    """Whether a field says which of a few things its part is, and is no word of the text."""
    return get_origin(hint) is Literal


def say(content: Content) -> str:
    """Read content as plain text: marks of calls are left out, everything else is printed."""
    return "".join(map(_say_inline, content))


def _say_inline(inline: Any) -> str:
    said = ""
    for name, hint in list_fields(type(inline)):
        value = getattr(inline, name)
        if hint == Content:
            said += say(value)
        elif hint == tuple[str, ...]:
            said += "".join(value)
        elif hint is str and name not in NOT_PRINTED | LABELS:
            said += value
        elif hint is not str and not is_choice(hint):
            raise AssertionError(f"{type(inline).__name__}.{name}: is {hint} printed?")
    return said


@cache
def list_fields(kind: type) -> tuple[tuple[str, Any], ...]:
    """List the fields of a struct with their types, without what says that they may be None."""
    hints = get_type_hints(kind)
    return tuple((name, _strip(hints[name])) for name in kind.__struct_fields__)


def _strip(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        kept = [one for one in get_args(hint) if one is not type(None)]
        return kept[0] if len(kept) == 1 else hint
    return hint


def list_words(edition: Edition) -> Iterator[str]:
    """List the words of title, units and notes, with their labels and marks."""
    for label, text in read_sequence(edition):
        yield from f"{label} {text}".split()
