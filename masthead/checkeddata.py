"""Data files as they were when they were checked, kept where Python keeps its compiled modules.

To read a language's YAML and hold it to its model takes as long as to import ten modules; a command
takes a dozen such files. What came of one is kept on the same terms as a compiled module: it counts
as long as the file holds the same bytes, and Masthead's modules have the sizes and times that they
had. Where it cannot be read or written, files are read and checked anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

from masthead.signature import list_modules

_PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120


def recall_checked(data: bytes, name: str, model: type) -> Any:
    """Recall what checking a file against its model gave; None where that is not known."""
    path = _find_place(name, model)
    if path is None:
        return None
    try:
        header, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if header.decode("ascii", "replace") != _write_header(data, model, body):
        return None
    import pickle

    try:
        found = pickle.loads(body)  # noqa: S301  # beside the modules that we run
    except Exception:  # noqa: BLE001  # made by something else: it may raise anything
        return None
    return found if type(found) is model else None


def keep_checked(data: bytes, name: str, model: type, found: object) -> None:
    """Keep what checking a file gave."""
    path = _find_place(name, model)
    if path is None:
        return
    import pickle

    from masthead.files import write_file

    with contextlib.suppress(OSError, pickle.PicklingError, TypeError, AttributeError):
        body = pickle.dumps(found, protocol=5)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, _write_header(data, model, body).encode() + b"\n" + body)


def _find_place(name: str, model: type) -> Path | None:
    """Find where a file's data are kept; None where Python keeps nothing compiled."""
    cached = __spec__.cached if __spec__ else None
    if sys.dont_write_bytecode or cached is None:
        return None
    return Path(cached).with_name(f"{name.replace('/', '-')}.{model.__name__}.checked")


def _write_header(data: bytes, model: type, body: bytes) -> str:
    """Write what has to be the same: the file, the model and its modules, and what was kept."""
    made_with = f"{sys.version} {model.__module__}.{model.__qualname__} {_stamp_modules()}"
    digest = hashlib.sha256(made_with.encode() + b"\0" + data).hexdigest()
    return f"{digest} {hashlib.sha256(body).hexdigest()}"


@cache
def _stamp_modules() -> str:
    """Write names, sizes and times of all modules of Masthead, and the version of pydantic."""
    from pydantic import VERSION

    return hashlib.sha256("\n".join([VERSION, *list_modules(_PACKAGE)]).encode()).hexdigest()
