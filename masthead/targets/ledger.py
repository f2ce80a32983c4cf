"""Ledgers: what the last builds and checks depended on: one with nothing to do ends at once.

For each command line that ended well a ledger holds every file that mattered, with its hash and the
signature it had. When all are as they were, everything is up to date and the build proper need not
even be imported. That is why this module and what it imports stay light.
"""

from __future__ import annotations

import json
import os
import sys

from masthead.cachefolder import find_cache_folder
from masthead.signature import Hashes, list_modules

FORM = 2
"""Changes when the ledger changes its form."""
MOST_RUNS = 16
BUILDS, CHECKS = ".json", ".checks.json"
"""How the names of ledgers end."""
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
_VARIABLES = (
    "MASTHEAD_CACHE", "MASTHEAD_CACHE_SIZE", "SOURCE_DATE_EPOCH", "XDG_CACHE_HOME",
    "XDG_DATA_HOME", "HOME",
)  # fmt: skip
"""What a build reads of its environment."""


def find_ledger(root: str, kind: str = BUILDS) -> str:
    """Find a ledger of a project: in the folder of the cache, named after the project's own."""
    name = root.strip(os.sep).replace(os.sep, "-")[-120:] or "root"
    return os.path.join(find_cache_folder(), "runs", f"{name}{kind}")  # noqa: PTH118


def name_run(root: str, arguments: list[str]) -> str:
    """Name a run: all that a person typed, where, and what the environment has to say."""
    return json.dumps(
        [
            root, os.getcwd(), arguments, sys.version, sys.path[1:],  # noqa: PTH109
            [os.environ.get(name) for name in _VARIABLES],
        ]
    )  # fmt: skip


def read_ledger(path: str, root: str) -> dict[str, dict[str, object]]:
    """Read a project's ledger: ``hashes`` by path, ``runs`` by name; empty without one."""
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123
            ledger = json.load(file)
        if ledger["form"] == FORM and ledger["root"] == root:
            hashes = {path: kept for path, kept in ledger["hashes"].items() if _is_hash(kept)}
            return {"hashes": hashes, "runs": dict(ledger["runs"])}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return {"hashes": {}, "runs": {}}


def _is_hash(kept: object) -> bool:
    """Whether this is a hash with its signature: a damaged one is taken anew."""
    return isinstance(kept, list) and len(kept) == 5


def recall_run(root: str, arguments: list[str], kind: str = BUILDS) -> dict[str, object] | None:
    """Recall a run that ended well, if nothing that it depended on has changed since."""
    path = find_ledger(root, kind)
    ledger = read_ledger(path, root)
    run = ledger["runs"].get(name_run(root, arguments))
    if not isinstance(run, dict):
        return None
    if "modules" in run and run["modules"] != list_modules(PACKAGE):
        return None
    known: dict[str, list[object]] = ledger["hashes"]  # type: ignore[assignment]
    before = dict(known)
    hashes = Hashes(known)
    try:
        if not all(_is_same(hashes, path, digest) for path, digest in run["files"].items()):
            return None
        if not all(list_names(folder, end) == names for folder, end, names in run["listings"]):
            return None
        if not all(os.path.realpath(path) == place for path, place in run["places"].items()):
            return None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # damaged: the build proper will write it anew
    if hashes.known != before:
        write_ledger(path, root, hashes, ledger["runs"])
    return run


def _is_same(hashes: Hashes, path: str, digest: str) -> bool:
    return (hashes.read(path) or "") == digest


def list_package_folders() -> list[str]:
    """List the folders in which distributions are installed."""
    return [path for path in sys.path if path.endswith(("-packages", ".venv"))]


def list_names(folder: str, suffix: str) -> list[str]:
    """List the names in a folder that end in ``suffix``, in order; none when it is not there."""
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(suffix))  # noqa: PTH208
    except OSError:
        return []


def note_run(
    root: str, arguments: list[str], hashes: Hashes, run: dict[str, object], kind: str = BUILDS
) -> None:
    """Take down a run that ended well. What cannot be written is not: it only saves time."""
    path = find_ledger(root, kind)
    runs = read_ledger(path, root)["runs"]
    name = name_run(root, arguments)
    kept = {other: runs[other] for other in list(runs)[-MOST_RUNS:] if other != name}
    write_ledger(path, root, hashes, {**kept, name: run})


def write_ledger(path: str, root: str, hashes: Hashes, runs: dict[str, object]) -> None:
    """Write a ledger. What cannot be written is not: it only saves time."""
    from pathlib import Path

    from masthead.files import write_file

    ledger = {"form": FORM, "root": root, "hashes": hashes.known, "runs": runs}
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        write_file(Path(path), json.dumps(ledger, ensure_ascii=False).encode("utf-8", "replace"))
    except (OSError, UnicodeError):
        pass
