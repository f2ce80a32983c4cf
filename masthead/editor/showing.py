"""Showing a line in the preview: a preview says where it can be reached, an editor asks it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple

from masthead.cachefolder import find_cache_folder
from masthead.diagnostic import ToolError
from masthead.files import write_file
from masthead.project import Project

HOST = "127.0.0.1"
_PATIENCE = 5.0
"""Seconds that a preview may take to answer: it is on this machine."""


class Address(NamedTuple):
    """Where a preview can be reached: on this machine, by who knows its token."""

    port: int
    token: str


@contextlib.contextmanager
def announce(project: Project, address: Address) -> Iterator[None]:
    """Tell this person's editors where a preview of a project can be reached, as long as it is."""
    path = _find_folder() / f"{_name(project)}-{address.port}.json"
    with contextlib.suppress(OSError):  # a cache that cannot be used: no editor finds the preview
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_file(path, b"")
        path.chmod(0o600)  # before anything stands in it
        path.write_bytes(json.dumps(address._asdict()).encode())
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink()


def list_addresses(project: Project) -> list[Address]:
    """List the previews of a project, the one that was started last first."""
    found: list[tuple[float, Address]] = []
    for path in _find_folder().glob(f"{_name(project)}-*.json"):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            status = path.stat()
            if status.st_uid == os.getuid():
                read = json.loads(path.read_bytes())
                found.append((status.st_mtime, Address(int(read["port"]), str(read["token"]))))
    return [address for _, address in sorted(found, reverse=True)]


def show_line(project: Project, name: str, line: int) -> None:
    """Have the preview show what a line of a paper says. Raises ToolError where there is none."""
    for address in list_addresses(project):
        try:
            status = _ask(address, {"file": name, "line": line})
        except (OSError, HTTPException):  # killed, and could not take its file away
            continue
        if status >= 400:
            raise ToolError(f"the preview cannot show line {line} of {name}")
        return
    raise ToolError("no preview is open (masthead preview opens one)")


def _ask(address: Address, facts: dict[str, object]) -> int:
    """Ask a preview to show something: the status of its answer. Raises OSError, HTTPException."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {address.token}"}
    connection = HTTPConnection(HOST, address.port, timeout=_PATIENCE)
    try:
        connection.request("POST", "/show", json.dumps(facts), headers)
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    return answer.status


def _find_folder() -> Path:
    return Path(find_cache_folder()) / "previews"


def _name(project: Project) -> str:
    return hashlib.sha256(os.fsencode(project.root)).hexdigest()[:32]
