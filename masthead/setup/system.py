"""What has to come from the operating system, because no wheel brings it: looked for, then got.

A need is met when the library loads or the command is found, however it came to the machine. What
is missing is installed with apt where that is possible without asking for a password; otherwise
one line says what to install.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from masthead.setup import SetupError
from masthead.setup.tools import announce, run_tool

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True)
class Need:
    """One thing that the system has to give."""

    name: str
    """What it is and what for, in the words of a message."""
    is_met: Callable[[], bool]
    """Looks for the thing itself, not for a package of some name."""
    debian: tuple[str, ...]
    """Packages that bring it on Debian and Ubuntu."""
    homebrew: str
    """The formula or cask that brings it on macOS."""
    on_ubuntu: str | None = None
    """What to do on Ubuntu instead, where its package does not serve."""


def can_load(*libraries: str) -> bool:
    """Whether the dynamic loader finds every one of `libraries` (`pango-1.0`: without lib, .so)."""
    for library in libraries:
        if ctypes.util.find_library(library) is None:
            # find_library looks into the loader's cache; a library elsewhere may load all the same.
            try:
                ctypes.CDLL(f"lib{library}.so.0")
            except OSError:
                return False
    return True


def has_commands(*commands: str) -> bool:
    """Whether every one of `commands` can be started by its name."""
    return all(shutil.which(command) for command in commands)


def can_make_environments() -> bool:
    """Whether this Python can make a virtual environment with pip in it.

    Debian keeps `ensurepip`, and the wheels it needs, in a package apart from Python's own.
    """
    importlib.invalidate_caches()
    try:
        return bool(importlib.import_module("ensurepip").version())
    except (ImportError, OSError, StopIteration, ValueError):
        return False


def has_writer() -> bool:
    """Whether LibreOffice is here with its Writer; Calc alone brings the same command."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return False
    program = Path(soffice).resolve().parent
    return any(program.glob("libswlo.*")) or (program.parent / "Frameworks").is_dir()


def find_chromium(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The browser that tests drive: the one `CHROMIUM` names, or Chromium, or Chrome; or None.

    A snap is no use: it sees neither temporary folders nor hidden ones, so it cannot open what a
    test hands it. On Ubuntu `chromium-browser` is a script that only installs that snap.
    """
    named = environment.get("CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = [named] if named else [shutil.which(name) for name in names]
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    for path in [*(Path(each) for each in found if each), mac]:
        if path.is_file() and os.access(path, os.X_OK) and not _is_snap(path):
            return path
    return None


def _is_snap(path: Path) -> bool:
    if str(path).startswith("/snap/") or path.resolve().name == "snap":
        return True
    with path.open("rb") as file:
        start = file.read(4096)
    return start.startswith(b"#!") and b"/snap/bin/" in start


FOR_ENVIRONMENT = Need(
    "venv, which makes Python environments", can_make_environments, ("python3-venv",), "python"
)
FOR_BUILD = (
    Need(
        "Pango, which lays out text",
        lambda: can_load("pango-1.0", "pangoft2-1.0"),
        ("libpango-1.0-0", "libpangoft2-1.0-0"),
        "pango",
    ),
    Need(
        "HarfBuzz with its subsetter, which cuts fonts down to what a page uses",
        lambda: can_load("harfbuzz", "harfbuzz-subset"),
        ("libharfbuzz0b", "libharfbuzz-subset0"),
        "harfbuzz",
    ),
)
FOR_TESTS = (
    Need(
        "poppler, which reads PDF text and draws pages",
        lambda: has_commands("pdftotext", "pdftoppm", "pdfinfo"),
        ("poppler-utils",),
        "poppler",
    ),
    Need("qpdf, which checks PDF files", lambda: has_commands("qpdf"), ("qpdf",), "qpdf"),
    Need(
        "fontconfig's commands, which tell what fonts there are",
        lambda: has_commands("fc-list", "fc-scan"),
        ("fontconfig",),
        "fontconfig",
    ),
    Need(
        "LibreOffice Writer, which opens and draws Word files",
        has_writer,
        ("libreoffice-writer-nogui",),
        "--cask libreoffice",
    ),
    Need(
        "Chromium, which opens EPUB files and pages",
        lambda: find_chromium() is not None,
        ("chromium",),
        "--cask google-chrome",
        on_ubuntu="Ubuntu has Chromium only as a snap, which cannot open temporary files: "
        "install Google Chrome, or set CHROMIUM to a browser of its kind",
    ),
)


def find_missing(needs: Sequence[Need]) -> list[Need]:
    """The needs that this machine does not meet."""
    return [need for need in needs if not need.is_met()]


def provide(needs: Sequence[Need]) -> None:
    """Make this machine meet `needs`, with apt where it can be used without a password.

    Raises SetupError with one line for a person when something is still missing afterwards.
    """
    missing = find_missing(needs)
    if not missing:
        return
    wanted = [name for need in missing if not _stands_apart(need) for name in need.debian]
    apt = find_apt() if wanted else None
    if apt:
        announce(f"installing {', '.join(wanted)} with apt")
        install_packages(apt, wanted)
        missing = find_missing(missing)
    if missing:
        raise SetupError(say_missing(missing))


def find_apt() -> list[str] | None:
    """The start of a command that runs apt-get with the rights it needs; None: no such way."""
    if not shutil.which("apt-get"):
        return None
    quietly = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    if os.geteuid() == 0:
        return quietly
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode:
        sudo = None
    return [sudo, "-n", *quietly] if sudo else None


def install_packages(apt: Sequence[str], packages: Sequence[str]) -> None:
    """Install `packages`; where apt's lists are missing or too old for that, fetch them first."""
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    try:
        run_tool("install system packages", install)
    except SetupError:
        run_tool("fetch apt's package lists", [*apt, "update"])
        run_tool("install system packages", install)


def say_missing(missing: Sequence[Need]) -> str:
    """One line that names what is missing and what a person types to get it."""
    names = "; ".join(need.name for need in missing)
    if shutil.which("brew"):
        ways = ["brew install " + " ".join(need.homebrew for need in missing)]
    else:
        packages = [name for need in missing if not _stands_apart(need) for name in need.debian]
        ways = ["sudo apt-get install " + " ".join(packages)] if packages else []
        ways += [need.on_ubuntu for need in missing if _stands_apart(need) and need.on_ubuntu]
    return f"missing: {names} (to install: {'; '.join(ways)})"


def _stands_apart(need: Need) -> bool:
    """Whether apt does not bring what is needed here."""
    return need.on_ubuntu is not None and read_distribution() == "ubuntu"


def read_distribution(release: Path = Path("/etc/os-release")) -> str:
    """The distribution's short name (`debian`, `ubuntu`); empty where the system does not say."""
    try:
        lines = release.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    named = (line.removeprefix("ID=").strip("\"'") for line in lines if line.startswith("ID="))
    return next(named, "")
