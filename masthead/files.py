"""Writing files so that they are never half there: beside, then renamed into place.

The file beside is locked while its writer lives, so what a killed build left behind can be told
from what another build is writing just now, and is swept away by the next one.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

_PREFIX = ".masthead-"
_SUFFIX = ".tmp"


class ChangedMeanwhileError(Exception):
    """A file is no longer what was read of it."""


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises OSError; what was there before then still is."""
    _write_beside(path, [data], lambda _: None)


def write_pieces(path: Path, pieces: Sequence[bytes]) -> None:
    """Write a file as :func:`write_file` does, of pieces that nobody has to put together."""
    _write_beside(path, pieces, lambda _: None)


def rewrite_file(path: Path, before: bytes, after: bytes) -> None:
    """Put ``after`` in place of ``before`` in a person's own file, at the end of its links.

    Its permissions, and its owner where that may be kept, stay. Raises ChangedMeanwhileError when
    the file holds anything but ``before`` by now, and OSError when it may not be written.
    """
    path = path.resolve()
    kept = path.stat()
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def prepare(descriptor: int) -> None:
        with contextlib.suppress(OSError):  # only root may give files away
            os.fchown(descriptor, kept.st_uid, kept.st_gid)
        os.fchmod(descriptor, stat.S_IMODE(kept.st_mode))
        # As late as can be: what is saved after this is saved in the time of one rename.
        if path.read_bytes() != before:
            raise ChangedMeanwhileError

    _write_beside(path, [after], prepare)


def _write_beside(path: Path, pieces: Sequence[bytes], prepare: Callable[[int], None]) -> None:
    """Write a file beside ``path``, have it prepared (its descriptor is handed over), move it."""
    for _ in range(10):
        beside, descriptor = _open_beside(path)
        try:
            with open(descriptor, "wb", closefd=True) as file:  # noqa: PTH123  # it is open already
                file.writelines(pieces)
                file.flush()
                prepare(descriptor)
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
