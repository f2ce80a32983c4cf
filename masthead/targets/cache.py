"""The cache: results by the fingerprint of what they were made from.

``objects/`` holds files under their own SHA-256, ``actions/`` says which object came of which
inputs. Every read is checked against its hash, so a damaged entry is found and made again. They are
kept in a store (``store.py``), which any number of processes can share, and any can be killed.
A cache that cannot be used (a full disk, no rights) stops no build: it is left alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from msgspec import Struct

from masthead.cachefolder import ROOMS, find_cache_folder
from masthead.diagnostic import UsageError
from masthead.targets.store import Entry, FolderStore, Store

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


class CacheUse(Struct, frozen=True):
    """What a cache holds."""

    address: str
    objects: int
    actions: int
    size: int
    """In bytes."""
    limit: int | None
    """In bytes."""


class Trace(Struct, frozen=True):
    """What came of an action, and the inputs that were recorded meanwhile."""

    inputs: dict[str, str]
    result: dict[str, Any]


class Cache:
    """Results in a store. ``Cache(None)`` keeps nothing and finds nothing.

    Without a ``limit`` it is never trimmed: others may share it, and keep house in it.
    """

    def __init__(self, place: Path | Store | None, limit: int | None = DEFAULT_LIMIT) -> None:
        self.entries = FolderStore(place) if isinstance(place, Path) else place
        self.limit = limit
        self.trouble: str | None = None
        """What could not be done with the store, and why, once that was tried."""
        self.damaged: list[str] = []
        """Entries that did not hold what they should, and were removed."""
        self.is_small = False
        """Whether something of this very build had to go, once the cache was trimmed."""
        self._closed = False
        self._full = False
        self._stored = False
        self._written = 0
        """Bytes since it was trimmed."""
        self._used: set[str] = set()

    @property
    def address(self) -> str:
        """Where it is."""
        return self.entries.address if self.entries else ""

    @property
    def is_far(self) -> bool:
        """Whether entries should be fetched before they are asked for."""
        return self.entries is not None and self.entries.is_far

    def find(self, key: str, fits: Callable[[Mapping[str, str]], bool]) -> Trace | None:
        """Find what came of the action ``key`` with recorded inputs that still fit."""
        for trace in self._read_traces(key):
            if fits(trace["inputs"]):
                return Trace(trace["inputs"], trace["result"])
        return None

    def remember(self, key: str, inputs: Mapping[str, str], result: Mapping[str, Any]) -> None:
        """Keep what came of an action, with the inputs recorded meanwhile."""
        if self.entries is None:
            return
        kept = [trace for trace in self._read_traces(key) if trace["inputs"] != inputs]
        traces = [{"inputs": dict(inputs), "result": dict(result)}, *kept][:MOST_TRACES]
        # In the order given: that of language versions counts. ASCII: file names may be no UTF-8.
        body = json.dumps({"form": FORM, "traces": traces}).encode()
        check = hashlib.sha256(body).hexdigest().encode()
        self._write(name_action(key), check + b"\n" + body)

    def read(self, digest: str) -> bytes | None:
        """Read an object; None when it is not there or damaged, and then it is removed."""
        name = name_object(digest)
        data = self._read(name)
        if data is None or hashlib.sha256(data).hexdigest() == digest:
            return data
        self._remove_damaged(name)
        return None

    def store(self, data: bytes) -> str:
        """Keep an object and return its SHA-256."""
        digest = hashlib.sha256(data).hexdigest()
        self._write(name_object(digest), data, once=True)
        return digest

    def fetch(self, names: Iterable[str]) -> Future[None] | None:
        """Have entries of a store that is far at hand; None where there is nothing to wait for."""
        if self.entries is None or self._closed or not self.entries.is_far:
            return None
        return self.entries.fetch(names)

    def give_up(self, error: OSError) -> None:
        """Leave a store alone that gave no entry when it was asked for one."""
        self._closed = True
        self._note("read", error)

    def drop(self, names: Iterable[str]) -> None:
        """Let go of entries that were fetched."""
        if self.entries is not None:
            self.entries.drop(names)

    def measure(self) -> CacheUse:
        """Count what is there. Raises OSError."""
        objects = actions = size = 0
        for entry in self._list():
            size += entry.size
            objects += entry.name.startswith("objects/")
            actions += entry.name.startswith("actions/")
        return CacheUse(self.address, objects, actions, size, self.limit)

    def clear(self) -> None:
        """Remove everything. Raises OSError."""
        if isinstance(self.entries, FolderStore):
            self.entries.clear(ROOMS)

    def finish(self) -> None:
        """Wait until everything is written."""
        try:
            if self.entries is not None and not self._closed:
                self.entries.finish()
        except OSError as error:
            self._note("written", error)

    def trim(self) -> None:
        """Bring the cache under its limit, if something was stored: what was used longest ago goes.

        It is brought down to nine tenths, so that not every build has to.
        """
        store = self.entries
        if not isinstance(store, FolderStore) or self.limit is None or not self._stored:
            return
        self._stored = False
        written, self._written = self._written, 0
        if store.add_to_size(written) <= self.limit:
            return
        entries = list(self._list())
        size = sum(entry.size for entry in entries)
        if size <= self.limit:
            store.note_size(size)
            return
        # What this very build took or made goes last.
        entries.sort(key=lambda entry: (entry.name in self._used, entry.used))
        for entry in entries:
            if size <= self.limit * 0.9:
                break
            with contextlib.suppress(OSError):
                store.remove(entry.name)
                size -= entry.size
                self.is_small |= entry.name in self._used
        store.note_size(size)
        store.sweep()

    def _list(self) -> Iterator[Entry]:
        for entry in self.entries.list() if self.entries else ():
            if entry.name.startswith(("objects/", "actions/")):
                yield entry

    def _read_traces(self, key: str) -> list[dict[str, Any]]:
        name = name_action(key)
        data = self._read(name)
        if data is None:
            return []
        check, _, body = data.partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != check:
            self._remove_damaged(name)
            return []
        return _read_form(body)

    def _read(self, name: str) -> bytes | None:
        if self.entries is None or self._closed:
            return None
        try:
            data = self.entries.read(name)
        except OSError as error:
            # Without rights to an entry here the others may be fine; one far away is left alone.
            self._closed = self.entries.is_far
            self._note("read", error)
            return None
        if data is not None and self.limit is not None:
            self._used.add(name)
        return data

    def _write(self, name: str, data: bytes, *, once: bool = False) -> None:
        if self.entries is None or self._full or self._closed:
            return
        try:
            self.entries.write(name, data, once=once)
        except OSError as error:
            self._full = True
            self._note("written", error)
            return
        self._stored = True
        self._written += len(data)
        if self.limit is not None:
            self._used.add(name)

    def _remove_damaged(self, name: str) -> None:
        self.damaged.append(name)
        with contextlib.suppress(OSError):
            if self.entries is not None:
                self.entries.drop([name])
                self.entries.remove(name)

    def _note(self, done: str, error: OSError) -> None:
        if self.trouble is None:
            self.trouble = f"{done}: {error.strerror or error or type(error).__name__}"


def name_action(key: str) -> str:
    """Name the entry of an action."""
    return f"actions/{key[:2]}/{key[2:]}"


def name_object(digest: str) -> str:
    """Name the entry of an object."""
    return f"objects/{digest[:2]}/{digest[2:]}"


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
