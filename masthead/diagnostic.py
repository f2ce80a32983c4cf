"""Diagnostics: what is wrong with a paper or a build, where, and what to do about it.

Every room that can find fault keeps its faults in a table of :class:`Problem`; a found fault is a
:class:`Diagnostic`. Diagnostics are collected, not raised, so that a reader of the report sees all
of them at once; :class:`PaperError` carries them where no result can be given.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""What a terminal would obey or refuse, should it stand in a file's name or text."""


_PROCESSES = "(ulimit -u says how many there may be; --jobs 1 takes the fewest)"


class Severity(StrEnum):
    """How much a finding weighs: errors stop the build, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Place(Struct, frozen=True, order=True):
    """A place in a file. Lines and columns count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Write the place as editors and terminals understand it.

        An option has no lines, nor has an address.
        """
        if self.file.startswith("--") or "://" in self.file:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


class Diagnostic(Struct, frozen=True):
    """One finding. ``length`` is the number of characters it concerns, 0 when unknown."""

    severity: Severity
    code: str
    message: str
    hint: str
    place: Place
    length: int = 0

    def __str__(self) -> str:
        """Write the finding on one line: place, severity, code, what is wrong, what to do."""
        hint = f" ({self.hint})" if self.hint else ""
        said = f"{self.place}: {self.severity}[{self.code}] {self.message}{hint}"
        return make_printable(said)


def make_printable(text: str) -> str:
    """Put a mark in place of what a terminal would obey or refuse."""
    return _UNPRINTABLE.sub("\ufffd", text)


class Problem(Struct, frozen=True):
    """A kind of fault: a stable code with its wording. ``{}`` fields are filled at each finding."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def at(self, place: Place, length: int = 0, **fields: object) -> Diagnostic:
        """Say that this problem stands at ``place``."""
        return Diagnostic(
            self.severity,
            self.code,
            self.message.format(**fields),
            self.hint.format(**fields),
            place,
            length,
        )


class Diagnostics:
    """The findings of a run, in the order in which they were made, without repetition."""

    def __init__(self, found: Iterable[Diagnostic] = ()) -> None:
        self._found: dict[Diagnostic, None] = dict.fromkeys(found)

    def add(self, *found: Diagnostic) -> None:
        """Add findings; one that is there already is not added again."""
        self._found.update(dict.fromkeys(found))

    def extend(self, found: Iterable[Diagnostic]) -> None:
        """Add all findings of another run."""
        self.add(*found)

    def __contains__(self, found: object) -> bool:
        """Whether a finding is there already."""
        return found in self._found

    def __iter__(self) -> Iterator[Diagnostic]:
        """Go through the findings as they were made."""
        return iter(tuple(self._found))

    def __len__(self) -> int:
        """Count the findings."""
        return len(self._found)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that stop a build."""
        return tuple(found for found in self if found.severity is Severity.ERROR)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Give the findings in the order of the files, lines and columns."""
        return tuple(sorted(self, key=lambda found: (found.place, found.code)))


class MastheadError(Exception):
    """The root of every exception that a user may meet; the command line prints all of them.

    MastheadError
    ├── PaperError   something is wrong in a paper or in data        exit code 1
    ├── UsageError   the command was not given as it should be       exit code 2
    └── ToolError    a tool, a file or the machine failed            exit code 3
    """

    exit_code = 3


class PaperError(MastheadError):
    """A paper cannot be read, resolved or set: see ``diagnostics``."""

    exit_code = 1

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type[PaperError], tuple[tuple[Diagnostic, ...]]]:
        """Let the error travel back from a worker process."""
        return type(self), (self.diagnostics,)


class UsageError(MastheadError):
    """The command was not given as it should be."""

    exit_code = 2


class ToolError(MastheadError):
    """A tool, a file or the machine failed; nothing is wrong with the paper."""

    exit_code = 3


def explain_lack(error: Exception) -> str | None:
    """Say what the machine lacks, and what to do: room for temporary files, processes, memory.

    None when that is not what failed.
    """
    if isinstance(error, MemoryError):
        return "memory ran out"
    if isinstance(error, RuntimeError) and "start new thread" in str(error):
        return f"no thread can be started {_PROCESSES}"
    if not isinstance(error, OSError):
        return None
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{error.strerror} (make room on the disk, or name another folder as TMPDIR)"
    if error.errno in (errno.EAGAIN, errno.ENOMEM):
        return f"no process can be started: {error.strerror} {_PROCESSES}"
    return None
