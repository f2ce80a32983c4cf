"""Outlets: where built files and their manifest go, a folder of this machine or an address.

Whether a file has to be written is decided by what is there. In a folder that is hashed, and known
as long as its signature is the same; at an address as long as what the address says of it is.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from masthead.diagnostic import ToolError
from masthead.files import hold_folder, sweep_folder, write_file
from masthead.project import Project
from masthead.signature import Hashes
from masthead.targets.output import check_output

if TYPE_CHECKING:
    from masthead.targets.addressstore import AddressStore

KNOWN = ".masthead-known.json"
"""A file at an address with the hashes of those beside it, so that they need not be read again."""
_SAYS = ("ETag", "etag", "content_md5", "md5Hash", "mtime", "LastModified", "last_modified",
         "updated", "created")  # fmt: skip
"""What addresses say of a file, so that one that was written since can be told."""


class Outlet(Protocol):
    """Files by name. What goes wrong is an OSError."""

    def open(self) -> None:
        """Have it ready. Raises UsageError where no files may go, ToolError where none can."""

    def name(self, file: str = "") -> str:
        """Name a file in it, or itself, as people see it."""

    def find(self, file: str) -> str | None:
        """Find the SHA-256 of a file; None when it is not there."""

    def measure(self, file: str) -> int | None:
        """Find the size of a file in bytes; None when it is not there."""

    def read(self, file: str) -> bytes | None:
        """Read a file."""

    def write(self, file: str, data: bytes, digest: str) -> Future[Any] | None:
        """Write a file whole; what is given back, if anything, says when it is there."""

    def owns(self, file: str) -> bool:
        """Whether a file's name leads to a file in it, and nowhere else."""

    def remove(self, file: str) -> None:
        """Remove a file."""

    def hold(self) -> contextlib.AbstractContextManager[None]:
        """Have its manifest to oneself, where that can be."""

    def finish(self) -> None:
        """Take down what is known of its files."""


class FolderOutlet:
    """A folder of this machine."""

    def __init__(self, project: Project, folder: Path, hashes: Hashes) -> None:
        self.project = project
        self.folder = folder
        self.hashes = hashes
        self._base = f"{folder}{os.sep}"  # paths are put together for each file, again and again

    def open(self) -> None:
        """Make the folder, and sweep away what a killed build left."""
        check_output(self.project, self.folder)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise ToolError(f"{self.name()} cannot be made: {reason}") from None
        sweep_folder(self.folder)

    def name(self, file: str = "") -> str:
        """Name a file from the project on."""
        return self.project.name(self.folder / file)

    def find(self, file: str) -> str | None:
        """Find a file's hash."""
        return self.hashes.read(self._base + file)

    def measure(self, file: str) -> int | None:
        """Find a file's size."""
        try:
            return (self.folder / file).stat().st_size
        except OSError:
            return None

    def read(self, file: str) -> bytes | None:
        """Read a file."""
        try:
            return (self.folder / file).read_bytes()
        except OSError:
            return None

    def write(self, file: str, data: bytes, digest: str) -> None:
        """Write a file."""
        write_file(self.folder / file, data)
        self.hashes.note(self._base + file, digest)

    def owns(self, file: str) -> bool:
        """Whether it is a file of the folder, and no link."""
        path = self.folder / file
        return path.resolve().is_relative_to(self.folder.resolve()) and not path.is_symlink()

    def remove(self, file: str) -> None:
        """Remove a file, and the folder that it was alone in."""
        path = self.folder / file
        path.unlink()
        with contextlib.suppress(OSError):
            path.parent.rmdir()  # of print files, when it was the last; not with others in it

    def hold(self) -> contextlib.AbstractContextManager[None]:
        """Hold the folder."""
        return hold_folder(self.folder)

    def finish(self) -> None:
        """The ledger does that."""


class AddressOutlet:
    """An address."""

    def __init__(self, store: AddressStore) -> None:
        self.store = store
        self._there: dict[str, dict[str, Any]] = {}
        self._known: dict[str, list[Any]] = {}
        """By file what the address said of it, and its hash."""
        self._before: bytes | None = None
        self._silent: OSError | None = None

    def open(self) -> None:
        """Look at what is there."""
        try:
            self._there = self.store.look()
            self._before = self.store.read(KNOWN)
        except OSError as error:
            raise ToolError(f"{self.store.address} cannot be read: {error.strerror}") from None
        with contextlib.suppress(ValueError, AttributeError, TypeError):
            for file, (said, digest) in json.loads(self._before or b"{}").items():
                self._known[str(file)] = [said, str(digest)]

    def name(self, file: str = "") -> str:
        """Name a file by its address."""
        return f"{self.store.address}/{file}" if file else self.store.address

    def find(self, file: str) -> str | None:
        """Find a file's hash; one that nothing is known of is read."""
        about = self._there.get(file)
        if about is None:
            return None
        said = _tell_apart(about)
        known = self._known.get(file)
        if known is not None and known[0] == said:
            return str(known[1])
        data = self.read(file)
        if data is None:
            return None
        import hashlib

        digest = hashlib.sha256(data).hexdigest()
        self._known[file] = [said, digest]
        return digest

    def measure(self, file: str) -> int | None:
        """Find a file's size."""
        about = self._there.get(file)
        return None if about is None else int(about.get("size") or 0)

    def read(self, file: str) -> bytes | None:
        """Read a file."""
        try:
            return self.store.read(file)
        except OSError:
            return None

    def write(self, file: str, data: bytes, digest: str) -> Future[Any]:
        """Write a file behind. An address that gave no answer is asked no more."""
        if self._silent is not None:
            raise self._silent

        def note(about: dict[str, Any]) -> None:
            self._there[file] = about
            self._known[file] = [_tell_apart(about), digest]

        def give_up(done: Future[None]) -> None:
            if isinstance(error := done.exception(), TimeoutError):
                self._silent = error

        self._known.pop(file, None)
        future = self.store.put(file, data, note)
        future.add_done_callback(give_up)
        return future

    def owns(self, file: str) -> bool:
        """Whether it is a file there."""
        return file in self._there and ".." not in file.split("/")

    def remove(self, file: str) -> None:
        """Remove a file."""
        self.store.remove(file)
        self._there.pop(file, None)
        self._known.pop(file, None)

    def hold(self) -> contextlib.AbstractContextManager[None]:
        """Nobody can: of two that write at once the later stays."""
        return contextlib.nullcontext()

    def finish(self) -> None:
        """Put down the hashes, if they have changed."""
        known = {file: self._known[file] for file in sorted(self._known) if file in self._there}
        data = json.dumps(known).encode()
        if data != self._before:
            self.store.put(KNOWN, data, lambda _: None).result()


def _tell_apart(about: dict[str, Any]) -> str:
    """Write what an address says of a file: it says something else once that was written again."""
    found = next((about[key] for key in _SAYS if about.get(key) is not None), "")
    if isinstance(found, datetime.datetime):  # in a list of files it may be a number
        found = found.timestamp()
    return f"{about.get('size')} {found}"
