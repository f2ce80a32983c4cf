"""Hashes of files, remembered for as long as a file's size, times and inode stay as they were.

A file's times only save the work of hashing it again; whether something is rebuilt is decided by
what is in it. A file changed so recently that its times could not show another change is hashed
every time.
"""

from __future__ import annotations

import os
import stat
import time

Signature = tuple[int, int, int, int]
"""Size, time of last change of content and of the inode (ns), inode."""
TICK = 50_000_000
"""Two changes within this many ns may leave the same times: file systems count in ticks."""


def read_signature(path: str) -> Signature | None:
    """Read a file's signature; None when it is not a file that can be read."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def list_modules(package: str) -> list[str]:
    """List the modules of a package with their sizes and times, which change when they do."""
    found: list[str] = []
    waiting = [package]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    found.append(f"{entry.path} {status.st_size} {status.st_mtime_ns}")
                elif entry.is_dir() and entry.name[0] not in "_.":
                    waiting.append(entry.path)
    return sorted(found)


class Hashes:
    """SHA-256 of files by path, with the signature that each file had when it was hashed."""

    def __init__(self, known: dict[str, list[object]] | None = None) -> None:
        self.known: dict[str, list[object]] = known if known is not None else {}
        """Path to size, times, inode, hash: plain lists, as JSON has them."""

    def read(self, path: str) -> str | None:
        """Give the hash of a file; None when there is no such file."""
        signature = read_signature(path)
        if signature is None:
            self.known.pop(path, None)
            return None
        kept = self.known.get(path)
        if kept is not None and tuple(kept[:4]) == signature:
            return str(kept[4])
        return self._hash(path)

    def note(self, path: str, digest: str) -> None:
        """Take down the hash of a file that this process has just written."""
        signature = read_signature(path)
        if signature is not None:
            self.known[path] = [*signature, digest]

    def _hash(self, path: str) -> str | None:
        import hashlib

        started = time.time_ns()
        try:
            with open(path, "rb") as file:  # noqa: PTH123  # pathlib costs time at the start
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            self.known.pop(path, None)
            return None
        signature = read_signature(path)
        if signature is not None and signature[2] < started - TICK:
            self.known[path] = [*signature, digest]
        else:
            self.known.pop(path, None)
        return digest
