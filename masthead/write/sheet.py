"""A paper's file as its author left it: where each entry stands, and the comments before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct

from masthead.diagnostic import Place
from masthead.syntax.yaml import LocatedDict, LocatedList, decode_source, load_yaml

_HEADER = re.compile(r"[|>][-+1-9]*")
_COMMENT = re.compile(r"[:,}\]]*( +#.*)")


class Span(Struct, frozen=True):
    """Lines of an entry, counted from 1: its comments from ``lead``, itself from ``start``."""

    lead: int
    start: int
    end: int
    """The line after its last one."""


class Sheet:
    """The lines of a file. Raises PaperError when it is no YAML."""

    def __init__(self, data: bytes, name: str) -> None:
        text = decode_source(data, name)
        self.lines = text.split("\n")
        self.tree: Any = load_yaml(data, name)
        events = list(yaml.parse(text, Loader=yaml.SafeLoader))
        self._loose = set(_find_loose_lines(iter(events), self.lines))
        self.comments = dict(_find_comments(iter(events), self.lines))
        """By the number of their line: what stands behind an entry, with the spaces before it."""
        self.whole = Span(1, 1, self._find_lead(len(self.lines) + 1))

    def read(self, start: int, end: int) -> list[str]:
        """Give lines from ``start`` up to, not with, ``end``."""
        return self.lines[start - 1 : end - 1]

    def _find_lead(self, start: int) -> int:
        """Find where the comments and empty lines begin that stand above a line."""
        while start - 1 in self._loose:
            start -= 1
        return start

    def find_keys(self, mapping: LocatedDict, within: Span) -> dict[str, Span]:
        """Find the entries of a mapping that stands below each other, in their order."""
        starts = {key: place.line for key, place in mapping.keys_at.items()}
        return dict(zip(starts, self._find_spans(list(starts.values()), within), strict=True))

    def find_items(self, items: LocatedList, within: Span) -> list[Span]:
        """Find the entries of a list that stands below each other."""
        return list(self._find_spans([place.line for place in items.items], within))

    def _find_spans(self, starts: list[int], within: Span) -> Iterator[Span]:
        leads = [max(self._find_lead(start), within.start) for start in starts]
        for start, lead, end in zip(starts, leads, [*leads[1:], within.end], strict=True):
            yield Span(lead, start, end)

    def is_block(self, value: Any) -> bool:
        """Whether a list or mapping has its entries in lines of their own, with their dashes."""
        if isinstance(value, LocatedList):
            return bool(value) and all(self.find_dash(place) is not None for place in value.items)
        if isinstance(value, LocatedDict):
            return bool(value) and not self.lines[value.place.line - 1].startswith(
                "{", value.place.column - 1
            )
        return False

    def find_dash(self, item: Place) -> int | None:
        """Find the offset of the dash before an item; None if there is none in its line."""
        before = self.lines[item.line - 1][: item.column - 1].rstrip(" ")
        return len(before) - 1 if before.endswith("-") else None


def _find_loose_lines(events: Iterator[yaml.Event], lines: list[str]) -> Iterator[int]:
    """Find the lines that are empty or hold a comment alone, and are not inside a text."""
    taken: set[int] = set()
    for event in events:
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            first = event.start_mark.line + 1
            last = event.end_mark.line + bool(event.end_mark.column)
            if event.style in ("|", ">"):  # empty lines at the end of a block are not its text
                while last > first and not lines[last - 1].strip():
                    last -= 1
            taken.update(range(first, last + 1))
    for number, line in enumerate(lines, start=1):
        if number not in taken and line.strip()[:1] in ("", "#"):
            yield number


def _find_comments(events: Iterator[yaml.Event], lines: list[str]) -> Iterator[tuple[int, str]]:
    """Find the comments behind something, each with the spaces before it."""
    ends: dict[int, int] = {}
    for event in events:
        if isinstance(event, yaml.ScalarEvent) and event.style in ("|", ">") and event.start_mark:
            line, column = event.start_mark.line, event.start_mark.column
            header = _HEADER.match(lines[line], column)
            ends[line] = header.end() if header else column
        elif event.end_mark and event.end_mark.column:
            line = event.end_mark.line
            ends[line] = max(ends.get(line, 0), event.end_mark.column)
    for line, end in ends.items():
        if match := _COMMENT.fullmatch(lines[line], end):
            yield line + 1, match[1]
