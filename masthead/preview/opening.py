"""Opening an editor at a line: by a command given beforehand, or by a link that VS Code knows."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import threading
from pathlib import Path
from urllib.parse import quote

from masthead.diagnostic import Place, ToolError, UsageError

_FIELD = re.compile(r"\{(file|line|column)\}")
_MOMENT = 0.3
"""Seconds in which a command fails that fails at once."""
_IN_TERMINAL = frozenset({"vi", "vim", "nvim", "nano", "hx", "helix", "kak", "micro"})
"""Editors that open no window of their own."""


def read_command(written: str | None) -> tuple[str, ...]:
    """Read the command of ``--editor``, in words as a shell would; empty without one.

    Raises UsageError where it does not say which file, or where there is no such program.
    """
    if not written:
        return ()
    try:
        words = tuple(shlex.split(written))
    except ValueError as error:
        raise UsageError(f"--editor {written}: {error}") from None
    if not any("{file}" in word for word in words):
        raise UsageError(
            f"--editor {written}: it must say where the file stands: 'gvim +{{line}} {{file}}'"
        )
    if shutil.which(words[0]) is None:
        raise UsageError(f"--editor {written}: there is no program {words[0]} here")
    return words


def warn_of(command: tuple[str, ...]) -> str:
    """Say why a command opens nothing that anybody sees; empty where it may."""
    name = Path(command[0]).name if command else ""
    if name not in _IN_TERMINAL:
        return ""
    return (
        f"{name} runs in a terminal, and a click gives it none: name a command that opens one, "
        f"such as 'x-terminal-emulator -e {name} …', or that speaks to an editor which is open"
    )


def open_editor(command: tuple[str, ...], path: Path, place: Place) -> None:
    """Run the command for a place, and wait no longer than to see it fail. Raises ToolError."""
    values = {"file": str(path), "line": str(place.line), "column": str(place.column)}
    words = [_FIELD.sub(lambda field: values[field[1]], word) for word in command]
    try:
        process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise ToolError(f"--editor: {words[0]} cannot be started: {error.strerror}") from None
    try:
        code = process.wait(_MOMENT)
    except subprocess.TimeoutExpired:  # it is open
        threading.Thread(target=process.wait, name="editor", daemon=True).start()
        return
    if code:
        raise ToolError(f"--editor: {words[0]} failed with code {code}")


def link_editor(path: Path, place: Place) -> str:
    """Make the link that VS Code opens at a place."""
    return f"vscode://file/{quote(str(path).lstrip('/'))}:{place.line}:{place.column}"
