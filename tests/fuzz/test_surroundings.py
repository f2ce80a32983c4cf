"""Sixteen builds in sixteen surroundings: the same bytes."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.waiting import LONG

ROOT = Path(__file__).parent.parent.parent
STEM = "NPT_CONF.2026_PC.II_WP.XX"
ZONES = ["UTC", "Asia/Shanghai", "America/St_Johns", "Pacific/Kiritimati"]
LOCALES = ["C", "C.UTF-8", "POSIX", "zh_CN.UTF-8"]

pytestmark = pytest.mark.fuzz


def surround(number: int, folder: Path) -> tuple[list[str], dict[str, str], dict[str, object]]:
    """The command's beginning, its environment and the rest, for one of sixteen surroundings."""
    home = folder / f"home-{number}"
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "TZ": ZONES[number % 4],
        "LC_ALL": LOCALES[number // 4],
        "PYTHONHASHSEED": str(number * 7919),
        "MASTHEAD_CACHE": str(home / "cache"),
        "SOURCE_DATE_EPOCH": str(number * 10**8),
    }
    options: dict[str, object] = {"umask": [0o022, 0o077, 0o002, 0o027][number % 4]}
    before: list[str] = []
    if number % 3 == 1 and shutil.which("faketime"):
        before = ["faketime", ["2001-02-03 04:05:06", "2037-12-31 23:59:59"][number % 2]]
    if number % 4 == 3 and os.getuid() == 0 and is_readable_by_all(ROOT):
        nobody = pwd.getpwnam("nobody")
        options |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return before, environment, options


def is_readable_by_all(path: Path) -> bool:
    """Whether any user may look into a folder and all above it, and into our own Python."""
    python = Path(sys.executable).resolve()
    return all(
        folder.stat().st_mode & 0o005 == 0o005
        for folder in [path, *path.parents, python, *python.parents, Path(sys.prefix)]
    )


@pytest.fixture
def open_folder():
    """A folder that any user may enter, which pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="masthead-test-") as name:
        Path(name).chmod(0o777)
        yield Path(name)


def test_sixteen_surroundings(open_folder):
    tmp_path = open_folder
    built: dict[int, dict[str, bytes]] = {}
    for number in range(16):
        root = tmp_path / f"{'a' * (number + 1)}" / "project"
        (root / "styles").mkdir(parents=True)
        (root / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
        (root / "source").mkdir()
        names = [f"{STEM}.yaml"]
        if number % 2:  # another order of files, and other files beside
            for name in ("zz.txt", ".hidden.yaml", "aa.md"):
                (root / "source" / name).write_text("x")
        for name in names:
            shutil.copy(ROOT / "source" / name, root / "source" / name)
        (tmp_path / f"home-{number}").mkdir()
        for folder in [root, *root.rglob("*"), tmp_path / f"home-{number}"]:
            if not folder.is_symlink():
                folder.chmod(0o777)
        before, environment, options = surround(number, tmp_path)
        done = subprocess.run(
            [*before, sys.executable, "-P", "-m", "masthead", "build", "--locked",
             "--jobs", str(1 + number % 3), "--quiet"],
            cwd=root if number % 2 else root / "source", env=environment, capture_output=True,
            text=True, check=False, timeout=LONG, **options,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        built[number] = {
            path.name: path.read_bytes()
            for path in (root / "output").iterdir()
            if not path.name.startswith(".")
        }
        assert len(built[number]) == 7
        assert {name for name in built[0] if built[0][name] != built[number][name]} == set()
