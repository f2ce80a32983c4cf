"""Edits: what ``check --fix`` changes in a paper's file, span by span, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from masthead.syntax.text import Text


class Edit(Struct, frozen=True):
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
            if edit.written.origin.is_exact:
                first, last = edit.written.at(edit.start), edit.written.at(edit.end)
                if first.line == last.line and first.column <= last.column:
                    placed.append((first.line, first.column - 1, last.column - 1, edit))
        applied = 0
        changed: dict[int, int] = {}
        for line, start, end, edit in sorted(placed, key=lambda kept: kept[:3], reverse=True):
            content = self.lines[line - 1]
            if end > changed.get(line, end) or not is_there(edit, content[start:end]):
                continue
            self.lines[line - 1] = content[:start] + edit.new + content[end:]
            changed[line] = start
            applied += 1
        return applied

    def encode(self) -> bytes:
        """Give the file's bytes."""
        return (self.mark + "".join(self.lines)).encode("utf-8")


def is_there(edit: Edit, written: str) -> bool:
    """Whether a file's characters are those of an edit, as they stand or escaped."""
    old = edit.written.raw[edit.start : edit.end]
    return written == old or (len(old) == 1 and written.startswith(("\\", "''")))
