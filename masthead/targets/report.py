"""What came of a build."""

from __future__ import annotations

from collections import Counter
from typing import Any

from msgspec import Struct, field

from masthead.diagnostic import Diagnostic, Diagnostics, Severity
from masthead.targets.losses import Loss
from masthead.targets.problems import NEEDS_LAYOUT, STOPPED
from masthead.targets.target import Target

MADE, RESTORED, UNCHANGED = "made", "from the cache", "unchanged"
MOST_NAMED = 3
_CONSEQUENCES = {NEEDS_LAYOUT.code, STOPPED.code}
"""Findings that follow on others, which say what is wrong."""


class Outcome(Struct, frozen=True):
    """A file that is now as it should be."""

    target: Target
    status: str
    """``MADE``, ``RESTORED`` from the cache, or ``UNCHANGED`` because it was right already."""
    sha256: str
    size: int
    pages: int | None
    seconds: float
    before: str | None
    """The SHA-256 of the file that stood there before; None when there was none."""
    edition: str
    inputs: dict[str, str]
    """What was read to make it: name to SHA-256."""
    source: str
    """SHA-256 of the paper's file."""
    job: dict[str, Any] | None = None
    """Of a print file: what was asked for, so that it can be made again from the manifest."""


class Report(Struct):
    """Everything that a build did and found."""

    outcomes: list[Outcome] = field(default_factory=list)
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    papers: int = 0
    losses: list[Loss] = field(default_factory=list)
    """What could not be made, file by file."""
    versions: dict[str, frozenset[str]] = field(default_factory=dict)
    """Of papers without errors, by their files: what the names of their versions' files begin
    with."""
    removed: int = 0
    """How many files of earlier builds were removed."""
    seconds: float = 0

    @property
    def exit_code(self) -> int:
        """0 fine, 1 problems in a paper, 3 a tool, a file or the machine failed."""
        codes = {found.code for found in self.diagnostics.errors}
        failed = {code for code in codes if code[0] == "B"} - _CONSEQUENCES
        return 3 if failed else 1 if codes else 0

    def count(self) -> str:
        """Say in a few words what was done: ``2 files made, 4 unchanged``."""
        counted = Counter(outcome.status for outcome in self.outcomes)
        total = len(self.outcomes)
        if total and counted[UNCHANGED] == total and not self.removed:
            return f"{write_files(total)} up to date"
        parts = [f"{counted[status]} {status}" for status in (MADE, RESTORED, UNCHANGED)
                 if counted[status]]  # fmt: skip
        if self.removed:
            parts.append(f"{self.removed:,} removed")
        return f"{write_files(total)}: {', '.join(parts)}" if parts else "nothing was built"

    @property
    def spoken(self) -> list[Diagnostic]:
        """The findings that a build speaks of: what is merely known is left to ``check``."""
        return [found for found in self.diagnostics if found.severity is not Severity.INFO]


def write_files(number: int) -> str:
    """Write a number of files."""
    return "1 file" if number == 1 else f"{number:,} files"


def write_entries(number: int) -> str:
    """Write a number of entries of a store."""
    return "1 entry" if number == 1 else f"{number:,} entries"


def name_some(names: list[str]) -> str:
    """Name a few files, and how many more there are."""
    more = len(names) - MOST_NAMED
    shown = ", ".join(sorted(names)[:MOST_NAMED])
    return f"{shown} and {more:,} more" if more > 0 else shown
