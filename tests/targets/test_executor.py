"""Where tasks run: here or in workers, of which any may be lost."""

from __future__ import annotations

import errno
import os
import pickle
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from masthead.diagnostic import ToolError, UsageError, explain_lack
from masthead.targets import forkserver
from masthead.targets.executor import InProcess, WorkerPool, read_time_limit
from masthead.targets.tasks import TooSlowError, WorkerFaultError, WorkerLostError, do_task
from tests.targets import tasks
from tests.waiting import wait_until

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def workers():
    with WorkerPool(2, ("html",)) as pool:
        yield pool


def use_both(pool):
    """Have two tasks wait for each other, and tell the processes that they ran in."""
    with tempfile.TemporaryDirectory() as place:
        return {met.result() for met in [pool.submit(tasks.meet, place, 2) for _ in "ab"]}


def test_who_did_a_task_gets_the_next_of_its_subject():
    with WorkerPool(2, ("html",)) as pool, tempfile.TemporaryDirectory() as place:
        themes = [tasks.Theme("one"), tasks.Theme("two")]
        met = [pool.submit(tasks.meet_about, place, 2, theme) for theme in themes]
        pids = dict(future.result() for future in met)
        assert len(set(pids.values())) == 2
        for theme in (*reversed(themes), *themes, themes[1], themes[1]):
            subject, pid = pool.submit(tasks.meet_about, place, 2, theme).result()
            assert pid == pids[subject]


def is_alive(pid):
    """Whether a process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(params=["here", "workers"])
def executor(request):
    return InProcess() if request.param == "here" else request.getfixturevalue("workers")


def test_results_and_errors_come_back(executor):
    assert executor.submit(tasks.add, 1, 2).result() == 3
    with pytest.raises(ToolError, match="pandoc is missing"):
        executor.submit(tasks.raise_tool_error).result()
    with pytest.raises(WorkerFaultError) as caught:
        executor.submit(tasks.raise_key_error).result()
    assert caught.value.reason == "KeyError: 'who'"
    assert "tasks.py" in caught.value.trace


def test_arguments_may_have_names(executor):
    assert executor.submit(tasks.add, 1, two=2).result() == 3
    assert executor.submit(tasks.add, one=1, two=2).result() == 3


def test_what_cannot_travel_to_a_worker_is_an_error(workers):
    with pytest.raises((AttributeError, TypeError, pickle.PicklingError)):
        workers.submit(lambda: None).result()
    assert workers.submit(tasks.add, 1, 2).result() == 3


def test_a_result_that_cannot_travel_is_an_error(workers):
    with pytest.raises(WorkerFaultError):
        workers.submit(tasks.give_what_cannot_travel).result()
    assert workers.submit(tasks.add, 1, 2).result() == 3


def test_tasks_run_side_by_side_in_processes_that_stay(workers):
    first = use_both(workers)
    assert len(first) == 2
    assert os.getpid() not in first
    assert use_both(workers) == first
    assert {workers.submit(tasks.tell_pid).result() for _ in "abcd"} <= first


def test_workers_have_a_surrounding_of_their_own(workers, monkeypatch):
    assert workers.submit(tasks.tell_environment, "TZ").result() == "UTC"
    assert workers.submit(tasks.tell_environment, "LC_ALL").result() == "C.UTF-8"


def test_workers_have_the_heavy_libraries_already():
    with WorkerPool(1, ("pdf", "docx", "epub")) as pool:
        modules = set(pool.submit(tasks.tell_modules).result())
    assert {"weasyprint", "lxml.etree", "jinja2", "pydantic"} <= modules


def test_the_loss_of_a_worker_spares_the_others(workers, tmp_path):
    met = [workers.submit(tasks.meet, str(tmp_path), 2) for _ in range(2)]
    lost = workers.submit(tasks.kill_self)
    others = [workers.submit(tasks.tell_pid) for _ in range(3)]
    with pytest.raises(WorkerLostError):
        lost.result()
    assert len({future.result() for future in met}) == 2
    assert all(future.result() for future in others)
    assert len(use_both(workers)) == 2


def test_a_worker_killed_while_idle_is_replaced(workers):
    pids = use_both(workers)
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not any(map(is_alive, pids)))
    assert not pids & use_both(workers)


def test_a_task_that_hangs_is_ended_with_the_tools_it_started(tmp_path):
    note = tmp_path / "pid"
    with WorkerPool(1, ("html",)) as pool:
        pool.limit = 1.0
        while not note.exists():  # a busy machine may need longer than that to start a tool
            pool.limit *= 2
            with pytest.raises(TooSlowError) as caught:
                pool.submit(tasks.hang, str(note)).result()
            assert caught.value.limit == pool.limit
        pool.limit = 300.0
        assert pool.submit(tasks.add, 1, 2).result() == 3
    tool = int(note.read_text())
    wait_until(lambda: not is_alive(tool), "the end of the tool")


def test_a_fork_server_that_was_killed_is_started_again():
    with WorkerPool(2, ("html",)) as pool:
        pool.submit(tasks.add, 1, 2).result()
        os.kill(pool._server.pid, signal.SIGKILL)
        pool._idle.pop().close()
        assert len(use_both(pool)) == 2


def test_shutdown_ends_everything_even_in_the_middle(tmp_path):
    pool = WorkerPool(2, ("html",))
    begun = [pool.submit(tasks.wait_long, str(tmp_path)) for _ in range(4)]
    wait_until(lambda: len(list(tmp_path.iterdir())) == 2, "the beginning of two tasks")
    pids = [int(path.name) for path in tmp_path.iterdir()]
    pool.shutdown(cancel_futures=True)
    assert all(future.cancelled() or future.exception() for future in begun)
    wait_until(lambda: not any(map(is_alive, pids)), "the end of the workers")


def test_shutdown_twice_ends_nobody_else_s_process(monkeypatch):
    pool = WorkerPool(1, ("html",))
    pool.submit(tasks.add, 1, 2).result()
    pool.shutdown()
    ended: list[int] = []
    monkeypatch.setattr("os.kill", lambda pid, _: ended.append(pid))
    pool.shutdown()
    assert ended == []


PARENT = """
import sys, time
from tests.targets import tasks
from masthead.targets.executor import WorkerPool
pool = WorkerPool(2, ("html",))
print(pool.submit(tasks.tell_pid).result(), pool._server.pid, flush=True)
time.sleep(600)
"""


def test_workers_end_when_the_build_is_killed(tmp_path):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    assert all(is_alive(pid) for pid in pids)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: not any(map(is_alive, pids)), "the end of the workers")


def test_the_time_limit_is_read(monkeypatch):
    monkeypatch.setenv("MASTHEAD_TIME_LIMIT", "2.5")
    assert read_time_limit() == 2.5
    for wrong in ("no", "0", "-1", "nan"):
        monkeypatch.setenv("MASTHEAD_TIME_LIMIT", wrong)
        with pytest.raises(UsageError):
            read_time_limit()


def test_a_worker_that_has_done_much_is_replaced(monkeypatch):
    """The engine's libraries lose memory with each page: no worker grows with a build's length."""
    monkeypatch.setattr("masthead.targets.executor.MOST_TASKS", 3)
    with WorkerPool(1, ("html",)) as pool:
        pids = [pool.submit(tasks.tell_pid).result() for _ in range(9)]
    counts = [pids.count(pid) for pid in dict.fromkeys(pids)]
    assert max(counts) <= 3
    assert len(counts) >= 3


def test_where_no_process_can_be_started_it_is_told(monkeypatch):
    def refuse(*_):
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr("os.posix_spawn", refuse)
    with pytest.raises(BlockingIOError) as caught:
        WorkerPool(2, ("html",))
    assert explain_lack(caught.value) == (
        "no process can be started: Resource temporarily unavailable "
        "(ulimit -u says how many there may be; --jobs 1 takes the fewest)"
    )


def test_where_no_worker_can_be_forked_it_is_told(monkeypatch):
    with WorkerPool(1, ("html",)) as pool:
        monkeypatch.setattr("masthead.targets.executor._Worker", raise_end)
        with pytest.raises(
            ToolError, match=r"no process can be started: it ended at once \(ulimit"
        ):
            pool.submit(tasks.add, 1, 2).result()


def raise_end(connection):
    raise EOFError


def test_where_no_thread_can_be_started_it_is_told():
    def fill() -> None:
        raise RuntimeError("can't start new thread")

    fine, error = do_task(fill, (), {})
    assert not fine
    assert isinstance(error, ToolError)
    assert str(error).startswith("no thread can be started (ulimit -u")


def test_temporary_files_without_room_are_told_with_a_remedy():
    def fill() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    fine, error = do_task(fill, (), {})
    assert not fine
    assert str(error) == (
        "No space left on device (make room on the disk, or name another folder as TMPDIR)"
    )


def test_garbage_is_put_away_while_no_task_waits(monkeypatch):
    collected = []
    monkeypatch.setattr(forkserver, "PAUSE", 0)
    monkeypatch.setattr(forkserver.gc, "collect", collected.append)
    worker, build = socket.socketpair()
    with worker, build:
        forkserver.use_pause(worker)
        assert collected == [1]
        build.send(b"a task")
        forkserver.use_pause(worker)
        assert collected == [1]
