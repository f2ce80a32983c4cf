"""Tasks gather into loads: as many as keep a worker busy, and those of a new kind alone."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from masthead.cluster.loads import MOST, SECONDS, Backlog, Errand


def errand(kind="html", **chosen):
    return Errand(Future(), b"", kind, (), **chosen)


@pytest.fixture
def backlog():
    made = Backlog()
    for _ in range(60):
        made.learn("html", SECONDS / 8)
        made.learn("pdf", SECONDS / 2)
    return made


def put(backlog, count, kind="html"):
    for _ in range(count):
        backlog.put(errand(kind))


def test_a_load_takes_as_long_as_it_should(backlog):
    put(backlog, 20)
    put(backlog, 20, "pdf")
    assert len(backlog.take(1)) == 8
    backlog.take(1)
    assert [one.kind for one in backlog.take(1)] == ["html"] * 4 + ["pdf"]
    assert len(backlog.take(1)) == 2


def test_a_load_has_no_end_of_tasks(backlog):
    for _ in range(60):
        backlog.learn("html", 0.0)
    put(backlog, 3 * MOST)
    assert len(backlog.take(1)) == MOST
    assert backlog.most_in_load <= MOST


def test_a_task_of_a_kind_that_was_never_done_goes_alone(backlog):
    put(backlog, 3, "epub")
    assert [len(backlog.take(1)) for _ in range(4)] == [1, 1, 1, 0]


def test_few_tasks_are_shared_among_the_places(backlog):
    put(backlog, 4)
    assert [len(backlog.take(2)) for _ in range(4)] == [2, 1, 1, 0]


def test_one_that_goes_alone_has_no_company_before_or_after_it(backlog):
    put(backlog, 2)
    backlog.put(errand(alone=True))
    put(backlog, 2)
    assert [len(backlog.take(1)) for _ in range(3)] == [2, 1, 2]


def test_long_tasks_are_not_gathered(backlog):
    for _ in range(60):
        backlog.learn("pdf", 10 * SECONDS)
    assert backlog.most_in_load == 1
