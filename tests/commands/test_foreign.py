"""A folder of papers that somebody else has made can run no commands."""

from __future__ import annotations

import os

import pytest

from masthead.diagnostic import UsageError
from masthead.folder import find_folder
from masthead.project import Project
from tests.commands.conftest import ROOT

HOSTILE = '{{ cycler.__init__.__globals__.os.popen("id > %s").read() }}\n'


@pytest.mark.parametrize(
    ("template", "typed"),
    [
        ("html/page.html", ["build", "--no-cache", "--format", "html"]),
        ("docx/styles.xml", ["build", "--no-cache", "--format", "docx", "--jobs", "1"]),
        ("pdf/page.css", ["build", "--no-cache", "--format", "pdf", "--jobs", "1"]),
        ("epub/cover.svg", ["build", "--no-cache", "--format", "epub", "--jobs", "1"]),
        ("pdf/page.html", ["check", "--layout"]),
        ("new/paper.yaml", ["new", "NPT/CONF.2026/PC.II/WP.9"]),
    ],
)
def test_a_template_runs_no_code(desk, tmp_path, template, typed):
    own = desk.root / "templates" / template
    own.parent.mkdir(parents=True)
    shipped = (ROOT / "templates" / template).read_text()
    own.write_text(shipped + "\n" + HOSTILE % (tmp_path / "ran"))
    line = shipped.count("\n") + 2
    said = desk.type(*typed, expect=3)
    assert not (tmp_path / "ran").exists()
    assert f"templates/{template}:{line}: access to attribute '__init__'" in said


@pytest.fixture
def somebody_else(monkeypatch):
    """The files that are made here belong to somebody else than who runs this."""
    monkeypatch.setattr(os, "getuid", lambda: os.stat(__file__).st_uid + 12345)  # noqa: PTH116


def test_a_source_folder_above_counts_when_it_is_one_s_own(tmp_path, monkeypatch):
    (tmp_path / "source").mkdir()
    below = tmp_path / "mine" / "deep"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert find_folder() == str(tmp_path)


def test_somebody_else_s_source_folder_above_does_not_count(tmp_path, monkeypatch, somebody_else):
    (tmp_path / "source").mkdir()
    below = tmp_path / "mine"
    below.mkdir()
    monkeypatch.chdir(below)
    assert find_folder() == str(below)
    monkeypatch.chdir(tmp_path)
    assert find_folder() == str(tmp_path)  # whoever goes there means it


@pytest.mark.parametrize("room", ["templates", "styles", "series", "language"])
def test_where_anybody_may_write_only_one_s_own_files_are_read(tmp_path, room, somebody_else):
    (tmp_path / room).mkdir()
    assert len(Project(tmp_path).folders(room)) == 2
    tmp_path.chmod(0o1777)
    with pytest.raises(UsageError, match=f"{room}/ belongs to somebody else"):
        Project(tmp_path).folders(room)
