"""Nobody listens, no room to write, an old encoding: a command goes on, or says so in a line."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

import pytest

from masthead import cli
from tests.commands.conftest import STEM

HTML = ("--format", "html")


def run(desk, script, *typed):
    """Type a command in a shell that has redirected something."""
    return subprocess.run(
        ["bash", "-c", script, "bash", *desk.command(*typed)], cwd=desk.root, text=True,
        env=desk.environment, capture_output=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams(desk, closed):
    for options in (("--jobs", "1"), ("--jobs", "2"), ()):
        (desk.root / "output" / f"{STEM}-EN.html").unlink(missing_ok=True)
        done = run(desk, f'"$@" {closed}', *HTML, *options)
        assert done.returncode == 0, done.stderr
        assert "fault" not in done.stderr
        assert (desk.root / "output" / f"{STEM}-EN.html").read_text().startswith("<!DOCTYPE")
    assert run(desk, f'"$@" {closed}', "check", "nobody").returncode == 2


def test_a_reader_that_has_gone(desk):
    desk.source.write_text(desk.source.read_text().replace("[^first]", "[^nobody]", 1))
    for typed, code in (
        (["rules"], 0),
        (["check"], 1),
        ([], 1),
        (["--no-cache", "--jobs", "1"], 1),
    ):
        done = run(desk, '"$@" 2>&1 | true; exit ${PIPESTATUS[0]}', *typed)
        assert (done.returncode, done.stderr) == (code, ""), typed


def test_a_build_whose_reader_has_gone_is_done(desk):
    done = run(desk, '"$@" | true; exit ${PIPESTATUS[0]}', "build", *HTML)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(desk.outputs()) == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("typed", [["rules"], ["check"], HTML, ["--help"]])
def test_no_room_for_what_is_said(desk, typed):
    for _ in range(2):
        done = run(desk, '"$@" >/dev/full', *typed)
        assert done.returncode == 3
        assert (
            done.stderr == "masthead: standard output cannot be written: No space left on device\n"
        )


def test_an_encoding_that_lacks_characters(desk):
    old = {**desk.environment, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        desk.command("rules", "S140"), cwd=desk.root, env=old, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    assert os.linesep.encode() in done.stdout


def test_no_room_for_temporary_files_is_no_fault_of_masthead(monkeypatch, capsys):
    def fill(typed: list[str]) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(cli, "_run_command", fill)
    assert cli.main(["proof"]) == 3
    said = capsys.readouterr().err
    assert said.startswith("masthead: No space left on device (make room on the disk")
