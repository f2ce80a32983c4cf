"""Built Word files through ``check``: a sound one passes, a damaged one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.check.papers import Checked
from masthead.check.word import check_word_files
from masthead.cli import main
from masthead.edition.edition import Edition
from masthead.project import Project
from masthead.render.archive import read_archive, write_archive
from masthead.render.docx import render_docx


@pytest.fixture(scope="module")
def word_file(
    project: Project, edition_en: Edition, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A built Word file."""
    path = tmp_path_factory.mktemp("word") / "paper.docx"
    path.write_bytes(render_docx(project, edition_en))
    return path


def find_codes(project: Project, path: Path) -> list[str]:
    checked = Checked()
    check_word_files(project, [str(path)], checked)
    assert checked.papers == 1
    return [found.code for found in checked.diagnostics]


def test_a_built_file_is_sound(project: Project, word_file: Path) -> None:
    assert find_codes(project, word_file) == []
    assert main(["check", str(word_file)]) == 0


def test_a_style_that_is_not_there_is_told(
    project: Project, word_file: Path, tmp_path: Path
) -> None:
    members = read_archive(word_file.read_bytes())
    story = members["word/document.xml"]
    members["word/document.xml"] = story.replace(b'<w:pStyle w:val="', b'<w:pStyle w:val="No', 1)
    damaged = tmp_path / "damaged.docx"
    damaged.write_bytes(write_archive(members))
    assert find_codes(project, damaged)
    assert main(["check", str(damaged)]) == 1


@pytest.mark.parametrize("data", [b"", b"no archive"])
def test_what_is_no_word_file_is_told(project: Project, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other.docx"
    path.write_bytes(data)
    assert len(find_codes(project, path)) == 1


def test_a_file_that_is_not_there_is_told(project: Project, tmp_path: Path) -> None:
    assert find_codes(project, tmp_path / "none.docx") == ["R005"]


def test_no_line_of_a_word_file_is_quoted(
    word_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It has none: what stands in it are bytes."""
    members = read_archive(word_file.read_bytes())
    story = members["word/document.xml"]
    members["word/document.xml"] = story.replace(b'<w:pStyle w:val="', b'<w:pStyle w:val="No', 1)
    path = tmp_path / "damaged.docx"
    path.write_bytes(write_archive(members))
    assert main(["check", str(path)]) == 1
    said = capsys.readouterr().out
    assert "T112" in said
    assert "PK" not in said
