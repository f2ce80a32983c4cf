"""Stores: where a cache keeps its entries, each whole under a name such as ``objects/ab/cdef``.

A store is a folder here, or an address that several machines share (``addressstore.py``). What an
entry holds, and whether it is whole, is the cache's business: it checks every entry by its hash.
"""

from __future__ import annotations

import contextlib
import math
import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from masthead.files import sweep_folder, write_file

_ADDRESS = re.compile(r"[a-z][a-z0-9+.:_-]*://", re.IGNORECASE)
_FILE = "file://"
DAY = 86400
SIZE = "size"
"""The file in which a folder's size is noted: counting takes a look at every entry."""


class Entry(Struct, frozen=True):
    """An entry of a store."""

    name: str
    size: int
    """In bytes."""
    used: int
    """When it was written or last found useful, in ns."""


class Store(Protocol):
    """Entries by name. Whatever goes wrong behind it is an OSError."""

    @property
    def address(self) -> str:
        """Where it is, as people name it."""

    @property
    def is_far(self) -> bool:
        """Whether to read an entry takes so long that other work should go on meanwhile."""

    def read(self, name: str) -> bytes | None:
        """Read an entry; None when there is none."""

    def write(self, name: str, data: bytes, *, once: bool = False) -> None:
        """Write an entry whole or not at all; ``once``: unless one of this size is there.

        A store that is far may do so later, and raise what went wrong at the next call.
        """

    def remove(self, name: str) -> None:
        """Remove an entry, if it is there."""

    def list(self) -> Iterable[Entry]:
        """List the entries."""

    def fetch(self, names: Iterable[str]) -> Future[None]:
        """Have entries at hand, so that reading them takes no time, until they are dropped."""

    def drop(self, names: Iterable[str]) -> None:
        """Let go of what was fetched."""

    def finish(self) -> None:
        """Wait until everything is written."""


class FolderStore:
    """A store in a folder, which any number of processes may share."""

    is_far = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._base = f"{folder}{os.sep}"  # paths are put together once for each entry

    @property
    def address(self) -> str:
        """The folder's name."""
        return str(self.folder)

    def read(self, name: str) -> bytes | None:
        """Read an entry, and note once a day that it is still useful."""
        path = self._base + name
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                data = file.read()
                used = os.fstat(file.fileno()).st_mtime
        except (FileNotFoundError, NotADirectoryError):
            return None
        if time.time() - used > DAY:
            with contextlib.suppress(OSError):
                os.utime(path)
        return data

    def write(self, name: str, data: bytes, *, once: bool = False) -> None:
        """Write an entry."""
        path = self.folder / name
        if once and path.is_file() and path.stat().st_size == len(data):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, data)

    def remove(self, name: str) -> None:
        """Remove an entry."""
        (self.folder / name).unlink(missing_ok=True)

    def list(self) -> Iterator[Entry]:
        """List the entries."""
        for path in self.folder.glob("*/*/*"):
            with contextlib.suppress(OSError):
                found = path.stat()
                name = path.relative_to(self.folder).as_posix()
                yield Entry(name, found.st_size, found.st_mtime_ns)

    def fetch(self, names: Iterable[str]) -> Future[None]:
        """Nothing takes time here."""
        future: Future[None] = Future()
        future.set_result(None)
        return future

    def drop(self, names: Iterable[str]) -> None:
        """Nothing was fetched."""

    def finish(self) -> None:
        """Everything is written."""

    def note_size(self, size: int) -> None:
        """Note how many bytes were counted just now."""
        self._write_size(size, time.time())

    def add_to_size(self, written: int) -> float:
        """Give the size that was noted, with what was written since; infinite if it is not known.

        Where several write at once some of it may be lost, so it is known for a day only.
        """
        try:
            size, counted = (self.folder / SIZE).read_text("ascii").split()
            known, age = int(size) + written, time.time() - float(counted)
        except (OSError, ValueError):
            return math.inf
        if not 0 <= age < DAY:
            return math.inf
        self._write_size(known, float(counted))
        return known

    def _write_size(self, size: int, counted: float) -> None:
        with contextlib.suppress(OSError):
            write_file(self.folder / SIZE, f"{size} {counted}".encode())

    def sweep(self) -> None:
        """Sweep away what killed writers left."""
        for folder in self.folder.glob("*/*"):
            sweep_folder(folder)

    def clear(self, rooms: Iterable[str]) -> None:
        """Remove whole rooms."""
        for room in rooms:
            if (self.folder / room).is_dir():
                shutil.rmtree(self.folder / room)
        (self.folder / SIZE).unlink(missing_ok=True)


def is_address(written: str) -> bool:
    """Whether what a person typed is an address rather than the name of a folder."""
    return _ADDRESS.match(written) is not None


def read_place(written: str) -> Path | str:
    """Read where something is kept: a folder, by its name or as ``file://…``, or an address."""
    if written.lower().startswith(_FILE):
        from urllib.parse import unquote

        return Path(unquote(written[len(_FILE) :]))
    return written if is_address(written) else Path(written)
