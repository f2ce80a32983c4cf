"""The lines of the files that findings are about, and how wide their characters are."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from masthead.diagnostic import PaperError
from masthead.project import Project
from masthead.read.reader import read_data
from masthead.syntax.unseen import is_unseen


class Lines:
    """Gives lines of files, each file read once. A file that is not there has none."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._files: dict[str, list[str]] = {}

    def get(self, file: str, line: int) -> str:
        """Give a line, counted from 1, without its end; empty when there is none."""
        if file not in self._files:
            path = Path(file) if Path(file).is_absolute() else self.project.root / file
            try:
                text = read_data(self.project, path).decode("utf-8-sig", "replace")
            except PaperError:
                text = ""
            if "\0" in text:  # a Word file, a picture: bytes that are no lines
                text = ""
            self._files[file] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = self._files[file]
        return lines[line - 1] if 0 < line <= len(lines) else ""


def measure(text: str) -> int:
    """Measure how many columns of a terminal a text takes: two for a Chinese character."""
    return sum(map(measure_character, text))


def measure_character(character: str) -> int:
    """Measure one character: 0, 1 or 2 columns."""
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def show_safely(text: str) -> str:
    """Show a line as a terminal may have it: what cannot be seen or would change it is visible."""
    return "".join(_show(character) for character in text)


def _show(character: str) -> str:
    if character == "\t":
        return " "
    if is_unseen(character):
        return "·"
    if character.isprintable() or character == "\u00a0":
        return character
    return "\ufffd" if unicodedata.category(character) != "Cf" else "·"
