"""Scratch folders: where workers and their tools keep what they need on the way.

It goes when the build ends. What a killed build left is known by its lock, which the kernel gave
back, and goes with the next build.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import time

from masthead.diagnostic import ToolError

YOUNG = 60
"""Seconds for which a folder is left alone: its maker may not have locked it yet."""


class Scratch:
    """A folder of one build, in the system's own for such things. Raises ToolError without room."""

    def __init__(self, base: str | None = None) -> None:
        self._base = base or os.environ.get("TMPDIR") or "/tmp"  # noqa: S108  # made unguessable
        self._prefix = f"masthead-work-{os.getuid()}-"
        self._sweep()
        self.path = os.path.join(self._base, self._prefix + os.urandom(8).hex())  # noqa: PTH118
        try:
            os.mkdir(self.path, 0o700)  # noqa: PTH102
        except OSError as error:
            raise ToolError(f"no folder can be made in {self._base}: {error.strerror}") from None
        self._lock = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.path, ignore_errors=True)
        with contextlib.suppress(OSError):
            os.close(self._lock)

    def _sweep(self) -> None:
        with contextlib.suppress(OSError), os.scandir(self._base) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    if entry.name.startswith(self._prefix) and entry.is_dir(follow_symlinks=False):
                        self._sweep_folder(entry.path)

    @staticmethod
    def _sweep_folder(path: str) -> None:
        folder = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            if time.time() - os.fstat(folder).st_mtime > YOUNG:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path, ignore_errors=True)
        finally:
            os.close(folder)
