"""Writing files so that they are never half there: beside, then renamed into place.

The file beside is locked while its writer lives, so what a killed build left behind can be told
from what another build is writing just now, and is swept away by the next one.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

_PREFIX = ".masthead-"
_SUFFIX = ".tmp"


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises OSError; what was there before then still is."""
    for _ in range(10):
        beside, descriptor = _open_beside(path)
        try:
            with open(descriptor, "wb", closefd=True) as file:  # noqa: PTH123  # it is open already
                file.write(data)
                file.flush()
                # Still locked while it moves: nobody sweeps it away.
                os.replace(beside, path)  # noqa: PTH105
            return
        except FileNotFoundError:
            if not path.parent.is_dir():
                raise
            # Swept away by another build between its creation and its lock: once more.
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
    raise FileNotFoundError(f"{path}: swept away again and again")


def _open_beside(path: Path) -> tuple[Path, int]:
    """Open a new file beside ``path``, locked, with the rights that any new file would have."""
    while True:
        beside = path.parent / f"{_PREFIX}{os.getpid()}-{os.urandom(6).hex()}{_SUFFIX}"
        with contextlib.suppress(FileExistsError):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
            descriptor = os.open(beside, flags, 0o666)
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return beside, descriptor


def sweep_folder(folder: Path) -> None:
    """Remove what killed writers left beside their files; what is being written now stays."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                descriptor = os.open(left, os.O_RDONLY | os.O_CLOEXEC)
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    left.unlink()
                finally:
                    os.close(descriptor)


@contextlib.contextmanager
def hold_folder(folder: Path) -> Iterator[None]:
    """Have a folder to oneself among the processes that ask: for reading, changing and writing."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
