"""A project of its own for each test of a command, and a way to type commands in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.forking import WARNINGS, fork_command
from tests.waiting import LONG, settle

ROOT = Path(__file__).parent.parent.parent
STEM = "NPT_CONF.2026_PC.II_WP.7"


class Desk:
    """A project folder in which commands are typed, each in a process of its own."""

    def __init__(self, root: Path, cache: Path) -> None:
        self.root = root
        self.scratch = cache.parent / "scratch"
        """The system's folder for temporary files, as commands see it."""
        self.scratch.mkdir()
        self.environment = {
            **os.environ, "MASTHEAD_CACHE": str(cache), "PYTHONPATH": str(ROOT),
            "TMPDIR": str(self.scratch),
            "PYTHONWARNINGS": WARNINGS,
        }  # fmt: skip

    def command(self, *typed: str) -> list[str]:
        """The command line of a command."""
        return [sys.executable, "-P", "-m", "masthead", *typed]

    def type(self, *typed: str, expect: int = 0, **surroundings: str) -> str:
        """Type a command, see to its exit code, and give what it said."""
        environment = {**self.environment, **surroundings}
        if environment["PYTHONPATH"] != str(ROOT):
            return self.run(*typed, expect=expect, **surroundings)
        code, said = fork_command(typed, self.root, environment)
        assert code == expect, said
        assert "Traceback" not in said
        return said

    def run(self, *typed: str, expect: int = 0, **surroundings: str) -> str:
        """Type a command as ``type`` does, in a Python of its own and with all cores."""
        done = subprocess.run(
            self.command(*typed), cwd=self.root, capture_output=True, text=True, check=False,
            stdin=subprocess.DEVNULL, env={**self.environment, **surroundings}, timeout=LONG,
        )  # fmt: skip
        said = done.stdout + done.stderr
        assert done.returncode == expect, said
        assert "Traceback" not in said
        return said

    def list_leftovers(self) -> list[str]:
        """What commands left among temporary files, and half-written files beside their places."""
        left = [path.name for path in self.scratch.iterdir()]
        return left + [path.name for path in self.root.rglob(".masthead-*")]

    def outputs(self, folder: str = "output") -> dict[str, bytes]:
        """What stands in the output folder."""
        return {
            path.name: path.read_bytes()
            for path in sorted((self.root / folder).iterdir())
            if path.is_file()
        }

    def rest(self) -> None:
        """Wait until every file that was written is at rest, so that its hash can be kept."""
        settle(self.root)

    @property
    def source(self) -> Path:
        """The paper."""
        return self.root / "source" / f"{STEM}.yaml"


def make_desk(folder: Path) -> Desk:
    """Make a project with fonts and nothing else."""
    root = folder / "project"
    (root / "styles").mkdir(parents=True)
    (root / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    return Desk(root, folder / "cache")


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Desk]:
    """A project with fonts and nothing else. No command may leave anything behind."""
    desk = make_desk(tmp_path)
    yield desk
    assert desk.list_leftovers() == []


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """A project with one paper in English and Chinese, as `new` writes it."""
    empty_desk.type("new", "NPT/CONF.2026/PC.II/WP.7", "--lang", "en", "--lang", "zh")
    return empty_desk
