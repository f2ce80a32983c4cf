"""Renew the lock files: for the people who keep Masthead, not for those who use it.

`make lock` writes all of them anew from what `pyproject.toml`, `tests/node/package.json` and the
font lock ask for. It runs in `.venv` after `make test` has been there, which brings uv.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Literal

from masthead.setup.environment import NODE_LOCK, RUNTIME_LOCK, TEST_LOCK, WHEEL_LOCK, find_python
from masthead.setup.fontlock import (
    FontLock,
    FontPackage,
    LockedFont,
    read_font_lock,
    write_font_lock,
    write_ranges,
)
from masthead.setup.hashes import hash_file
from masthead.setup.node import TOOLS_FOLDER, pack, run_npm
from masthead.setup.places import LOCK_NAME
from masthead.setup.tools import announce, run_tool

# Every platform's and every Python's hashes, and no address of an index: the same lock serves
# whoever installs from a mirror.
COMPILE = ("pip", "compile", "--quiet", "--no-header", "--no-config", "--universal")
FOR_ALL = ("--python-version", "3.11", "--generate-hashes")


def relock(project: Path, *, upgrade: bool) -> None:
    """Write all lock files anew; with `upgrade` for the newest releases that are asked for."""
    _lock_packages(project, upgrade=upgrade)
    _lock_test_tools(project, upgrade=upgrade)
    if upgrade:
        _lock_fonts(project)


def _lock_packages(project: Path, *, upgrade: bool) -> None:
    announce("locking Python packages")
    uv = find_python(project).parent / "uv"
    ways = [*COMPILE, *FOR_ALL, *(["--upgrade"] if upgrade else [])]
    agreeing = ("--constraint", RUNTIME_LOCK)
    for lock, asked in (
        (RUNTIME_LOCK, ("--extra", "preview", "--extra", "spelling", "pyproject.toml")),
        (NODE_LOCK, ("--group", "pyproject.toml:node", *agreeing)),
        (TEST_LOCK, ("--group", "pyproject.toml:test", *agreeing)),
        (WHEEL_LOCK, ("--group", "pyproject.toml:wheel", "--constraint", TEST_LOCK)),
    ):
        run_tool(f"lock {lock}", [uv, *ways, *asked, "--output-file", lock], folder=project)


def _lock_test_tools(project: Path, *, upgrade: bool) -> None:
    announce("locking npm packages")
    folder = project / TOOLS_FOLDER
    lock = folder / "package-lock.json"
    if upgrade:
        lock.unlink(missing_ok=True)
    only = ("install", "--package-lock-only", "--omit-lockfile-registry-resolved")
    run_npm("lock the tests' npm tools", project, *only, folder=folder)
    # Without addresses, for the same reason; npm leaves out those of its registry only.
    read = json.loads(lock.read_text(encoding="utf-8"))
    for package in read["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    lock.write_text(json.dumps(read, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _lock_fonts(project: Path) -> None:
    lock_file = project / "styles" / LOCK_NAME
    lock = read_font_lock(lock_file)
    packages: list[FontPackage] = []
    fonts: list[LockedFont] = []
    for package in lock.packages:
        announce(f"locking the fonts of {package.name}")
        wanted = [(font.file, font.member) for font in lock.fonts_of(package)]
        renewed, its_fonts = lock_package(project, package.name, package.licence, wanted)
        packages.append(renewed)
        fonts += its_fonts
    write_font_lock(lock_file, FontLock(tuple(packages), tuple(fonts)))


def lock_package(
    project: Path, name: str, licence: str, wanted: list[tuple[str, str]]
) -> tuple[FontPackage, list[LockedFont]]:
    """The newest version of a font package and, from it, fonts named as (file, member)."""
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder)
        pack([name], beside, project)
        (archive,) = beside.glob("*.tgz")
        digest = hashlib.sha512(archive.read_bytes()).digest()
        with tarfile.open(archive) as packed:
            described = packed.extractfile("package/package.json")
            version = json.load(described)["version"] if described else ""
            fonts = [_lock_font(packed, name, file, member, beside) for file, member in wanted]
    integrity = "sha512-" + base64.b64encode(digest).decode("ascii")
    return FontPackage(name, version, integrity, licence), fonts


def _lock_font(
    packed: tarfile.TarFile, package: str, file: str, member: str, beside: Path
) -> LockedFont:
    from fontTools.ttLib import TTFont

    source = packed.extractfile(f"package/{member}")
    if source is None:
        raise FileNotFoundError(f"{package}: {member}")
    path = beside / file
    with source, path.open("wb") as target:
        shutil.copyfileobj(source, target)
    with TTFont(path) as font:
        names = font["name"]
        family = names.getDebugName(16) or names.getDebugName(1)
        weight = font["OS/2"].usWeightClass
        style: Literal["normal", "italic"] = "italic" if font["OS/2"].fsSelection & 1 else "normal"
        characters = write_ranges(font.getBestCmap())
    size, digest = path.stat().st_size, hash_file(path)
    return LockedFont(file, family, weight, style, size, digest, package, member, characters)
