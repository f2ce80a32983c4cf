"""Waiting for what happens elsewhere, on any machine: look again and again, and give up late."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from masthead.signature import TICK

LONG = 300.0
"""Seconds after which something that takes one or two is taken to hang."""


def wait_until(happened: Callable[[], object], what: str = "what was waited for") -> None:
    """Wait until something has happened. An AssertionError says so when it never does."""
    end = time.monotonic() + LONG
    while not happened():
        assert time.monotonic() < end, f"{what} never happened"
        time.sleep(0.005)


def settle(*folders: Path) -> None:
    """Wait until the files of folders are at rest: until a change is sure to leave other times."""
    paths = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    last = max(path.lstat().st_ctime_ns for path in paths if path.exists())
    wait_until(lambda: time.time_ns() > last + 2 * TICK)
