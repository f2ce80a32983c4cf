"""The table of faults: each ends in one clear line, everything else is built, nothing is lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from masthead import files
from masthead.render import pandoc
from masthead.targets import executor
from masthead.targets.executor import InProcess, WorkerPool
from masthead.targets.make import make_file
from tests.conftest import ROOT
from tests.targets import tasks
from tests.targets.workshop import STEM, statuses

ALL = {f"{STEM}-{code}.{form}" for code in ("EN", "ZH") for form in ("pdf", "docx", "epub")}
WORD = {name for name in ALL if name.endswith("docx")}
CHINESE_WORD = {f"{STEM}-ZH.docx"}


PANDOCS = {
    "missing": (None, "pandoc cannot be started: No such file or directory"),
    "crashes": ("#!/bin/sh\nkill -SEGV $$\n", "pandoc failed with -11"),
    "fails": (
        "#!/bin/sh\necho 'out of order' >&2\nexit 83\n",
        "pandoc failed with 83: out of order",
    ),
    "warns": ("#!/bin/sh\necho '[WARNING] hm' >&2\n> out\n", "pandoc warns: [WARNING] hm"),
    "hangs": ("#!/bin/sh\nexec sleep 600\n", "pandoc did not finish within 0.3 seconds"),
    "no program": ("nonsense", "pandoc cannot be started: Exec format error"),
}


@pytest.mark.parametrize("fault", PANDOCS)
def test_pandoc(workshop, tmp_path, monkeypatch, fault):
    script, said = PANDOCS[fault]
    program = tmp_path / "pandoc"
    if script is not None:
        program.write_text(script)
        program.chmod(0o755)

    def make_word_really(root, generation, order):
        return (make_file if order.format == "docx" else workshop.make_file)(
            root, generation, order
        )

    formats = ("docx", "pdf")
    workshop.build(cache=False, formats=formats)
    before = workshop.outputs()
    workshop.write(en="Another text.", zh="另一文本。")
    monkeypatch.setattr("masthead.targets.build.make_file", make_word_really)
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: program)
    if fault == "hangs":
        monkeypatch.setattr(pandoc, "TIME_LIMIT", 0.3)
    report = workshop.build(expect=3, cache=False, formats=formats)
    after = workshop.outputs()
    assert set(statuses(report)) == {f"{STEM}-EN.pdf", f"{STEM}-ZH.pdf"}
    errors = report.diagnostics.errors
    assert [found.code for found in errors] == ["B002", "B002"]
    for found in errors:
        assert said in found.message
        assert "\n" not in str(found)
    assert {name for name in after if after[name] == before[name]} == WORD


def hurry(monkeypatch):
    """Give the task that hangs a second, and all others what a busy machine may need."""
    ask = executor._Worker.ask

    def ask_in_time(worker, task, limit):
        hangs = any(tasks.is_chinese_word(argument) for argument in task[1])
        return ask(worker, task, 1.0 if hangs else limit)

    monkeypatch.setattr(executor._Worker, "ask", ask_in_time)


@pytest.mark.parametrize(
    ("task", "code"), [(tasks.make_or_die, "B003"), (tasks.make_or_hang, "B004")]
)
def test_a_worker_that_is_killed_or_hangs(workshop, monkeypatch, task, code):
    monkeypatch.setattr("masthead.targets.build.make_file", task)
    if task is tasks.make_or_hang:
        hurry(monkeypatch)
    with WorkerPool(2, ("docx",)) as workers:
        report = workshop.build(executor=workers, expect=3)
        assert set(statuses(report)) == ALL - CHINESE_WORD
        (found,) = report.diagnostics.errors
        assert found.code == code
        assert found.place.file == f"source/{STEM}.yaml"
        assert f"{STEM}-ZH.docx" in found.message


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.ENOSPC, "make room"),
        (errno.EDQUOT, "make room"),
        (errno.EROFS, "--output"),
        (errno.EACCES, "rights"),
        (errno.EIO, ""),
    ],
)
def test_a_disk_that_fails_for_one_file(workshop, monkeypatch, number, hint):
    real = files.os.replace

    def replace(beside, path):
        if Path(path).name in CHINESE_WORD:
            raise OSError(number, os.strerror(number))
        real(beside, path)

    workshop.build(cache=False)
    before = workshop.outputs()
    workshop.write(en="Another text.", zh="另一文本。")
    monkeypatch.setattr(files.os, "replace", replace)
    report = workshop.build(expect=3, cache=False)
    (found,) = report.diagnostics.errors
    assert found.code == "B001"
    assert os.strerror(number) in found.message
    assert hint in found.hint
    assert set(statuses(report)) == ALL - CHINESE_WORD
    after = workshop.outputs()
    assert {name for name in ALL if after[name] == before[name]} == CHINESE_WORD
    assert set(after) == ALL


def test_a_disk_that_is_read_only(workshop, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    workshop.build(cache=False)
    before = workshop.outputs()
    workshop.write(en="Another text.", zh="另一文本。")
    monkeypatch.setattr(files, "_open_beside", refuse)
    report = workshop.build(expect=3)
    after = workshop.outputs()
    assert after == before
    errors = report.diagnostics.errors
    assert {found.code for found in errors} == {"B001"}
    assert len(errors) == len(ALL)
    assert any(found.code == "B012" for found in report.diagnostics)  # the cache, in passing


def test_a_manifest_that_cannot_be_written(workshop):
    (workshop.root / "output" / "manifest.json").mkdir(parents=True)
    report = workshop.build(expect=3)
    assert len(report.outcomes) == 6
    (found,) = report.diagnostics.errors
    assert "manifest.json cannot be written: Is a directory" in found.message


def test_a_paper_that_cannot_be_read(workshop):
    (workshop.root / "source" / "A_80_1.yaml").symlink_to("nowhere.yaml")
    (workshop.root / "source" / "A_80_2.yaml").mkdir()  # no file at all
    (workshop.root / "source" / "A_80_3.yaml").write_bytes(b"\xff\xfe")
    report = workshop.build(expect=1)
    assert {found.code for found in report.diagnostics.errors} == {"R005", "R002"}
    assert len(report.outcomes) == 6


def test_papers_that_are_wrong_and_tools_that_fail_are_two_things(workshop, monkeypatch):
    """The machine's fault weighs more: 3, not 1."""
    workshop.write(8, en="*never closed")
    monkeypatch.setattr("masthead.targets.build.make_file", tasks.make_or_die)
    with WorkerPool(1, ("docx",)) as workers:
        report = workshop.build(executor=workers, expect=3)
    assert {found.code for found in report.diagnostics.errors} == {"R040", "B003"}


def test_a_template_of_one_s_own_that_is_wrong(workshop, monkeypatch):
    monkeypatch.setattr("masthead.targets.build.make_file", make_file)
    template = workshop.root / "templates" / "html" / "body.html"
    template.write_text("{% for %}")
    report = workshop.build(executor=InProcess(), expect=3, formats=("html",))
    errors = report.diagnostics.errors
    assert {found.code for found in errors} == {"B002"}
    assert "templates/html/body.html:1: " in errors[0].message


def test_a_template_of_one_s_own_that_lacks_a_kind(workshop, monkeypatch):
    """One that was taken over from an earlier Masthead, say: nothing is printed without it."""
    monkeypatch.setattr("masthead.targets.build.make_file", make_file)
    shipped = (ROOT / "templates" / "html" / "body.html").read_text("utf-8")
    template = workshop.root / "templates" / "html" / "body.html"
    template.write_text(shipped.replace('  "paragraph": paragraph,\n', ""), "utf-8")
    report = workshop.build(formats=("html",), expect=3)
    said = {str(found) for found in report.diagnostics.errors}
    assert len(said) == 2
    for line in said:
        assert "\n" not in line
        assert "templates/html/body.html has no rule for the kind 'paragraph'" in line
