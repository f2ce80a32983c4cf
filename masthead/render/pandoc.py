"""Pandoc: the one place that runs it.

It is the binary that ``pypandoc_binary`` brings, so that its version is pinned with everything
else. It runs in an empty folder of its own, sees only the files that it is given, and has no
settings of the user, no locale and no clock but the paper's date.
"""

from __future__ import annotations

import datetime
import importlib.util
import json
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from masthead.diagnostic import ToolError
from masthead.scratch import claim_scratch

API_VERSION = [1, 23, 1]
"""Of pandoc's document format, as pandoc 3.9 has it."""
TIME_LIMIT = 120
"""Seconds; a paper takes a twentieth of one."""
_DEFAULTS = "defaults.yaml"
_EARLIEST, _LATEST = datetime.date(1980, 1, 1), datetime.date(2107, 12, 31)


def run_pandoc(
    document: Mapping[str, Any],
    defaults: Mapping[str, Any],
    files: Mapping[str, bytes],
    date: datetime.date,
) -> bytes:
    """Run pandoc over a document and return the file it writes.

    ``document`` is pandoc's own format as plain data (see :func:`make_document`). ``defaults`` are
    the options of its defaults file; the paths in them are names of ``files``. ``date`` stands for
    the time of the build, moved to the years that a zip file can hold: 1980 to 2107.

    Raises ToolError when pandoc is missing, fails, takes too long or has so much as a warning.
    """
    with tempfile.TemporaryDirectory(dir=claim_scratch()) as name:
        folder = Path(name)
        for file, data in {
            **files,
            "document.json": json.dumps(document).encode(),
            _DEFAULTS: json.dumps(
                {**defaults, "from": "json", "input-file": "document.json", "output-file": "out"}
            ).encode(),  # JSON is YAML
        }.items():
            path = folder / _check_name(file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        _run(folder, min(max(date, _EARLIEST), _LATEST))
        return (folder / "out").read_bytes()


def make_document(blocks: list[Any]) -> dict[str, Any]:
    """Make a document in pandoc's own format from its blocks."""
    return {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}


@cache
def find_pandoc() -> Path:
    """Find the pandoc that comes with ``pypandoc_binary``. Raises ToolError when it is not there.

    pypandoc's own search starts every pandoc on the machine to ask for its version; this does not.
    """
    spec = importlib.util.find_spec("pypandoc")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for binary in ("pandoc", "pandoc.exe"):
            path = Path(folder, "files", binary)
            if path.is_file():
                return path
    raise ToolError("pandoc is missing (pip install pypandoc_binary, or run make)")


def _run(folder: Path, date: datetime.date) -> None:
    noon = datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)
    try:
        done = subprocess.run(
            [find_pandoc(), "--defaults", _DEFAULTS],
            cwd=folder,
            env={
                "SOURCE_DATE_EPOCH": str(int(noon.timestamp())),
                "LC_ALL": "C.UTF-8",
                "TZ": "UTC",
                "HOME": str(folder),
                "TMPDIR": str(folder),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ToolError(f"pandoc did not finish within {TIME_LIMIT} seconds") from None
    except OSError as error:
        raise ToolError(f"pandoc cannot be started: {error.strerror}") from error
    said = done.stderr.decode("utf-8", "replace").replace(f"{folder}/", "").strip()
    if done.returncode:
        raise ToolError(f"pandoc failed with {done.returncode}: {said}")
    if said:
        raise ToolError(f"pandoc warns: {said}")


def _check_name(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{name} leads out of pandoc's folder")
    return path
