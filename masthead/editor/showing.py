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
_PATIENCE = 2.0
"""Seconds that a preview may take to answer: it is on this machine."""


class Address(NamedTuple):
    """Where a preview can be reached: on this machine, by who knows its token."""

    port: int
    token: str


@contextlib.contextmanager
def announce(project: Project, address: Address) -> Iterator[None]:
    """Tell this person's editors where the preview of a project can be reached, as long as it is.

    Of two previews, the one that was started last is told.
    """
    path = _find_file(project)
    written = json.dumps(address._asdict()).encode()
    told = False
    with contextlib.suppress(OSError):  # a cache that cannot be used: no editor finds the preview
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_file(path, written)
        path.chmod(0o600)
        told = True
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            if told and path.read_bytes() == written:
                path.unlink()


def find_address(project: Project) -> Address | None:
    """Find the preview of a project; None where none is running, or none can be found."""
    path = _find_file(project)
    try:
        if path.stat().st_uid != os.getuid():
            return None
        read = json.loads(path.read_bytes())
        return Address(int(read["port"]), str(read["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def show_line(project: Project, name: str, line: int) -> None:
    """Have the preview show what a line of a paper says. Raises ToolError where there is none."""
    address = find_address(project)
    if address is None:
        raise ToolError("no preview is open (masthead preview opens one)")
    body = json.dumps({"file": name, "line": line})
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {address.token}"}
    connection = HTTPConnection(HOST, address.port, timeout=_PATIENCE)
    try:
        connection.request("POST", "/show", body, headers)
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException):
        raise ToolError("the preview does not answer (masthead preview opens it anew)") from None
    finally:
        connection.close()
    if answer.status >= 400:
        raise ToolError(f"the preview cannot show line {line} of {name}")


def _find_file(project: Project) -> Path:
    digest = hashlib.sha256(str(project.root).encode("utf-8", "surrogateescape")).hexdigest()
    return Path(find_cache_folder()) / "previews" / f"{digest[:32]}.json"
