"""Opening an editor at a line: by a command given beforehand, or by a link that VS Code knows."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path
from urllib.parse import quote

from masthead.diagnostic import Place, ToolError, UsageError

_FIELDS = ("{file}", "{line}", "{column}")


def read_command(written: str | None) -> tuple[str, ...]:
    """Read the command of ``--editor``, in words as a shell would; empty without one.

    Raises UsageError where it does not say which file.
    """
    if not written:
        return ()
    try:
        words = tuple(shlex.split(written))
    except ValueError as error:
        raise UsageError(f"--editor {written}: {error}") from None
    if not any("{file}" in word for word in words):
        raise UsageError(
            f"--editor {written}: it must say where the file stands, as in 'vim +{{line}} {{file}}'"
        )
    return words


def open_editor(command: tuple[str, ...], path: Path, place: Place) -> None:
    """Run the command for a place, and do not wait for it. Raises ToolError."""
    values = {"{file}": str(path), "{line}": str(place.line), "{column}": str(place.column)}
    words = []
    for word in command:
        for field in _FIELDS:
            word = word.replace(field, values[field])  # noqa: PLW2901
        words.append(word)
    try:
        subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise ToolError(f"--editor: {words[0]} cannot be started: {error.strerror}") from None


def link_editor(path: Path, place: Place) -> str:
    """Make the link that VS Code opens at a place."""
    return f"vscode://file/{quote(str(path).lstrip('/'))}:{place.line}:{place.column}"
