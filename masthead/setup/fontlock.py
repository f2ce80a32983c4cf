"""The font lock: which font files Masthead sets its pages with, to the byte.

A font is an input like any other: another version of the same face moves line breaks. The lock
(`styles/fonts.lock`, JSON) names every file with its face, its size, its SHA-256 and the npm
package it comes out of; every package with its version and its registry integrity (SHA-512). It
also says which characters a file can show, so that a text can be checked without any font.
"""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Literal, NamedTuple

from masthead.setup import SetupError
from masthead.setup.hashes import hash_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class FontPackage(NamedTuple):
    """An npm package that brings font files."""

    name: str
    version: str
    integrity: str
    """As npm writes it: `sha512-` and the hash of the package's archive in base 64."""
    licence: str
    """SPDX expression for the font files."""

    @property
    def spec(self) -> str:
        """What npm is asked for."""
        return f"{self.name}@{self.version}"


class LockedFont(NamedTuple):
    """One font file."""

    file: str
    """Its name in the fonts folder; no folders inside."""
    family: str
    weight: int
    """100 to 900, as CSS and OpenType count."""
    style: Literal["normal", "italic"]
    size: int
    """In bytes."""
    sha256: str
    package: str
    """The name of its FontPackage."""
    member: str
    """Where it stands inside the package."""
    characters: str = ""
    """What it can show: ranges of code points, `20-7E A0-17F`; empty when the lock does not say."""


class FontLock(NamedTuple):
    """Everything that the lock file says."""

    packages: tuple[FontPackage, ...]
    fonts: tuple[LockedFont, ...]

    def fonts_of(self, package: FontPackage) -> list[LockedFont]:
        """The locked fonts that come out of `package`."""
        return [font for font in self.fonts if font.package == package.name]

    def pick_family(self, families: Iterable[str]) -> str | None:
        """Pick the first of some families that is locked."""
        locked = {font.family for font in self.fonts}
        return next((family for family in families if family in locked), None)


class FontFault(NamedTuple):
    """A locked font that is not there as the lock says."""

    font: LockedFont
    what: Literal["missing", "different"]


def write_ranges(code_points: Iterable[int]) -> str:
    """Write code points as ranges: `20-7E A0`."""
    ranges = []
    # In a run of neighbours, what each is above its place in the order stays the same.
    numbered = enumerate(sorted(set(code_points)))
    for _, run in itertools.groupby(numbered, lambda pair: pair[1] - pair[0]):
        members = [code for _, code in run]
        first, last = members[0], members[-1]
        ranges.append(f"{first:X}" if first == last else f"{first:X}-{last:X}")
    return " ".join(ranges)


def read_ranges(written: str) -> list[tuple[int, int]]:
    """Read ranges: the first and last code point of each. Raises ValueError when they are none."""
    ranges = []
    for part in written.split():
        first, _, last = part.partition("-")
        ranges.append((int(first, 16), int(last or first, 16)))
    return ranges


def read_font_lock(path: Path) -> FontLock:
    """Read a lock file.

    Raises SetupError when it is not there or not such a file: it comes with Masthead and is
    written by `python3 -m masthead.setup relock`, never by hand.
    """
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        lock = FontLock(
            packages=tuple(FontPackage(name, **rest) for name, rest in read["packages"].items()),
            fonts=tuple(LockedFont(**font) for font in read["fonts"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SetupError(f"{path}: no font lock to be read: {error}") from error
    names = {package.name for package in lock.packages}
    for font in lock.fonts:
        if font.package not in names or "/" in font.file or font.file.startswith("."):
            raise SetupError(f"{path}: {font.file}: names no package here, or a folder")
    return lock


def write_font_lock(path: Path, lock: FontLock) -> None:
    """Write a lock file, in an order and a form that makes a change easy to read."""
    packages = {
        each.name: {"version": each.version, "integrity": each.integrity, "licence": each.licence}
        for each in lock.packages
    }
    fonts = [font._asdict() for font in lock.fonts]
    path.write_text(
        json.dumps({"packages": packages, "fonts": fonts}, indent=2, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )


def find_faults(folder: Path, fonts: Iterable[LockedFont]) -> list[FontFault]:
    """The fonts that are not in `folder`, or not with the bytes that the lock names."""
    faults = []
    for font in fonts:
        path = folder / font.file
        if not path.is_file():
            faults.append(FontFault(font, "missing"))
        elif path.stat().st_size != font.size or hash_file(path) != font.sha256:
            faults.append(FontFault(font, "different"))
    return faults
