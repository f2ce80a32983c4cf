"""The project folder: where papers, styles, templates and data are found, and what was read.

Everything that a build reads besides a paper goes through :meth:`Project.read`, which notes the
file in every recording that is open. So what a target depends on is recorded as it is read and
never listed by hand.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Callable, Hashable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeVar

from masthead.diagnostic import UsageError

Room = Literal["styles", "templates", "series", "language"]
ABSENT = ""
"""Recorded in place of a SHA-256 for a file that was looked for and is not there."""
MOST_WRITTEN = 4
"""So many papers, or versions of them, are written at once: what was made of more is not kept."""
Made = TypeVar("Made")

_PACKAGE = Path(__file__).resolve().parent


def built_in_folder(room: Room) -> Path:
    """Find a folder that the project ships: beside the package in a clone, inside it in a wheel."""
    if room in ("series", "language"):
        return _PACKAGE / room
    shipped = _PACKAGE / "_built_in" / room
    return shipped if shipped.is_dir() else _PACKAGE.parent / room


class Project:
    """A folder with ``source/``.

    A ``styles/``, ``templates/``, ``series/`` or ``language/`` of its own is looked at first, file
    by file; what is not there comes from the folders that Masthead ships.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.changes_often = False
        """Whether files are built again and again meanwhile, so that much is worth keeping."""
        self._recordings: list[dict[str, str]] = []
        self._hashes: dict[Path, str] = {}
        self._made: dict[Hashable, tuple[Any, dict[str, str]]] = {}

    @property
    def source(self) -> Path:
        """Where the papers are."""
        return self.root / "source"

    @property
    def output(self) -> Path:
        """Where built files go unless told otherwise."""
        return self.root / "output"

    def name(self, path: Path) -> str:
        """Name a file as people see it: from the project folder, with forward slashes."""
        root, whole = f"{self.root}{os.sep}", os.fspath(path)
        with contextlib.suppress(ValueError, OSError):  # no path at all
            if path.is_symlink():
                whole = os.path.join(os.path.realpath(path.parent), path.name)  # noqa: PTH118
            else:
                whole = os.path.realpath(path)
        if whole == str(self.root):
            return "."
        return (
            whole[len(root) :].replace(os.sep, "/") if whole.startswith(root) else path.as_posix()
        )

    def leads_out(self, path: Path) -> bool:
        """Whether a file in the project's folder is a link to one that is not in it."""
        if not path.is_symlink():
            return False
        root = f"{self.root}{os.sep}"
        place, target = os.path.realpath(path.parent), os.path.realpath(path)
        return f"{place}{os.sep}".startswith(root) and not target.startswith(root)

    def folders(self, room: Room) -> tuple[Path, ...]:
        """The folders in which a room's files are looked for, the user's own first.

        Raises UsageError where anybody may write, and somebody else has put such a folder.
        """
        shipped = built_in_folder(room)
        own = self.root / room
        if own == shipped or not own.is_dir():
            return (shipped,)
        if self._is_open and own.stat().st_uid != os.getuid():
            raise UsageError(
                f"{room}/ belongs to somebody else, and anybody may write to {self.root}: "
                "move the papers to a folder of your own"
            )
        return (own, shipped)

    @cached_property
    def _is_open(self) -> bool:
        """Whether anybody may put files into the project's folder, as into ``/tmp``."""
        return bool(self.root.stat().st_mode & stat.S_IWOTH)

    def find(self, room: Room, name: str) -> Path:
        """Find a file of a room by its name, such as ``new-york.yaml`` or ``html/paper.html``.

        Raises FileNotFoundError when there is none, UsageError when the name leads outside.
        """
        wanted = PurePosixPath(name)
        if wanted.is_absolute() or ".." in wanted.parts:
            raise UsageError(f"{room}/{name} leads outside the project: nothing there is read")
        for folder in self.folders(room):
            path = folder / wanted
            if path.is_file():
                inside = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118
                if not os.path.realpath(path).startswith(inside):
                    raise UsageError(f"{room}/{name} is a link that leads outside the project")
                return path
        self.record(f"{room}/{name}", ABSENT)
        raise FileNotFoundError(f"{room}/{name}")

    def names(self, room: Room, suffix: str) -> tuple[str, ...]:
        """List the names, without ``suffix``, of a room's files that end in it; sorted.

        What the list holds is recorded, as ``language/*.yaml``.
        """
        found = {
            path.name.removesuffix(suffix)
            for folder in self.folders(room)
            for path in folder.glob(f"*{suffix}")
        }
        names = tuple(sorted(found))
        self.record(f"{room}/*{suffix}", hashlib.sha256("\n".join(names).encode()).hexdigest())
        return names

    def read(self, room: Room, name: str) -> bytes:
        """Read a file of a room and record that it was read."""
        path = self.find(room, name)
        data = path.read_bytes()
        self.record(f"{room}/{name}", hashlib.sha256(data).hexdigest())
        return data

    def find_beside(self, file: str, name: str) -> str:
        """Name a file as the project does that another file names from its own folder on.

        Raises UsageError when it leads outside the project, by way of links, too.
        """
        try:
            path = ((self.root / file).parent / name).resolve()
        except (OSError, ValueError, RuntimeError):  # no path at all, or a link to itself
            raise UsageError(f"{name} is no file") from None
        if not path.is_relative_to(self.root):
            raise UsageError(f"{name} leads outside the project: nothing there is read")
        return path.relative_to(self.root).as_posix()

    def read_file(self, name: str, most: int | None = None) -> bytes:
        """Read a file by the name that :meth:`find_beside` gave, and record that it was read.

        Of a larger file one byte more than ``most`` is read. Raises FileNotFoundError, OSError.
        """
        path = self.root / name
        if not path.is_file():
            self.record(name, ABSENT)
            raise FileNotFoundError(name)
        with path.open("rb") as file:
            data = file.read() if most is None else file.read(most + 1)
        self.record(name, hashlib.sha256(data).hexdigest())
        return data

    def record(self, name: str, digest: str) -> None:
        """Note in every open recording that the file ``name`` with this SHA-256 was used."""
        for recording in self._recordings:
            recording[name] = digest

    @contextlib.contextmanager
    def recording(self) -> Iterator[dict[str, str]]:
        """Record the files read meanwhile: name to SHA-256."""
        files: dict[str, str] = {}
        self._recordings.append(files)
        try:
            yield files
        finally:
            self._recordings = [kept for kept in self._recordings if kept is not files]

    def remember(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Make something once; whoever asks again is recorded as having read the same files."""
        if key not in self._made:
            with self.recording() as files:
                made = make()
            self._made[key] = (made, files)
        kept, files = self._made[key]
        for name, digest in files.items():
            self.record(name, digest)
        return kept  # type: ignore[no-any-return]
