"""Install the locked fonts: download their packages, check them by hash, put the files in place."""

from __future__ import annotations

import base64
import hashlib
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from masthead.setup import SetupError
from masthead.setup.fontlock import find_faults, read_font_lock
from masthead.setup.node import pack
from masthead.setup.places import LOCK_NAME
from masthead.setup.tools import announce
from masthead.setup.turns import take_turn

if TYPE_CHECKING:
    from masthead.setup.fontlock import FontPackage, LockedFont


def install_fonts(lock_file: Path, folder: Path, clone: Path | None = None) -> list[LockedFont]:
    """Have every font of `lock_file` in `folder`, with the locked bytes; return those put there.

    Nothing is downloaded when all are there and right. `clone` is the folder of a clone of
    Masthead, whose `.venv` then gets npm; without it npm has to be there.

    Raises SetupError when a package or a font does not have its locked hash; the files that were
    in `folder` before stay as they are.
    """
    lock = read_font_lock(lock_file)
    if not find_faults(folder, lock.fonts):
        return []
    installed: list[LockedFont] = []
    with take_turn(folder / ".turn"):
        wanted = {fault.font.file for fault in find_faults(folder, lock.fonts)}
        packages = [
            package
            for package in lock.packages
            if any(font.file in wanted for font in lock.fonts_of(package))
        ]
        for leftover in folder.glob(".download-*"):  # of a set-up that was killed
            shutil.rmtree(leftover, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".download-") as name:
            beside = Path(name)
            for package in packages:
                fonts = [font for font in lock.fonts_of(package) if font.file in wanted]
                announce(f"getting {len(fonts)} font files of {package.spec} into {folder}")
                archive = _download(package, beside, clone)
                _extract(archive, fonts, beside)
                archive.unlink()
                installed += fonts
            for font in installed:
                (beside / font.file).replace(folder / font.file)
    return installed


def _download(package: FontPackage, into: Path, clone: Path | None) -> Path:
    pack([package.spec], into, clone)
    archives = list(into.glob("*.tgz"))
    if len(archives) != 1:
        raise SetupError(f"npm packed {package.spec} into {len(archives)} files, not one")
    with archives[0].open("rb") as file:
        digest = hashlib.file_digest(file, "sha512").digest()
    integrity = "sha512-" + base64.b64encode(digest).decode("ascii")
    if integrity != package.integrity:
        raise SetupError(
            f"{package.spec} is not the package that {LOCK_NAME} names: "
            f"its hash is {integrity}, locked is {package.integrity}"
        )
    return archives[0]


def _extract(archive: Path, fonts: list[LockedFont], into: Path) -> None:
    with tarfile.open(archive) as packed:
        for font in fonts:
            try:
                source = packed.extractfile(f"package/{font.member}")
            except KeyError:
                source = None
            if source is None:
                raise SetupError(f"{font.package} has no {font.member}")
            with source, (into / font.file).open("wb") as target:
                shutil.copyfileobj(source, target)
    for fault in find_faults(into, fonts):
        raise SetupError(f"{fault.font.file} is not the file that {LOCK_NAME} names")
