"""Edits: what ``check --fix`` changes in a paper's file, span by span, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from masthead.text import Text


@dataclass(frozen=True, slots=True)
class Edit:
    """In a text as it was written, from ``start`` to ``end``: put ``new`` there."""

    written: Text
    start: int
    end: int
    new: str


class Source:
    """The bytes of a paper's file in lines; byte order mark and line ends stay as they are."""

    def __init__(self, data: bytes) -> None:
        text = data.decode("utf-8")
        self.mark = "\ufeff" if text.startswith("\ufeff") else ""
        self.lines = text.removeprefix("\ufeff").splitlines(keepends=True)

    def apply(self, edits: Iterable[Edit]) -> int:
        """Apply edits from the last to the first. Says how many could be applied.

        One that touches what another one has changed waits for the next round, and so does one
        whose text is not where it should be.
        """
        placed = []
        for edit in edits:
            if not edit.written.origin.is_exact:
                continue
            place = edit.written.at(edit.start)
            placed.append((place.line, place.column, edit))
        applied = 0
        changed: dict[int, int] = {}
        for line, column, edit in sorted(placed, key=lambda kept: kept[:2], reverse=True):
            old = edit.written.raw[edit.start : edit.end]
            end = column - 1 + len(old)
            content = self.lines[line - 1]
            if "\n" in old or content[column - 1 : end] != old or end > changed.get(line, end):
                continue
            self.lines[line - 1] = content[: column - 1] + edit.new + content[end:]
            changed[line] = column - 1
            applied += 1
        return applied

    def encode(self) -> bytes:
        """Give the file's bytes."""
        return (self.mark + "".join(self.lines)).encode("utf-8")
