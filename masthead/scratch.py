"""Scratch folders: where a process, its workers and their tools keep what they need on the way.

They go when the process ends. What a killed one left is known by its lock, which the kernel gave
back, and goes with the next that needs a folder.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time

from masthead.ending import do_at_end

YOUNG = 60
"""Seconds for which a folder is left alone: its maker may not have locked it yet."""
_ATTEMPTS = 25


class Scratch:
    """A folder of one process, in the system's own for such things.

    Raises ToolError without room.
    """

    def __init__(self, base: str | None = None) -> None:
        base = base or os.environ.get("TMPDIR") or "/tmp"  # noqa: S108  # made unguessable
        self._base = os.path.abspath(base)  # noqa: PTH100
        self._prefix = f"masthead-work-{os.getuid()}-"
        self._sweep()
        self.path = os.path.join(self._base, self._prefix + os.urandom(8).hex())  # noqa: PTH118
        self._lock: int | None = None
        self._withdraw = do_at_end(self.close)  # before it is there: a signal may come any moment
        try:
            os.mkdir(self.path, 0o700)  # noqa: PTH102
        except OSError as error:
            self._withdraw()
            from masthead.diagnostic import ToolError

            raise ToolError(
                f"no folder can be made in {self._base}: {error.strerror} "
                "(TMPDIR names the folder for temporary files)"
            ) from None
        self._lock = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def close(self) -> None:
        """Remove the folder; the end of the process does, too."""
        import shutil  # 5 ms, after the build

        self._withdraw()
        for _ in range(_ATTEMPTS):
            shutil.rmtree(self.path, ignore_errors=True)
            if not os.path.lexists(self.path):
                break
            time.sleep(0.02)  # a process killed just now may still write what it was writing
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None  # its number may soon be another's

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
                import shutil

                shutil.rmtree(path, ignore_errors=True)
        finally:
            os.close(folder)


_claimed: dict[int, str] = {}


def claim_scratch() -> str:
    """Give this process a scratch folder, where all its temporary files go from then on.

    Libraries ask :mod:`tempfile` for a place, and some leave there what they have put: the folder
    is removed with everything in it when the process ends. Raises ToolError without room.
    """
    import tempfile  # 5 ms that a build with workers does not need

    process = os.getpid()
    if process not in _claimed:
        _claimed[process] = tempfile.tempdir = Scratch().path
    return _claimed[process]
