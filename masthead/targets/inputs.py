"""Inputs: the files that a result was made from, by the names under which they were recorded.

A name says nothing of where a machine keeps the file, so a cache can be carried from one to
another: ``templates/html/body.html``, ``styles/fonts/Tinos_400Regular.ttf``, or, for what a list of
files holds, ``language/*.yaml``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from masthead.project import ABSENT, Project, Room
from masthead.setup.places import LOCK_NAME, RECORDED_FONTS
from masthead.setup.systemfonts import PREFIX, SystemFonts, SystemName
from masthead.signature import Hashes
from masthead.targets.ledger import list_names

if TYPE_CHECKING:
    from masthead.setup.fontlock import LockedFont

OUTSIDE = "outside the project"
"""In place of a hash: for a link that leads out of where it stands, and so is never followed."""
_ROOMS: tuple[Room, ...] = get_args(Room)


class Inputs:
    """Looks up what recorded names stand for now, each once."""

    def __init__(self, project: Project, hashes: Hashes, fonts: Path) -> None:
        self.project = project
        self.hashes = hashes
        self.fonts = fonts
        self.files: dict[str, str] = {}
        """Every path that was looked at, with its hash; ABSENT where there was no file."""
        self.listings: dict[tuple[str, str], list[str]] = {}
        """Every list that was looked at: folder and suffix to the names there."""
        self.asked_system = False
        """Whether anything depends on what fonts are installed on this system."""
        self.changed = False
        """Whether a file was saved between being used and being looked at here."""
        self._system = SystemFonts()
        self._digests: dict[str, str] = {}

    def read(self, name: str) -> str:
        """Give the SHA-256 of what a name stands for, ABSENT when there is nothing."""
        if name not in self._digests:
            self._digests[name] = self._look(name)
        return self._digests[name]

    def fit(self, recorded: Mapping[str, str]) -> bool:
        """Whether everything recorded is still as it was."""
        return all(self.read(name) == digest for name, digest in recorded.items())

    def watch(self, recorded: Mapping[str, str]) -> None:
        """Look at inputs that were used, so that ``files`` and ``listings`` know of them."""
        for name, digest in recorded.items():
            self.changed |= self.read(name) != digest

    def _look(self, name: str) -> str:
        first, _, inner = name.partition("/")
        if name.startswith(RECORDED_FONTS):
            return self._read_path(self.fonts / name.removeprefix(RECORDED_FONTS))
        if name.startswith(PREFIX):
            return self._look_in_system(SystemName.read(name))
        room = next((known for known in _ROOMS if known == first), None)
        if room is None:  # what stands beside a paper
            path = self.project.root / name
            return OUTSIDE if self.project.leads_out(path) else self._read_path(path)
        folders = [self.project.root / room, *self.project.folders(room)]
        if inner.startswith("*"):
            return self._list(list(dict.fromkeys(folders)), inner.removeprefix("*"))
        for folder in dict.fromkeys(folders):
            if digest := self._read_path(folder / inner):
                return digest if _is_inside(folder / inner, folder) else OUTSIDE
        return ABSENT

    @cached_property
    def locked_fonts(self) -> dict[str, LockedFont]:
        """The locked fonts by file; none without a lock, which is told where pages are set."""
        from masthead.setup import SetupError
        from masthead.setup.fontlock import read_font_lock

        try:
            lock = read_font_lock(self.project.find("styles", LOCK_NAME))
        except (SetupError, FileNotFoundError):
            return {}
        return {font.file: font for font in lock.fonts}

    def _look_in_system(self, name: SystemName) -> str:
        """Hash what the system has now for a locked font; ABSENT when that has another name."""
        self.asked_system = True
        font = self.locked_fonts.get(name.locked)
        found = self._system.find(name.family, font) if font else None
        if found is None or name.file not in ("", found.name):
            return ABSENT
        return self._read_path(found)

    def _read_path(self, path: Path) -> str:
        digest = self.hashes.read(str(path)) or ABSENT
        self.files[str(path)] = digest
        return digest

    def _list(self, folders: list[Path], suffix: str) -> str:
        names: set[str] = set()
        for folder in folders:
            found = list_names(str(folder), suffix)
            self.listings[str(folder), suffix] = found
            names.update(name.removesuffix(suffix) for name in found)
        return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether a file is in a folder, links followed; as :meth:`Project.find` asks."""
    return os.path.realpath(path).startswith(f"{os.path.realpath(folder)}{os.sep}")
