"""Loading a file again of which a few lines were changed, all of them in items of one list.

The other items are those of last time, and so is whatever was read from them: see
:attr:`masthead.syntax.yaml.LocatedDict.made`.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from masthead.diagnostic import PaperError
from masthead.syntax.yaml import (
    MAX_ENTRIES,
    LocatedDict,
    LocatedList,
    decode_source,
    load_items,
    load_lines,
)


class Loaded(Struct, eq=False):
    """A file as it was loaded: ``text`` is the key of its list."""

    lines: list[str]
    root: Any
    entries: int


def load_again(data: bytes, name: str, key: str, before: Loaded | None) -> Loaded:
    """Load a file, of what was loaded before where that can be. Raises PaperError."""
    lines = decode_source(data, name).split("\n")
    if before is not None and (loaded := _load_changed(before, lines, name, key)):
        return loaded
    root, entries = load_lines(lines, name)
    return Loaded(lines, root, entries)


def _load_changed(before: Loaded, lines: list[str], name: str, key: str) -> Loaded | None:
    """Load the items that were changed; None where something else was, or lines were added."""
    items = before.root.get(key) if isinstance(before.root, LocatedDict) else None
    if not isinstance(items, LocatedList) or len(lines) != len(before.lines):
        return None
    changed = [
        number
        for number, (one, other) in enumerate(zip(before.lines, lines, strict=True), start=1)
        if one != other
    ]
    starts = [place.line for place in items.items]
    if not changed:
        return Loaded(lines, before.root, before.entries)
    first = max((index for index, line in enumerate(starts) if line <= changed[0]), default=None)
    last = next((index for index, line in enumerate(starts) if line > changed[-1]), None)
    if first is None or last is None:
        return None
    dash = " " * (items.place.column - 1) + "- "
    begin, end = starts[first], starts[last]
    if not all(lines[line - 1].startswith(dash) for line in (begin, end)):
        return None
    try:
        loaded = load_items(lines, begin, end, name, key)
    except PaperError:
        return None  # which is told with all else that is wrong
    if loaded is None:
        return None
    again, entries = loaded
    if before.entries + entries > MAX_ENTRIES or again.place.column != items.place.column:
        return None
    made = LocatedList(items.place)
    made += [*items[:first], *again, *items[last:]]
    made.items = [*items.items[:first], *again.items, *items.items[last:]]
    root = LocatedDict(before.root.place)
    for one in before.root:
        root.take(one, before.root)
    root[key] = made
    return Loaded(lines, root, before.entries + entries)
