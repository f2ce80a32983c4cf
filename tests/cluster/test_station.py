"""What a worker has at hand: files only while a task needs them, processes that may die."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from masthead.cluster.packed import Beneath, pack_task, unpack_answer
from masthead.cluster.plan import compare_likeness, make_plan, pack_rooms
from masthead.cluster.station import Station
from masthead.project import Project
from masthead.targets.tasks import WorkerLostError


def read(root, generation, path):
    """Read a file, as a task."""
    return Path(path).read_text(), Path(path).relative_to(root).as_posix()


def die(root, generation, path, times):
    """Die as often as a file says that it has not yet died."""
    marks = Path(path)
    died = len(marks.read_text())
    if died < times:
        marks.write_text("x" * (died + 1))
        os.kill(os.getpid(), signal.SIGKILL)
    return died


@pytest.fixture
def station(tmp_path):
    (tmp_path / "own" / "source").mkdir(parents=True)
    made = Station(make_plan(Project(tmp_path / "own"), ("text",), 60), 1)
    yield made
    made.close()


def test_files_are_there_while_a_task_needs_them(station):
    task = pack_task(read, 1, (Beneath("source/a/paper.yaml"),))
    answer = unpack_answer(station.work(task, {"source/a/paper.yaml": b"words"}))
    assert answer == (True, ("words", "source/a/paper.yaml"))
    assert not (station.root / "source/a/paper.yaml").exists()
    went_well, error = unpack_answer(station.work(task, {}))
    assert not went_well
    assert "No such file" in str(error)


def test_two_runs_with_a_file_of_the_same_name_do_not_meet(station):
    task = pack_task(read, 1, (Beneath("source/paper.yaml"),))
    texts = [str(number) for number in range(12)]
    found = {}

    def work(text):
        _, (said, _) = unpack_answer(station.work(task, {"source/paper.yaml": text.encode()}))
        found[text] = said

    threads = [threading.Thread(target=work, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {text: text for text in texts}


def test_a_task_whose_process_is_killed_is_begun_once_more(station, tmp_path):
    marks = tmp_path / "marks"
    marks.write_text("")
    assert unpack_answer(station.work(pack_task(die, 1, (str(marks), 1)), {})) == (True, 1)
    marks.write_text("")
    went_well, error = unpack_answer(station.work(pack_task(die, 1, (str(marks), 9)), {}))
    assert (went_well, type(error)) == (False, WorkerLostError)
    assert len(marks.read_text()) == 2


def test_what_travels_is_the_projects_own_and_no_link_out_of_it(tmp_path):
    root = tmp_path / "project"
    for name in ("styles/own.css", "language/check.yaml", "styles/fonts/big.ttf", "series/x.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    (tmp_path / "secret").write_text("secret")
    (root / "styles" / "link.css").symlink_to(tmp_path / "secret")
    packed = pack_rooms(Project(root))
    assert b"styles/own.css" in packed
    assert b"language/check.yaml" in packed
    assert b"link.css" not in packed
    assert b"big.ttf" not in packed
    assert b"x.py" not in packed
    assert pack_rooms(Project(root)) == packed


def test_differences_are_told_by_name():
    wanted = {"weasyprint": "70.0", "the font A.ttf": "ab", "the font B.ttf": ""}
    here = {"weasyprint": "69.0", "the font B.ttf": "cd"}
    assert compare_likeness(wanted, here) == [
        "weasyprint 69.0 instead of 70.0", "the font A.ttf is not there instead of ab",
        "the font B.ttf cd",
    ]  # fmt: skip
    assert compare_likeness(wanted, wanted) == []
