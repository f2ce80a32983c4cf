"""The cache: results by the fingerprint of what they were made from.

``objects/`` holds files under their own SHA-256, ``actions/`` says which object came of which
inputs. Every read is checked against its hash, so a damaged entry is found and made again. Writing
goes beside and is renamed, so any number of processes can share the folder, and any can be killed.
A cache that cannot be used (a full disk, no rights) never fails a build: it is left alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from masthead.cachefolder import ROOMS, find_cache_folder
from masthead.diagnostic import UsageError
from masthead.files import sweep_folder, write_file

DEFAULT_LIMIT = 1024 * 1024 * 1024
MOST_TRACES = 16
"""How many sets of recorded inputs are kept for one fingerprint."""
FORM = 2
"""Changes when records change their form. Those of another form are left to who wrote them."""
_UNITS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}


def read_limit() -> int:
    """Read the size limit in bytes: ``MASTHEAD_CACHE_SIZE`` (``500M``), or 1 GB."""
    written = os.environ.get("MASTHEAD_CACHE_SIZE", "").strip().upper().removesuffix("B")
    if not written:
        return DEFAULT_LIMIT
    number, unit = (written[:-1], written[-1]) if written[-1] in "KMG" else (written, "")
    if not number.isdecimal():
        raise UsageError(f"MASTHEAD_CACHE_SIZE={written} is no size (for example 500M or 2G)")
    return int(number) * _UNITS[unit]


@dataclass(frozen=True, slots=True)
class CacheUse:
    """What a cache holds."""

    folder: Path
    objects: int
    actions: int
    size: int
    """In bytes."""
    limit: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What came of an action, and the inputs that were recorded meanwhile."""

    inputs: dict[str, str]
    result: dict[str, Any]


class Cache:
    """A folder of results. ``Cache(None)`` keeps nothing and finds nothing."""

    def __init__(self, folder: Path | None, limit: int = DEFAULT_LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self.trouble: str | None = None
        """Why the cache cannot be written, once that was tried."""
        self.is_small = False
        """Whether something of this very build had to go, once the cache was trimmed."""
        self._stored = False
        self._used: set[Path] = set()

    def find(self, key: str, fits: Callable[[Mapping[str, str]], bool]) -> Trace | None:
        """Find what came of the action ``key`` with recorded inputs that still fit."""
        for trace in self._read_traces(key):
            if fits(trace["inputs"]):
                return Trace(trace["inputs"], trace["result"])
        return None

    def remember(self, key: str, inputs: Mapping[str, str], result: Mapping[str, Any]) -> None:
        """Keep what came of an action, with the inputs recorded meanwhile."""
        if self.folder is None:
            return
        kept = [trace for trace in self._read_traces(key) if trace["inputs"] != inputs]
        traces = [{"inputs": dict(inputs), "result": dict(result)}, *kept][:MOST_TRACES]
        # In the order given: that of language versions counts. ASCII: file names may be no UTF-8.
        body = json.dumps({"form": FORM, "traces": traces}).encode()
        check = hashlib.sha256(body).hexdigest().encode()
        self._write(self._path("actions", key), check + b"\n" + body)

    def read(self, digest: str) -> bytes | None:
        """Read an object; None when it is not there or damaged, and then it is removed."""
        if self.folder is None:
            return None
        path = self._path("objects", digest)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data).hexdigest() == digest:
            self._mark_used(path)
            return data
        with contextlib.suppress(OSError):
            path.unlink()
        return None

    def store(self, data: bytes) -> str:
        """Keep an object and return its SHA-256."""
        digest = hashlib.sha256(data).hexdigest()
        if self.folder is not None:
            path = self._path("objects", digest)
            if not path.is_file() or path.stat().st_size != len(data):
                self._write(path, data)
        return digest

    def measure(self) -> CacheUse:
        """Count what is there."""
        objects = actions = size = 0
        for _, found, folder in self._walk():
            size += found.st_size
            objects += folder == "objects"
            actions += folder == "actions"
        return CacheUse(self.folder or Path(), objects, actions, size, self.limit)

    def clear(self) -> None:
        """Remove everything. Raises OSError."""
        if self.folder is not None:
            for room in ROOMS:
                if (self.folder / room).is_dir():
                    shutil.rmtree(self.folder / room)

    def trim(self) -> None:
        """Bring the cache under its limit, if something was stored: what was used longest ago goes.

        It is brought down to nine tenths, so that not every build has to.
        """
        if self.folder is None or not self._stored:
            return
        self._stored = False
        files = list(self._walk())
        size = sum(found.st_size for _, found, _ in files)
        if size <= self.limit:
            return
        # What this very build took or made goes last.
        files.sort(key=lambda file: (file[0] in self._used, file[1].st_mtime_ns))
        for path, found, _ in files:
            if size <= self.limit * 0.9:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                size -= found.st_size
                self.is_small |= path in self._used
        for folder in self.folder.glob("*/*"):
            sweep_folder(folder)

    def _walk(self) -> list[tuple[Path, os.stat_result, str]]:
        found = []
        for room in ("objects", "actions"):
            for path in (self.folder / room).glob("*/*") if self.folder else ():
                with contextlib.suppress(OSError):
                    found.append((path, path.stat(), room))
        return found

    def _read_traces(self, key: str) -> list[dict[str, Any]]:
        if self.folder is None:
            return []
        path = self._path("actions", key)
        try:
            check, _, body = path.read_bytes().partition(b"\n")
        except OSError:
            return []
        if hashlib.sha256(body).hexdigest().encode() != check:
            with contextlib.suppress(OSError):
                path.unlink()
            return []
        self._mark_used(path)
        return _read_form(body)

    def _path(self, room: str, digest: str) -> Path:
        return (self.folder or Path()) / room / digest[:2] / digest[2:]

    def _write(self, path: Path, data: bytes) -> None:
        if self.trouble is not None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, data)
            self._stored = True
            self._used.add(path)
        except OSError as error:
            self.trouble = error.strerror or type(error).__name__

    def _mark_used(self, path: Path) -> None:
        """Move a file to the end of the queue of those to be removed, once a day at most."""
        self._used.add(path)
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > 86400:
                os.utime(path)


def open_cache() -> Cache:
    """Open the cache of this machine. Raises UsageError for a limit that is none."""
    return Cache(Path(find_cache_folder()), read_limit())


def _read_form(body: bytes) -> list[dict[str, Any]]:
    """Read what another version may have written in another form: then there is nothing."""
    try:
        record = json.loads(body)
    except ValueError:
        return []
    match record:
        case {"form": int(form), "traces": [*traces]} if form == FORM:
            return [one for one in traces if _is_trace(one)]
        case _:
            return []


def _is_trace(one: object) -> bool:
    match one:
        case {"inputs": dict(inputs), "result": dict()}:
            return all(isinstance(digest, str) for digest in inputs.values())
        case _:
            return False
