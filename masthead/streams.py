"""Standard output and error: a command goes on to its end when nobody listens any longer."""

from __future__ import annotations

import io
import os
import sys
from typing import Any, TextIO

VERBOSE = "MASTHEAD_VERBOSE"
"""The variable that says to all processes of a command that somebody wants to know more."""


def open_streams() -> None:
    """Open both for this process.

    A stream that was closed, or whose reader has gone (``| head -1``), takes everything in silence,
    so that the exit code says what became of the papers. What its encoding lacks is written by
    its code. What cannot be written for any other reason is a ToolError, told once.
    """
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:  # it was closed, and no other file may come to have its number
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = _open(1, sys.stdout)
    sys.stderr = _open(2, sys.stderr)


def shows_colour() -> bool:
    """Whether standard output is a terminal, and nobody asks for no colours (https://no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def say_more(line: str) -> None:
    """Say what only somebody wants to know who asked for more: ``--verbose``."""
    if os.environ.get(VERBOSE):
        os.write(2, f"masthead: {line}\n".encode("utf-8", "backslashreplace"))


def _open(descriptor: int, before: TextIO | None) -> TextIO:
    if before is not None:
        before.flush()
    file = _Stream(descriptor, "w", closefd=False)
    by_line = descriptor == 2 or file.isatty()
    encoding = before.encoding if before is not None else "utf-8"
    return io.TextIOWrapper(
        io.BufferedWriter(file), encoding=encoding, errors="backslashreplace",
        line_buffering=by_line,
    )  # fmt: skip


class _Stream(io.FileIO):
    """A stream that falls silent instead of failing again and again."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, self.fileno())
            os.close(silence)
            if isinstance(error, BrokenPipeError):
                return len(data)
            from masthead.diagnostic import ToolError

            name = "error" if self.fileno() == 2 else "output"
            raise ToolError(f"standard {name} cannot be written: {error.strerror}") from None
