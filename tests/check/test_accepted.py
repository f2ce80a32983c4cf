"""Fingerprints beside a paper: which translation was accepted for which original."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.check.accepted import find_file, load_accepted
from masthead.check.accepting import write_accepted
from masthead.check.checker import EVERYTHING, Choice, inspect_paper
from masthead.check.inspection import Inspection
from masthead.check.papers import check_papers
from masthead.diagnostic import Diagnostic
from masthead.paper import Paper
from masthead.project import Project
from masthead.read.reader import read_paper
from tests.check.papers import write_paper

NAME = "NPT_CONF.2026_PC.II_WP.5.yaml"
SOURCE = write_paper({"en": "The Treaty is in force.", "zh": "《条约》有效。"}).replace(
    "en: {}", "en: {status: unofficial-translation, from: zh}"
)
SECOND = "- paragraph:\n    en: |-\n      It binds all.\n    zh: |-\n      它约束所有国家。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Project:
    """A project with one paper whose translation was accepted."""
    project = Project(tmp_path)
    project.source.mkdir()
    (project.source / NAME).write_text(SOURCE + SECOND, encoding="utf-8")
    checked = check_papers(project, [project.source / NAME], EVERYTHING, fix=False, accept=True)
    assert checked.accepted == ["source/NPT_CONF.2026_PC.II_WP.5.accepted.json"]
    return project


def find(project: Project, change: tuple[str, str] = ("", "")) -> list[Diagnostic]:
    path = project.source / NAME
    path.write_text((SOURCE + SECOND).replace(*change), encoding="utf-8")
    paper = read_paper(project, path).require()
    return list(inspect_paper(Inspection(project, paper), Choice(("C011", "K"))))


def test_nothing_is_old_at_first(folder: Project) -> None:
    assert find(folder) == []


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (("《条约》有效。", "《条约》仍然有效。"), [14]),
        (("The Treaty is in force.", "The Treaty remains in force."), []),
        (("它约束所有国家。\n", "它约束\n      所有国家。\n"), [19]),
        (("text:\n", "text:\n- heading:\n    en: A\n    zh: 甲\n"), []),
        ((SECOND, ""), []),
        (("text:\n", "text:\n" + SECOND.replace("all", "us").replace("所有国家", "我们")), []),
    ],
    ids=["original", "translation", "line break", "unit added", "unit deleted", "unit before"],
)  # fmt: skip
def test_translation_is_old_when_only_its_original_changed(
    folder: Project, change: tuple[str, str], lines: list[int]
) -> None:
    assert [kept.place.line for kept in find(folder, change)] == lines


def test_both_changed_is_a_new_translation(folder: Project) -> None:
    path = folder.source / NAME
    new = SOURCE.replace("in force", "not in force").replace("有效", "无效")
    path.write_text(new, encoding="utf-8")
    paper = read_paper(folder, path).require()
    assert list(inspect_paper(Inspection(folder, paper), Choice(("C011",)))) == []


def test_other_language_than_was_accepted(folder: Project) -> None:
    assert find(folder, ("from: zh", "from: fr")) == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"format": 2}',
        '{"format": 1, "versions": {"en": 3}}',
        "\udc80",
        "[" * 100_000,
    ],
    ids=["empty", "list", "nothing", "other format", "no units", "no UTF-8", "deep"],
)
def test_file_that_cannot_be_used_is_told(folder: Project, content: str) -> None:
    path = folder.source / "NPT_CONF.2026_PC.II_WP.5.accepted.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    (found,) = find(folder)
    assert (found.code, found.place.file) == (
        "K005",
        "source/NPT_CONF.2026_PC.II_WP.5.accepted.json",
    )


def test_fingerprints_left_behind_are_told(folder: Project) -> None:
    path = folder.source / NAME
    new = path.rename(folder.source / "NPT_CONF.2026_PC.II_WP.6.yaml")
    new.write_text((SOURCE + SECOND).replace("WP.5", "WP.6"), encoding="utf-8")
    checked = check_papers(folder, [new], EVERYTHING, fix=False, accept=False)
    (found,) = checked.diagnostics
    assert str(found).startswith("source/NPT_CONF.2026_PC.II_WP.5.accepted.json:1:1: info[K008]")


def test_paper_without_translation_has_no_file(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.source.mkdir()
    (project.source / NAME).write_text(write_paper({"en": "All is well."}), encoding="utf-8")
    checked = check_papers(project, [project.source / NAME], EVERYTHING, fix=False, accept=True)
    assert (checked.accepted, len(list(project.source.iterdir()))) == ([], 1)


def test_fingerprints_of_the_paper_are_there_and_current(project: Project, paper: Paper) -> None:
    path = find_file(project, paper)
    assert path is not None
    assert path.read_text(encoding="utf-8") == write_accepted(Inspection(project, paper))
    assert load_accepted(project, paper).sources == {"en": "zh"}
