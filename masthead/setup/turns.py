"""One set-up at a time: two `make` in one folder must not write over each other."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def take_turn(lock_file: Path) -> Iterator[None]:
    """Wait until no other process holds `lock_file`, and hold it as long as the block runs.

    The lock goes with the process: one that is killed leaves nothing to clean up.
    """
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
