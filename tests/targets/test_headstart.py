"""The process that imports for the workers begins before anything else, where it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from masthead.targets import headstart
from masthead.targets.executor import WorkerPool
from masthead.targets.formats import DEFAULT
from tests.targets import tasks
from tests.targets.test_executor import is_alive
from tests.waiting import wait_until

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def two_cores(monkeypatch):
    monkeypatch.setattr(headstart, "count_cores", lambda: 2)
    yield
    while headstart._begun:
        server, withdraw = headstart._begun.pop()
        withdraw()
        server.close()


def test_workers_of_a_usual_build_come_from_the_process_that_began():
    headstart.begin_early(["build", "-q", "source/a.yaml"])
    [(server, _)] = headstart._begun
    with WorkerPool(1, DEFAULT) as pool:
        assert pool._server.pid == server.pid
        assert pool.submit(tasks.tell_pid).result() != server.pid
        folder = server.scratch.path
    assert not is_alive(server.pid)
    assert not Path(folder).exists()


def test_one_that_imported_for_other_formats_is_put_away():
    headstart.begin_early([])
    [(server, _)] = headstart._begun
    begun, folder = server.pid, server.scratch.path
    with WorkerPool(1, ("html",)) as pool:
        assert pool._server.pid != begun
        assert not is_alive(begun)
        assert not Path(folder).exists()
        assert pool.submit(tasks.tell_pid).result()


@pytest.mark.parametrize(
    "typed", [["--format", "html"], ["-j1"], ["build", "--help"], ["help"], ["-v"]], ids=" ".join
)
def test_nothing_begins_that_may_not_be_needed(typed):
    headstart.begin_early(typed)
    assert headstart._begun == []


def test_nothing_begins_on_one_core(monkeypatch):
    monkeypatch.setattr(headstart, "count_cores", lambda: 1)
    headstart.begin_early([])
    assert headstart._begun == []


def test_a_command_that_fails_leaves_no_process_behind():
    code = (
        "from masthead.targets import headstart\n"
        "headstart.count_cores = lambda: 2\n"
        "headstart.begin_early([])\n"
        "[(server, _)] = headstart._begun\n"
        "print(server.pid, server.scratch.path, flush=True)\n"
        "raise SystemExit(2)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    pid, folder = done.stdout.split()
    assert done.returncode == 2
    wait_until(lambda: not is_alive(int(pid)))
    assert not Path(folder).exists()


def test_little_is_imported_before_it_begins():
    code = (
        "import sys, masthead.cli, masthead.targets.ledger, masthead.targets.headstart\n"
        "print([one for one in ('click', 'msgspec', 'pydantic', 'shutil') if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
