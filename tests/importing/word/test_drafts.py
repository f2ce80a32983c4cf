"""Drafts under negotiation come home from Word: brackets, alternatives, what was put in later."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.edition.resolve import resolve_edition
from masthead.importing.importer import import_drafts
from masthead.importing.into import put_into
from masthead.importing.word.reader import read_bytes
from masthead.project import Project
from masthead.read.reader import read_paper
from masthead.render.docx import render_docx
from masthead.write.canonical import write_canonical
from tests.importing.word.test_carried import edit

SAMPLE = "A_C.2_80_L.XX.yaml"


@pytest.fixture
def home(tmp_path: Path, project: Project) -> Project:
    """A project with the sample of a draft alone."""
    (tmp_path / "source").mkdir()
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/fonts").symlink_to(project.root / "styles/fonts")
    text = (project.source / "samples" / SAMPLE).read_text("utf-8")
    (tmp_path / "source" / SAMPLE).write_text(text, encoding="utf-8")
    return Project(tmp_path)


@pytest.mark.parametrize(("code", "draft"), [("fr", True), ("zh", False)])
def test_a_draft_comes_home_whole(home: Project, code: str, draft: bool) -> None:
    paper = read_paper(home, home.source / SAMPLE).require()
    edition = resolve_edition(home, paper, code, draft=draft)
    imported = import_drafts(home, [read_bytes(home, render_docx(home, edition), "a.docx", code)])
    assert write_canonical(imported.reading.require(), code) == edition.canonical


def test_words_that_are_edited_in_an_alternative_go_to_it(home: Project) -> None:
    path = home.source / SAMPLE
    paper = read_paper(home, path).require()
    built = render_docx(home, resolve_edition(home, paper, "en", draft=True))
    edited = edit(built, "proposers to be named", "all proposers to be named")
    edited = edit(edited, " a report ", " a short report ")
    imported = import_drafts(home, [read_bytes(home, edited, "a.docx", "en")], sources=False)
    before = path.read_text("utf-8")
    written = put_into(home, path, imported).decode()
    wanted = before.replace("proposers to be named", "all proposers to be named")
    assert written == wanted.replace(" a report ", " a short report ")


def test_by_words_alone_brackets_come_home_and_other_brackets_stay(home: Project) -> None:
    paper = read_paper(home, home.source / SAMPLE).require()
    built = render_docx(home, resolve_edition(home, paper, "en", draft=True))
    foreign = edit(built, "be named", "be [named]")
    imported = import_drafts(home, [read_bytes(home, foreign, "a.docx", "en")], sources=False)
    assert "[[may [[always]] stand]] [[shall stand]] in brackets" in imported.source
    assert "to be [named] in paragraph" in imported.source
    assert "a report [[each year]]." in imported.source
