"""Which file stands for each locked font: its own, an altered one in its place, or the system's."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from masthead.diagnostic import ToolError
from masthead.project import ABSENT
from masthead.setup.places import RECORDED_FONTS
from masthead.setup.systemfonts import SystemFonts, SystemName
from masthead.signature import Signature, read_signature

if TYPE_CHECKING:
    from collections.abc import Mapping

    from masthead.setup.fontlock import LockedFont

_INSTALL = "install the fonts with `make`, or `python3 -m masthead.setup fonts`"


class FontFile(Struct, frozen=True):
    """The file that stands for a locked font."""

    font: LockedFont
    path: Path
    sha256: str
    recorded: Mapping[str, str]
    """What was looked for, found or not: name to SHA-256."""

    @property
    def is_locked(self) -> bool:
        """Whether it holds the locked bytes."""
        return self.sha256 == self.font.sha256

    @property
    def address(self) -> str:
        """How rules name it. What is not the locked file is told apart by its hash."""
        return self.font.file if self.is_locked else f"{self.font.file}#{self.sha256}"


class FontFiles:
    """Chooses the file that stands for a font, once.

    A Han font weighs 15 MB: none is hashed twice in a process while it stays as it is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.locked = False
        """Refuse whatever is not the locked file."""
        self._system = SystemFonts()
        self._chosen: dict[tuple[str, tuple[str, ...]], FontFile] = {}

    def choose(self, font: LockedFont, families: tuple[str, ...]) -> FontFile:
        """Choose the file that stands for a font.

        Where it is missing, the system's font of the first of ``families`` that is installed there
        with its weight and style. Raises ToolError when there is none, or none that can be read.
        """
        key = font.file, families
        if key not in self._chosen:
            self._chosen[key] = self._choose(font, families)
        return self._chosen[key]

    def _choose(self, font: LockedFont, families: tuple[str, ...]) -> FontFile:
        path = self.folder / font.file
        recorded: dict[str, str] = {}
        name = RECORDED_FONTS + font.file
        if not path.is_file():
            recorded[name] = ABSENT
            path, name = self._find_in_system(font, families, recorded)
        recorded[name] = digest = self._hash(path)
        chosen = FontFile(font, path, digest, recorded)
        if not chosen.is_locked:
            if self.locked:
                raise ToolError(f"the font {font.file} is not the locked one: {_INSTALL}")
            self._verify(font, path)
        return chosen

    def _find_in_system(
        self, font: LockedFont, families: tuple[str, ...], recorded: dict[str, str]
    ) -> tuple[Path, str]:
        for family in () if self.locked else families:
            found = self._system.find(family, font)
            if found is not None:
                return found, str(SystemName(font.file, family, found.name))
            recorded[str(SystemName(font.file, family, ""))] = ABSENT
        raise ToolError(f"the font {font.file} is not installed: {_INSTALL}")

    def recall(self, address: str) -> FontFile | None:
        """Recall the file that was chosen under an address."""
        return next((file for file in self._chosen.values() if file.address == address), None)

    def confirm(self, file: FontFile) -> None:
        """See to it that a file is what was chosen. Raises ToolError when it was changed since."""
        if _recall(file.path) != file.sha256 and _digest(file.path) != file.sha256:
            raise ToolError(f"the font {file.font.file} was changed while it was being used")

    def confirm_all(self) -> None:
        """See to it that all files are what was chosen, once pages are set. Raises ToolError."""
        for file in self._chosen.values():
            self.confirm(file)

    def _hash(self, path: Path) -> str:
        known = _recall(path)
        if known is None:
            signature = read_signature(str(path))
            known = _digest(path)
            _known[path] = signature, known
        return known

    def _verify(self, font: LockedFont, path: Path) -> None:
        """See to it that a file that is not the locked one is a font, and a whole one."""
        from fontTools.ttLib import TTFont, TTLibError

        try:
            with path.open("rb") as file, TTFont(file, lazy=True) as read:
                size = path.stat().st_size
                ends = [entry.offset + entry.length for entry in read.reader.tables.values()]
                whole = read.flavor is None and max(ends) <= size and bool(read.getBestCmap())
        except (TTLibError, AssertionError, OSError, ValueError, KeyError, struct.error):
            whole = False
        if not whole:
            raise ToolError(f"the font {font.file} cannot be read: {_INSTALL}")


_known: dict[Path, tuple[Signature | None, str]] = {}


def remember_hashes(known: Mapping[str, tuple[Any, ...]]) -> None:
    """Remember files that another process has hashed: each counts as long as it is as it was.

    ``known``: path to the parts of a signature, and the SHA-256.
    """
    for path, (*signature, digest) in known.items():
        _known[Path(path)] = tuple(signature), digest


def _recall(path: Path) -> str | None:
    """The SHA-256 of a file, when this process has hashed it and it is as it was."""
    signature, digest = _known.get(path, (None, None))
    return digest if signature is not None and signature == read_signature(str(path)) else None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
