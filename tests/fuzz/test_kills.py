"""Builds that are killed, and builds on a full disk: whole files, and a right next build."""

from __future__ import annotations

import io
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.waiting import LONG

ROOT = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("KILLS", "200"))
FAILURES = int(os.environ.get("FAILURES", "50"))
STEM = "NPT_CONF.2026_PC.II_WP.7"
MASTHEAD = [sys.executable, "-P", "-m", "masthead"]

pytestmark = pytest.mark.fuzz


class House:
    """A project with one paper in two versions of its text, and what both of them build."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "house"
        (self.root / "styles").mkdir(parents=True)
        (self.root / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
        self.environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "MASTHEAD_CACHE": str(folder / "cache"),
        }  # fmt: skip
        self.run("new", "NPT/CONF.2026/PC.II/WP.7", "--lang", "en", "--lang", "zh")
        self.source = self.root / "source" / f"{STEM}.yaml"
        self.texts = [self.source.read_text("utf-8")]
        self.texts.append(self.texts[0].replace("First", "Other").replace("第一", "另一"))
        self.expected = []
        for text in self.texts:
            self.source.write_text(text, "utf-8")
            self.run("build", "--no-cache", "--output", str(folder / "expected"))
            self.expected.append(read_files(folder / "expected"))

    def run(self, *typed: str, expect: int = 0) -> str:
        done = subprocess.run(
            [*MASTHEAD, *typed], cwd=self.root, env=self.environment, capture_output=True,
            text=True, check=False, timeout=LONG,
        )  # fmt: skip
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout + done.stderr

    def start(self, *typed: str, **options: object) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*MASTHEAD, *typed], cwd=self.root, env=self.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            **options,
        )  # fmt: skip


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


def read_files(folder: Path) -> dict[str, bytes]:
    """The built files of a folder; what writers put beside them is not among them."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".") and path.name != "manifest.json"
    }


def assert_whole(found: dict[str, bytes], house: House) -> None:
    """Every file is one of the two it may be, to the byte."""
    for name, data in found.items():
        assert data in [expected[name] for expected in house.expected], name
        if not name.endswith("pdf"):
            zipfile.ZipFile(io.BytesIO(data)).testzip()


def test_builds_killed_at_random_moments(house):
    chance = random.Random(1946)
    output = house.root / "output"
    for number in range(KILLS):
        which = number % 2
        house.source.write_text(house.texts[which], "utf-8")
        if number % 5 == 0:
            shutil.rmtree(house.environment["MASTHEAD_CACHE"], ignore_errors=True)
        jobs = chance.choice(["1", "2"])
        build = house.start("build", "--jobs", jobs)
        time.sleep(chance.uniform(0.0, 2.5))
        if number % 3:
            build.kill()  # the build alone: its workers see that it is gone
        else:
            os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        if output.exists():
            assert_whole(read_files(output), house)
        if number % 10 == 9:
            house.run("build")
            assert read_files(output) == house.expected[which]
    house.run("build")
    house.run("verify")
    assert [path for path in output.iterdir() if path.name.startswith(".")] == []


@pytest.fixture
def small_disk(tmp_path):
    """A disk of half a megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_builds_on_a_disk_that_is_full(house, small_disk):
    chance = random.Random(1946)
    output = small_disk / "out"
    typed = ("build", "--output", str(output), "--jobs", "2")
    for number in range(FAILURES):
        which = number % 2
        house.source.write_text(house.texts[which], "utf-8")
        if number % 2:
            shutil.rmtree(house.environment["MASTHEAD_CACHE"], ignore_errors=True)
        free = os.statvfs(small_disk)
        room = free.f_bavail * free.f_bsize
        (small_disk / "ballast").write_bytes(b"\0" * max(0, room - chance.randrange(0, 120_000)))
        before = read_files(output) if output.exists() else {}
        done = subprocess.run(
            [*MASTHEAD, *typed], cwd=house.root, env=house.environment, capture_output=True,
            text=True, check=False, timeout=LONG,
        )  # fmt: skip
        said = done.stderr
        assert done.returncode in (0, 3), said
        assert "Traceback" not in said
        if done.returncode:
            lines = [line for line in said.splitlines() if "No space left" in line]
            assert lines
            assert len(lines) == len(said.splitlines())
        found = read_files(output) if output.exists() else {}
        assert_whole(found, house)
        assert set(before) <= set(found)
        assert list(small_disk.rglob(".masthead-*")) == []
        (small_disk / "ballast").unlink()
        house.run(*typed)
        assert read_files(output) == house.expected[which]


def test_a_cache_on_a_disk_that_is_full(house, small_disk):
    house.environment["MASTHEAD_CACHE"] = str(small_disk / "cache")
    (small_disk / "ballast").write_bytes(b"\0" * 505_000)
    house.source.write_text(house.texts[0], "utf-8")
    house.run("build")
    assert read_files(house.root / "output") == house.expected[0]


def test_a_read_only_disk(house, small_disk):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    said = house.run("build", "--output", str(small_disk), "--format", "docx", expect=3)
    assert said.count("Read-only file system") == 2
    assert "Traceback" not in said


def test_many_builds_at_once_into_one_folder(house):
    for number in range(10):
        which = number % 2
        house.source.write_text(house.texts[which], "utf-8")
        builds = [house.start("build", "--jobs", "1") for _ in range(3)]
        assert [build.wait() for build in builds] == [0, 0, 0]
        assert read_files(house.root / "output") == house.expected[which]
    house.run("verify")
