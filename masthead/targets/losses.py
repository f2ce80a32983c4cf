"""Losses: what a run over many papers could not make, in a file for programs and one for people."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from masthead.diagnostic import ToolError
from masthead.files import write_file

TABLE = ".md"
"""What the name of a file ends in that holds a table; any other holds lines of JSON."""


class Loss(Struct, frozen=True):
    """Why a file, or all files of a paper, could not be made."""

    paper: str
    language: str
    """Its code, several with ``+`` between them; empty for all files of a paper."""
    format: str
    code: str
    message: str


class LossBook:
    """The files in which losses are taken down.

    Lines of JSON are there as soon as something fails, whatever becomes of the run; a table at its
    end. Both are begun anew by each run.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        every = list(paths)
        self._lines = [path for path in every if path.suffix != TABLE]
        self._tables = [path for path in every if path.suffix == TABLE]

    def open(self) -> None:
        """Begin the files. Raises ToolError where one cannot be written."""
        for path in (*self._lines, *self._tables):
            self._write(path, b"")

    def add(self, loss: Loss) -> None:
        """Take down a loss."""
        line = json.dumps(asdict(loss), ensure_ascii=False) + "\n"
        for path in self._lines:
            try:
                with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                    file.write(line)
            except OSError as error:
                raise ToolError(_explain(path, error)) from None

    def close(self, losses: Iterable[Loss]) -> None:
        """Write the tables. Raises ToolError."""
        if self._tables:
            data = format_table(losses).encode("utf-8", "backslashreplace")
            for path in self._tables:
                self._write(path, data)

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        try:
            write_file(path, data)
        except OSError as error:
            raise ToolError(_explain(path, error)) from None


def _explain(path: Path, error: OSError) -> str:
    return f"{path} cannot be written: {error.strerror or type(error).__name__}"


def format_table(losses: Iterable[Loss]) -> str:
    """Make a Markdown table, in the order of papers, languages and formats."""
    rows = sorted((one.paper, one.language, one.format, one.code, one.message) for one in losses)
    lines = ["| Paper | Language | Format | Code | Message |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {' | '.join(map(escape_cell, row))} |" for row in rows]
    return "\n".join(lines) + "\n"


def escape_cell(text: str) -> str:
    """Write a text in a cell of a Markdown table, as it stands."""
    for mark in "\\`*_{}[]<>#|":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", " ")
