"""Fixtures of the cluster's tests."""

from __future__ import annotations

import gc

import pytest

from masthead.cluster import crew, engine, executor
from tests.cluster.grounds import Grounds
from tests.waiting import LONG


@pytest.fixture(scope="session")
def grounds(tmp_path_factory):
    """A scheduler and two workers on loopback."""
    made = Grounds(tmp_path_factory.mktemp("grounds"))
    try:
        made.start_scheduler()
        made.start_worker()
        made.start_worker()
        yield made
    finally:
        made.close()


@pytest.fixture(autouse=True)
def _have_patience(monkeypatch):
    """A busy machine may take long to start what answers at once."""
    monkeypatch.setattr(crew, "CONNECT", LONG)
    monkeypatch.setattr(crew, "READY", LONG)
    monkeypatch.setattr(engine, "CONNECT", LONG)
    monkeypatch.setattr(executor, "ANSWER", LONG)


@pytest.fixture(autouse=True)
def _leave_no_garbage():
    """Put away what a client leaves: Python's parser, say, fails where it is done in its middle."""
    yield
    gc.collect()
