"""Watching: what a saved change needs, and nothing else."""

from __future__ import annotations

import threading
import time

import pytest

from masthead.project import Project
from masthead.targets.executor import Here
from masthead.targets.fingerprint import PACKAGE
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.watch import CodeChangedError, Watch
from tests.targets.workshop import STEM


@pytest.fixture
def watch(workshop):
    return Watch(Project(workshop.root), Options(), Here(), Progress(quiet=True))


def test_each_change_in_a_line(workshop, watch):
    assert watch.build().startswith("6 files built in ")
    source = workshop.write(zh="另一文本。")
    line = watch.build([source])
    assert line.startswith(f"{STEM}.yaml: built ZH ")
    assert all(form in line for form in ("ZH pdf", "ZH docx", "ZH epub"))
    assert "EN" not in line
    assert watch.build([source]).startswith(f"{STEM}.yaml: nothing to do in ")


def test_a_broken_source_is_told_and_watching_goes_on(workshop, watch, capsys):
    watch.build()
    source = workshop.write(zh="*never closed")
    assert ": 1 error in " in watch.build([source])
    assert "error[R040]" in capsys.readouterr().err
    assert ": built ZH " in watch.build([workshop.write(zh="又一文本。")])


def test_the_same_broken_source_is_told_each_time(workshop, watch, capsys):
    source = workshop.write(zh="*never closed")
    for _ in range(2):
        watch.build([source])
        assert "error[R040]" in capsys.readouterr().err


def test_a_paper_that_went_away(workshop, watch):
    watch.build()
    source = workshop.write()
    source.unlink()
    assert "nothing to do" in watch.build([source])


def test_a_template_makes_workers_read_anew(workshop, watch):
    watch.build()
    path = workshop.root / "templates" / "docx" / "page.txt"
    path.write_text("another\n")
    before = watch.run.generation
    assert watch.build([path]).startswith("page.txt: built ")
    assert watch.run.generation == before + 1


def test_our_own_modules_make_everything_start_anew(watch):
    with pytest.raises(CodeChangedError):
        watch.build([PACKAGE / "render" / "landing.py"])


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("source/A_80_1.yaml", True),
        ("templates/html/body.html", True),
        ("source/.A_80_1.yaml.swp", False),
        ("source/A_80_1.yaml~", False),
        ("source/.#A_80_1.yaml", False),
        ("output/A_80_1-ZH.pdf", False),
        ("templates/__pycache__/a.pyc", False),
    ],
)
def test_what_editors_and_builds_leave_beside_does_not_matter(workshop, watch, path, matters):
    assert watch.matters(str(workshop.root / path)) is matters


def test_a_real_save_is_noticed(workshop, watch):
    done = threading.Event()

    def save():
        while not done.is_set():
            workshop.write(zh=f"文本{time.monotonic_ns()}。")
            time.sleep(0.3)

    thread = threading.Thread(target=save)
    thread.start()
    try:
        changed = next(watch.changes(lambda: False))
    finally:
        done.set()
        thread.join()
    assert [path.name for path in changed] == [f"{STEM}.yaml"]
