"""What becomes of tasks whose load does not come back: a Dask of our own tells the executor so."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from types import SimpleNamespace

import pytest
from distributed import KilledWorker

from masthead.cluster.executor import ATTEMPTS, ClusterExecutor
from masthead.cluster.loads import SECONDS
from masthead.cluster.packed import do_packed, unpack_answer
from masthead.cluster.plan import Plan
from masthead.project import Project
from masthead.targets.tasks import EngineLostError, WorkerLostError


def say(root, generation, word):
    """Say a word, as a task."""
    return word


class Task:
    """What Dask would call a future."""

    def __init__(self, answer):
        self.answer = answer
        self.status = "error" if isinstance(answer, BaseException) else "finished"

    def add_done_callback(self, call):
        call(self)

    def result(self, timeout=None):
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer

    def release(self):
        pass


class Dask:
    """A client whose loads are done at once, or meet the fate that ``fate`` says."""

    status = "running"
    scheduler = SimpleNamespace(address="tcp://nowhere")

    def __init__(self, fate):
        self.fate = fate
        self.loads: list[list[str]] = []

    def submit(self, function, name, packed, files, **named):
        done = [do_packed("/", task) for task, _ in packed]
        words = [unpack_answer(one)[1] for one in done]
        self.loads.append(words)
        return Task(self.fate(words) or [(SECONDS / 10, one) for one in done])

    def gather(self, tasks):
        return [task.result() for task in tasks]

    def close(self, timeout=0):
        pass


@pytest.fixture
def engine(tmp_path):
    made = []

    def open_engine(fate):
        client = Dask(fate)
        plan = Plan("plan", b"", (), 60, {})
        executor = ClusterExecutor(client, None, Project(tmp_path), plan)
        executor.crew.places = 1
        executor._backlog.learn("say", SECONDS / 10)
        made.append(executor)
        return client, executor

    yield open_engine
    for executor in made:
        executor.shutdown(cancel_futures=True)


def run(executor, words) -> dict[str, Future[str]]:
    """Have words said, all in one load where there is room; the futures, done."""
    executor._sending = 10  # nothing is sent yet
    futures = {word: executor.submit(say, "/", 1, word) for word in words}
    executor._sending = 0
    executor._send_loads()
    threading.Thread(target=executor._take_in_all, daemon=True).start()
    late = wait_for(futures.values(), timeout=120).not_done
    assert not late
    return futures


def test_tasks_travel_together(engine):
    client, executor = engine(lambda words: None)
    futures = run(executor, "abcdef")
    assert {word: future.result() for word, future in futures.items()} == {w: w for w in "abcdef"}
    assert client.loads == [[*"abcdef"]]


def test_of_a_load_that_kills_workers_only_the_task_to_blame_is_lost(engine):
    client, executor = engine(
        lambda words: KilledWorker("load", None, 3) if "c" in words else None
    )  # fmt: skip
    futures = run(executor, "abcd")
    assert client.loads == [[*"abcd"], ["a"], ["b"], ["c"], ["d"]]
    assert isinstance(futures.pop("c").exception(), WorkerLostError)
    assert [future.result() for future in futures.values()] == ["a", "b", "d"]


def test_a_load_whose_answer_is_lost_is_sent_again_and_not_for_ever(engine):
    times = iter(range(ATTEMPTS - 1))
    client, executor = engine(lambda words: next(times, None) is not None and OSError("gone"))
    futures = run(executor, "ab")
    assert [future.result() for future in futures.values()] == ["a", "b"]
    assert client.loads == [["a", "b"]] * ATTEMPTS
    client, executor = engine(lambda words: OSError("gone"))
    futures = run(executor, "ab")
    assert {str(future.exception()) for future in futures.values()} == {"gone"}
    assert client.loads == [["a", "b"]] * ATTEMPTS


def test_a_load_whose_answer_is_none_is_told_and_the_next_still_come(engine):
    """Were it raised where answers are taken in, a build would wait for ever."""
    _, executor = engine(lambda words: "nothing" if "b" in words else None)
    futures = run(executor, "ab")
    assert all(isinstance(future.exception(), ValueError) for future in futures.values())
    futures = run(executor, "c")
    assert futures["c"].result() == "c"


def test_without_a_scheduler_all_that_is_out_is_lost_and_nothing_more_is_sent(engine):
    client, executor = engine(lambda words: TimeoutError("silence"))
    executor.client.status = "closed"
    futures = run(executor, "ab")
    later = executor.submit(say, "/", 1, "c")
    for future in (*futures.values(), later):
        assert isinstance(future.exception(), EngineLostError)
    assert len(client.loads) <= ATTEMPTS
    assert executor.most_out > 0  # a build that may have nothing out would wait for ever
