"""Run the tools that set-up drives (apt, pip, npm): quiet when they work, their words when not."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from masthead.setup import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

LAST_LINES = 15
"""How much of a failed tool's output is worth showing: the reason stands at the end."""


def announce(what: str) -> None:
    """Say in one line what is about to be done; set-up says nothing when there is nothing to do."""
    print(f"set-up: {what}", flush=True)


def run_tool(
    doing: str,
    command: Sequence[str | Path],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run `command` in `folder` and return what it printed.

    `doing` finishes the sentence "could not …" in the SetupError raised when the tool is not there
    or ends with anything but 0.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise SetupError(f"could not {doing}: {command[0]}: {error.strerror}") from error
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip().splitlines()[-LAST_LINES:]
        told = "".join(f"\n    {line}" for line in said)
        raise SetupError(f"could not {doing} ({command[0]} ended with {done.returncode}):{told}")
    return done.stdout
