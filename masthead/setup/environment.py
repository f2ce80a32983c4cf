"""The virtual environment `.venv`: exactly the packages that the lock files name, by hash."""

from __future__ import annotations

import compileall
import csv
import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from masthead.setup.hashes import hash_file
from masthead.setup.system import FOR_ENVIRONMENT, provide
from masthead.setup.tools import announce, run_tool

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = ".venv"
RUNTIME_LOCK = "requirements.lock"
NODE_LOCK = "requirements-node.lock"
TEST_LOCK = "requirements-test.lock"
WHEEL_LOCK = "requirements-wheel.lock"


def find_python(project: Path) -> Path:
    """The Python inside the project's virtual environment."""
    return project / FOLDER / "bin" / "python"


def install_locks(project: Path, *locks: str) -> bool:
    """Have the packages of `locks` (files in the project's folder) in `.venv`; make it if need be.

    Whether something was done is returned. What is already installed is known from a record of the
    lock files' hashes inside `.venv`, written after pip has ended well.
    """
    record = _Record(project / FOLDER)
    if not record.fits_python():
        if not _is_usable(project):
            _make_environment(project)
        record.begin()
    damaged = find_damaged(project)
    # One after the other, not in one go: a lock file is pinned as a whole, and each stays valid
    # beside the others because they were made to agree.
    pending = [lock for lock in locks if not record.has(project / lock, damaged)]
    if pending and not _is_usable(project):
        _make_environment(project)
        record.begin()
        damaged, pending = {}, list(locks)
    for lock in pending:
        announce(f"installing the packages of {lock} into {FOLDER}")
        record.forget(project / lock)
        for name in read_names(project / lock) & damaged.keys():
            shutil.rmtree(damaged[name])  # so that pip puts it there again
        run_tool(
            f"install {lock}",
            [
                *(find_python(project), "-m", "pip", "install", "--no-input"),
                *("--disable-pip-version-check", "--no-warn-script-location"),
                *("--require-hashes", "--only-binary", ":all:", "-r", project / lock),
            ],
        )
        record.add(project / lock, list_distributions(project))
    return bool(pending)


def list_distributions(project: Path) -> dict[str, Path]:
    """The distributions in `.venv`: by name, as in lock files, the folder that describes each."""
    libraries = find_python(project).parent.parent / "lib"
    found = libraries.glob("python3*/site-packages/*.dist-info")
    return {folder.name.partition("-")[0].lower().replace("_", "-"): folder for folder in found}


def find_damaged(project: Path) -> dict[str, Path]:
    """The distributions of which a file is not there, or of another size, as if half written."""
    return {
        name: folder
        for name, folder in list_distributions(project).items()
        if not _is_whole(folder)
    }


def _is_whole(folder: Path) -> bool:
    """Whether all files of a distribution are there with the sizes that pip has recorded."""
    try:
        with (folder / "RECORD").open(encoding="utf-8", newline="") as file:
            for name, _, size in csv.reader(file):
                if name.endswith(".pyc"):  # Python writes them anew
                    continue
                found = (folder.parent / name).stat().st_size
                if size and found != int(size):
                    return False
    except (OSError, ValueError):
        return False
    return True


def read_names(lock: Path) -> set[str]:
    """The names of the distributions that a lock file pins."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[._-]+", "-", name).lower() for name in pins}


def compile_package(project: Path) -> None:
    """Compile Masthead's own modules ahead, as pip does: a clone may never get another chance.

    Some machines keep Python from writing compiled files, and then every start would pay for it.
    """
    compileall.compile_dir(project / "masthead", quiet=2)


def warm_engine(project: Path) -> None:
    """Have the layout engine imported once: what it keeps in the cache makes each start quicker.

    It can be done without, so nothing is said where it fails; a build says what is missing.
    """
    warm = "from masthead.render.pdf.engine import import_engine; import_engine()"
    subprocess.run(
        [find_python(project), "-c", warm], cwd=project, capture_output=True, check=False
    )


def _make_environment(project: Path) -> None:
    provide([FOR_ENVIRONMENT])
    folder = project / FOLDER
    announce(f"making the virtual environment {FOLDER} with {sys.executable}")
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    run_tool(f"make {FOLDER}", [sys.executable, "-m", "venv", folder])


def _is_usable(project: Path) -> bool:
    """Whether a `.venv` without a record, which somebody made by hand, will do."""
    python = find_python(project)
    if not python.exists():
        return False
    tell = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
    told = subprocess.run([python, "-c", tell], capture_output=True, text=True, check=False)
    return told.stdout.strip() == _version()


class _Record:
    """What `.venv` was made with: the version of Python, and each lock file's SHA-256.

    With it stands which distributions of the lock file were there then: not all are for every
    platform.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "masthead-locks.json"

    def fits_python(self) -> bool:
        """Whether the environment is whole and belongs to the Python that set-up runs with."""
        return (
            (self.folder / "pyvenv.cfg").is_file()
            and find_python(self.folder.parent).exists()  # a Python taken away leaves a dead link
            and self._read().get("python") == _version()
        )

    def has(self, lock: Path, damaged: Mapping[str, Path]) -> bool:
        """Whether the packages of a lock file were installed, and are still there and whole."""
        read = self._read()
        if read.get(lock.name) != hash_file(lock) or read_names(lock) & damaged.keys():
            return False
        installed = read.get(f"{lock.name} installed", [])  # older records have none
        there = {folder.name for folder in list_distributions(self.folder.parent).values()}
        return isinstance(installed, list) and there.issuperset(installed)

    def begin(self) -> None:
        self._write({"python": _version()})

    def add(self, lock: Path, there: Mapping[str, Path]) -> None:
        installed = sorted(there[name].name for name in read_names(lock) & there.keys())
        read = self._read()
        self._write({**read, lock.name: hash_file(lock), f"{lock.name} installed": installed})

    def forget(self, lock: Path) -> None:
        self._write({name: value for name, value in self._read().items() if name != lock.name})

    def _read(self) -> dict[str, object]:
        try:
            read = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return read if isinstance(read, dict) else {}

    def _write(self, content: dict[str, object]) -> None:
        beside = self.file.with_suffix(".tmp")
        beside.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        beside.replace(self.file)


def _version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"
