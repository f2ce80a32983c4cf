"""Stores at an address: what ``fsspec`` can open, such as ``s3://…``, ``sftp://…``, ``memory://``.

An address may be far away, without rights, full, or silent. So everything is done in threads: what
is read is fetched while other work goes on, what is written is written behind, and whoever gets no
answer in time goes on without. A store of objects takes a file whole or not at all; elsewhere it is
written beside and moved.
"""

from __future__ import annotations

import contextlib
import os
import queue
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, InvalidStateError
from pathlib import Path
from typing import Any, TypeVar

from masthead.diagnostic import ToolError
from masthead.targets.store import Entry, FolderStore, Store

Result = TypeVar("Result")
PATIENCE = 60.0
"""Seconds that an address may take to answer."""
_GLANCE = 0.5
"""Seconds from one look at what is awaited to the next."""
THREADS = 16
MOST_UNWRITTEN = 64
"""How many entries may wait to be written, before whoever writes more waits, too."""
_PASSWORD = re.compile(r"://([^/@:]*):[^/@]*@")
"""What no message shows."""
_WHOLE = frozenset({"memory", "s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss"})
"""Protocols under which a file that is put is there whole, or as it was before."""


class AddressStore:
    """A store at an address."""

    is_far = True

    def __init__(
        self, address: str, patience: float = PATIENCE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.address = _PASSWORD.sub("://\\1@", address.rstrip("/"))
        self.patience = patience
        self.files, self.root = _open_address(address.rstrip("/"))
        protocol = self.files.protocol
        names = {protocol} if isinstance(protocol, str) else set(protocol)
        self._whole = bool(names & _WHOLE)
        self._crew = _Crew(patience, clock)
        self._fetched: dict[str, bytes | None] = {}
        self._unwritten = threading.BoundedSemaphore(MOST_UNWRITTEN)
        self._writing: dict[str, Future[None]] = {}
        self._failed: OSError | None = None

    def read(self, name: str) -> bytes | None:
        """Read an entry."""
        if name in self._fetched:
            return self._fetched[name]
        return self._wait(self._crew.submit(self._read, name))

    def write(self, name: str, data: bytes, *, once: bool = False) -> None:
        """Write an entry behind."""
        self._raise_failure()
        if not self._unwritten.acquire(timeout=self.patience):
            raise self._explain(TimeoutError(_write_patience(self.patience)))
        before = self._writing.get(name)
        future = self._crew.submit(self._write, name, data, once, before)
        self._writing[name] = future
        future.add_done_callback(lambda done: self._end_writing(name, done))

    def put(self, name: str, data: bytes, note: Callable[[dict[str, Any]], None]) -> Future[None]:
        """Write a file, and have noted what the address says of it once it is there."""

        def put() -> None:
            self._write(name, data, False, None)
            note(self.files.info(self._path(name)))

        return self._crew.submit(put)

    def remove(self, name: str) -> None:
        """Remove an entry."""
        self._wait(self._crew.submit(self._remove, name))

    def list(self) -> Iterator[Entry]:
        """List the entries."""
        found = self._wait(self._crew.submit(self._list))
        for path, about in found.items():
            name = path.removeprefix(self.root).lstrip("/")
            yield Entry(name, int(about.get("size") or 0), 0)

    def look(self) -> dict[str, dict[str, Any]]:
        """Look at the entries: what the address says about each, by name."""
        found = self._wait(self._crew.submit(self._list))
        return {path.removeprefix(self.root).lstrip("/"): about for path, about in found.items()}

    def fetch(self, names: Iterable[str]) -> Future[None]:
        """Fetch entries. What cannot be had is found out when it is read."""
        wanted = [name for name in names if name not in self._fetched]

        def fetch() -> None:
            for name in wanted:
                self._fetched[name] = self._read(name)

        return self._crew.submit(fetch)

    def drop(self, names: Iterable[str]) -> None:
        """Let go of what was fetched."""
        for name in names:
            self._fetched.pop(name, None)

    def finish(self) -> None:
        """Wait until everything is written."""
        for future in [*self._writing.values()]:
            with contextlib.suppress(OSError):
                future.result()
        self._raise_failure()

    # --- in the threads

    def _read(self, name: str) -> bytes | None:
        try:
            data: bytes = self.files.cat_file(self._path(name))
        except (FileNotFoundError, NotADirectoryError):
            return None
        return data

    def _write(self, name: str, data: bytes, once: bool, before: Future[None] | None) -> None:
        if before is not None:  # the same entry: the later one has to stay
            with contextlib.suppress(OSError):
                before.result(self.patience)
        path = self._path(name)
        if once:
            with contextlib.suppress(FileNotFoundError):
                if self.files.size(path) == len(data):
                    return
        if self._whole:
            self._put(path, data)
            return
        folder, _, last = path.rpartition("/")
        beside = f"{folder}/.masthead-{os.urandom(6).hex()}-{last[-40:]}.tmp"
        try:
            self._put(beside, data)
            self._move(beside, path)
        except BaseException:
            with contextlib.suppress(Exception):
                self.files.rm_file(beside)
            raise

    def _put(self, path: str, data: bytes) -> None:
        try:
            self.files.pipe_file(path, data)
        except FileNotFoundError:
            self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self.files.pipe_file(path, data)

    def _move(self, beside: str, path: str) -> None:
        try:
            self.files.mv(beside, path)
        except FileExistsError:  # some do not put one file in place of another
            self.files.rm_file(path)
            self.files.mv(beside, path)

    def _remove(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self.files.rm_file(self._path(name))

    def _list(self) -> dict[str, dict[str, Any]]:
        try:
            found: dict[str, dict[str, Any]] = self.files.find(self.root, detail=True)
        except FileNotFoundError:
            return {}
        return found

    # --- what goes wrong

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}"

    def _wait(self, future: Future[Result]) -> Result:
        return future.result()

    def _end_writing(self, name: str, done: Future[None]) -> None:
        self._unwritten.release()
        if self._writing.get(name) is done:
            self._writing.pop(name, None)
        error = done.exception()
        if error is not None and self._failed is None:
            self._failed = self._explain(error)

    def _raise_failure(self) -> None:
        if self._failed is not None:
            raise self._failed

    @staticmethod
    def _explain(error: BaseException) -> OSError:
        return error if isinstance(error, OSError) else OSError(None, explain_error(error))


class _Crew:
    """Threads that nobody waits for at the end: what they wait for may never come."""

    def __init__(self, patience: float, clock: Callable[[], float]) -> None:
        self.patience = patience
        self._clock = clock
        self._tasks: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = queue.SimpleQueue()
        self._due: queue.SimpleQueue[tuple[float, Future[Any]]] = queue.SimpleQueue()
        self._threads = 0

    def submit(self, function: Callable[..., Result], *arguments: Any) -> Future[Result]:
        """Have something done. Whatever goes wrong, also that it takes too long, is an OSError."""
        if self._threads == 0:
            threading.Thread(target=self._watch, daemon=True).start()
        if self._threads < THREADS:
            self._threads += 1
            threading.Thread(target=self._work, daemon=True).start()
        future: Future[Result] = Future()
        self._tasks.put((future, lambda: function(*arguments)))
        self._due.put((self._clock() + self.patience, future))
        return future

    def _work(self) -> None:
        while True:
            future, do = self._tasks.get()
            if future.done():  # given up
                continue
            try:
                result = do()
            except OSError as error:
                told = error if error.strerror else OSError(error.errno, explain_error(error))
                _settle(future, told)
            except Exception as error:  # noqa: BLE001  # every address has errors of its own
                _settle(future, OSError(None, explain_error(error)))
            else:
                with contextlib.suppress(InvalidStateError):
                    future.set_result(result)

    def _watch(self) -> None:
        while True:
            due, future = self._due.get()
            while not future.done() and (left := due - self._clock()) > 0:
                time.sleep(min(left, _GLANCE))
            if not future.done():
                _settle(future, TimeoutError(None, _write_patience(self.patience)))


def _settle(future: Future[Any], error: OSError) -> None:
    with contextlib.suppress(InvalidStateError):
        future.set_exception(error)


def _write_patience(patience: float) -> str:
    return f"no answer within {patience:g} seconds"


def explain_error(error: BaseException) -> str:
    """Say in a line what an address answered."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]


def _open_address(address: str) -> tuple[Any, str]:
    """Open an address: what speaks to it, and its path there. Raises ToolError."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise ToolError(
            f"{address} is an address, which takes fsspec: pip install 'masthead[cluster]'"
        ) from None
    try:
        files, root = url_to_fs(address, use_listings_cache=False, skip_instance_cache=False)
    except Exception as error:  # noqa: BLE001  # every kind of address has errors of its own
        raise ToolError(f"{address} cannot be opened: {explain_error(error)}") from None
    return files, str(root).rstrip("/")


def open_store(place: Path | str) -> Store:
    """Open a store, in a folder or at an address. Raises ToolError where nothing can open it."""
    return FolderStore(place) if isinstance(place, Path) else AddressStore(place)
