"""--fix changes what it names, in the file as it is written, and nothing else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from masthead.check.checker import EVERYTHING, Choice
from masthead.check.papers import check_papers, mend_file, mend_source
from masthead.diagnostic import ToolError
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.write.edit import Edit, Source
from tests.check.papers import HEAD

BEFORE = """\
# a comment with "quotes", recognise and 50%
symbol:   NPT/CONF.2026/PC.II/WP.5   # recognise stays here
series: npt-preparatory-committee
session: 2
meeting: {city: geneva,   start: 2024-07-22, end: 2024-08-02}
date: 2024-05-16
original: en
versions: {"en": {}, 'zh': {}}
job: "24-01234"
title: {en: "We recognise \\"it\\"", zh: "我们,承认"}
byline:
  en: 'Ireland''s programme -- recognise'
  zh: >-
    爱尔兰提交的
    工作,文件
    危險
text:

- paragraph:
    en: |-
      All States
      recognise that 50 percent
      is   enough.   # no comment
    zh: |2-
      各國,承认。
  allow: {X014: "reason",   S012: 'other'}
"""
AFTER = (
    BEFORE.replace(r'"We recognise \"it\""', '"We recognize “it”"')
    .replace("Ireland''s", "Ireland’s")
    .replace("我们,承认", "我们，承认")
    .replace("-- recognise", "– recognize")
    .replace("工作,文件", "工作，文件")
    .replace("危險", "危险")
    .replace("      recognise that 50 percent", "      recognize that 50 per cent")
    .replace("is   enough.   #", "is enough. #")
    .replace("各國,承认", "各国，承认")
)


def mend(project: Project, data: bytes, choice: Choice = EVERYTHING) -> bytes:
    for _ in range(5):
        data, _ = mend_source(project, data, "paper.yaml", choice)
    return data


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.rstrip("\n").encode(),
    ],
    ids=["plain", "CRLF", "CR", "BOM", "no last line feed"],
)
def test_everything_else_stays_as_it_is(project: Project, change: object) -> None:
    assert mend(project, change(BEFORE)) == change(AFTER)


def test_only_chosen_rules_mend(project: Project) -> None:
    mended = mend(project, BEFORE.encode(), Choice(("S2",))).decode()
    assert "recognise that 50 percent" in mended
    assert "各国，承认" in mended


def test_what_is_allowed_is_not_mended(project: Project) -> None:
    allowed = BEFORE.replace('{X014: "reason",', '{S110: "quoted", X014: "reason",')
    assert "50 percent" in mend(project, allowed.encode()).decode()


def test_paper_with_errors_is_left_alone(project: Project) -> None:
    broken = BEFORE.replace("session: 2", "sesion: 2").encode()
    assert mend_source(project, broken, "paper.yaml", EVERYTHING) == (broken, 0)


def test_edits_that_overlap_wait_for_the_next_round(project: Project) -> None:
    head = HEAD.format(original="en", versions="en: {}", titles="en: Title")
    source = f"{head}- paragraph:\n    en: |-\n      abcdef ghi\n"
    text = read_source(project, source.encode(), "x").require().text[0].text["en"]
    kept = Source(source.encode())
    edits = [Edit(text, 0, 4, "X"), Edit(text, 2, 6, "Y"), Edit(text, 7, 10, "Z")]
    assert kept.apply(edits) == 2
    assert "      abY Z\n" in kept.encode().decode()


def test_an_edit_whose_text_is_elsewhere_by_now_is_left_out(project: Project) -> None:
    head = HEAD.format(original="en", versions="en: {}", titles="en: Title")
    source = f"{head}- paragraph:\n    en: |-\n      abcdef\n"
    text = read_source(project, source.encode(), "x").require().text[0].text["en"]
    kept = Source(source.replace("abcdef", "xxxxxx").encode())
    assert kept.apply([Edit(text, 0, 3, "Y")]) == 0


def test_file_is_written_once_and_whole(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "NPT_CONF.2026_PC.II_WP.5.yaml"
    path.write_text(BEFORE, encoding="utf-8")
    found, count = mend_file(Project(tmp_path), path, EVERYTHING)
    assert (found, count) == ([], 15)
    assert path.read_text(encoding="utf-8") == AFTER
    assert [kept.name for kept in tmp_path.iterdir()] == [path.name]
    stamp = path.stat().st_mtime_ns
    assert mend_file(Project(tmp_path), path, EVERYTHING) == ([], 0)
    assert path.stat().st_mtime_ns == stamp


def test_mend_that_would_break_the_paper_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from masthead.check import papers

    path = tmp_path / "NPT_CONF.2026_PC.II_WP.5.yaml"
    path.write_text(BEFORE, encoding="utf-8")
    monkeypatch.setattr(papers, "mend_source", lambda *_: (b"broken: [", 3))
    found, count = mend_file(Project(tmp_path), path, EVERYTHING)
    assert ([kept.code for kept in found], count) == (["K006"], 0)
    assert path.read_text(encoding="utf-8") == BEFORE


def test_file_that_cannot_be_written_is_a_failed_tool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from masthead.check import papers

    path = tmp_path / "NPT_CONF.2026_PC.II_WP.5.yaml"
    path.write_text(BEFORE, encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(papers, "rewrite_file", refuse)
    with pytest.raises(ToolError, match="cannot be written: Permission denied"):
        check_papers(Project(tmp_path), [path], EVERYTHING, fix=True, accept=False)


def put(folder: Path) -> Path:
    path = folder / "NPT_CONF.2026_PC.II_WP.5.yaml"
    path.write_text(BEFORE, encoding="utf-8")
    return path


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_of_a_mended_file_stay(tmp_path: Path, mode: int) -> None:
    path = put(tmp_path)
    path.chmod(mode)
    assert mend_file(Project(tmp_path), path, EVERYTHING)[1]
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_link_stays_and_what_it_leads_to_is_mended(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "source").mkdir()
    target = put(tmp_path / "real")
    between = tmp_path / "source" / "between.yaml"
    between.symlink_to("../real/NPT_CONF.2026_PC.II_WP.5.yaml")
    link = tmp_path / "source" / target.name
    link.symlink_to("between.yaml")
    assert mend_file(Project(tmp_path), link, EVERYTHING)[1]
    assert (link.is_symlink(), between.is_symlink()) == (True, True)
    assert target.read_text(encoding="utf-8") == AFTER
    assert not target.is_symlink()
    assert [kept.name for kept in target.parent.iterdir()] == [target.name]


def test_what_lies_outside_the_project_is_not_mended(tmp_path: Path) -> None:
    target = put(tmp_path)
    (tmp_path / "project").mkdir()
    link = tmp_path / "project" / target.name
    link.symlink_to(target)
    assert mend_file(Project(tmp_path / "project"), link, EVERYTHING) == ([], 0)
    assert target.read_text(encoding="utf-8") == BEFORE


@pytest.mark.parametrize("how", ["in place", "by a rename", "deleted"])
def test_what_a_person_saves_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    from masthead.check import papers

    path = put(tmp_path)
    theirs = BEFORE.replace("All States", "Most States")

    def save_meanwhile(*arguments: object) -> object:
        if how == "by a rename":
            (tmp_path / "new").write_text(theirs, encoding="utf-8")
            (tmp_path / "new").replace(path)
        elif how == "in place":
            path.write_text(theirs, encoding="utf-8")
        else:
            path.unlink(missing_ok=True)
        return mend_source(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(papers, "mend_source", save_meanwhile)
    if how == "deleted":
        with pytest.raises(ToolError, match="cannot be written: No such file"):
            mend_file(Project(tmp_path), path, EVERYTHING)
        assert list(tmp_path.iterdir()) == []
    else:
        found, count = mend_file(Project(tmp_path), path, EVERYTHING)
        assert ([kept.code for kept in found], count) == (["K009"], 0)
        assert path.read_text(encoding="utf-8") == theirs
        assert [kept.name for kept in tmp_path.iterdir()] == [path.name]


def test_a_file_that_is_read_only_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
    with pytest.raises(ToolError, match="cannot be written: Permission denied"):
        mend_file(Project(tmp_path), path, EVERYTHING)
    assert path.read_text(encoding="utf-8") == BEFORE
