"""No command leaves anything behind among temporary files, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess

import pytest

from tests.commands.conftest import STEM, make_desk
from tests.waiting import LONG, wait_until

SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
COMMANDS = {
    "build": ["build", "--no-cache", "--jobs", "2"],
    "build in one process": ["build", "--no-cache", "--jobs", "1"],
    "check --layout": ["check", "--layout"],
    "verify": ["verify", "--jobs", "2"],
    "verify in one process": ["verify", "--jobs", "1"],
    "print": ["print", "--no-cache", "--jobs", "2"],
    "proof": ["proof", "--against", f"output/{STEM}-EN.pdf"],
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    desk = make_desk(tmp_path_factory.mktemp("leftovers"))
    desk.type("new", "NPT/CONF.2026/PC.II/WP.7")
    desk.type("build", "--format", "pdf")
    return desk


@pytest.mark.parametrize("typed", COMMANDS.values(), ids=COMMANDS)
def test_a_command_that_ends_well(built, typed):
    built.run(*typed)
    assert built.list_leftovers() == []


def end(desk, typed, number):
    """End a command as soon as it keeps something among temporary files; what it said.

    On a busy machine it may be over by then: so it is tried again.
    """
    for _ in range(20):
        process = begin(desk, typed)
        process.send_signal(number)
        _, said = process.communicate(timeout=LONG)
        if said:
            break
    return process.returncode, said


def begin(desk, typed):
    """Begin a command, and wait until it keeps something among temporary files."""
    process = subprocess.Popen(
        desk.command(*typed), cwd=desk.root, env=desk.environment, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    wait_until(lambda: any(desk.scratch.rglob("masthead-work-*/*")) or process.poll() is not None)
    return process


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *((name, signal.SIGTERM) for name in COMMANDS),
        ("verify", signal.SIGINT),
        ("check --layout", signal.SIGHUP),
    ],
)
def test_a_command_that_is_ended(built, name, number):
    code, said = end(built, COMMANDS[name], number)
    assert (code, said) == (SIGNALS[number], "masthead: stopped\n")
    assert built.list_leftovers() == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_watching_that_is_ended(built, number, code):
    process = begin(built, ["watch", "--no-cache", "--jobs", "1", "--format", "pdf"])
    process.send_signal(number)
    _, said = process.communicate(timeout=LONG)
    assert process.returncode == code, said
    assert built.list_leftovers() == []


def test_what_a_killed_command_left_goes_with_the_next(built):
    process = begin(built, ["check", "--layout"])
    process.kill()
    process.communicate()
    left = list(built.scratch.iterdir())
    assert [path.name.startswith("masthead-work-") for path in left] == [True]
    os.utime(left[0], (0, 0))
    built.type("check", "--layout")
    assert built.list_leftovers() == []
