"""``masthead import``: writes a paper once, says what it understood, adds languages on request."""

from __future__ import annotations

import re

import pytest

from tests.commands.conftest import Desk, make_desk
from tests.importing.making import make_body, make_file, paragraph

NAME = "source/A_RES_80_999.yaml"


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = make_desk(tmp_path)
    for code in ("en", "fr", "zh"):
        (made.root / f"{code}.xml").write_bytes(make_file(code))
    return made


def test_files_become_a_paper_that_builds_and_is_never_written_over(desk):
    said = desk.type("import", "en.xml", "fr.xml")
    assert f"{NAME}: A/RES/80/999, general-assembly-resolutions\n" in said
    assert "adopted 2025-11-03, meeting 30" in said
    assert re.search(r"operative paragraphs +2 +2\n", said)
    written = (desk.root / NAME).read_bytes()
    assert "is there already; it stays as it is (--into writes into it)" in desk.type(
        "import", "zh.xml", expect=2
    )
    assert (desk.root / NAME).read_bytes() == written
    assert "2 files: 2 made" in desk.type("build", "--format", "text", "--jobs", "1")
    assert "A/RES/80/999" in (desk.root / "output" / "A_RES_80_999-FR.txt").read_text()


def test_a_language_comes_into_a_paper_whose_comments_stay(desk):
    desk.type("import", "en.xml", "fr.xml")
    path = desk.root / NAME
    path.write_text("# kept\n" + path.read_text())
    desk.type("import", "zh.xml", "--into", NAME)
    text = path.read_text()
    assert text.startswith("# kept\n")
    assert text.count("*回顾*") == 2
    assert "3 files: 3 made" in desk.type("build", "--format", "text", "--jobs", "1")


def test_a_language_that_is_built_otherwise_is_refused(desk):
    desk.type("import", "en.xml", "fr.xml")
    before = (desk.root / NAME).read_bytes()
    text = make_body("zh")["text"] + paragraph("3.", "词。")
    (desk.root / "zh.xml").write_bytes(make_file("zh", text=text))
    said = desk.type("import", "zh.xml", "--into", NAME, expect=1)
    assert "error[I015] the paper has annex (title) where the files have operative (text)" in said
    assert (desk.root / NAME).read_bytes() == before


def test_what_is_no_file_is_told(desk):
    assert "error[I001] the file cannot be read" in desk.type("import", "de.xml", expect=1)
    assert not (desk.root / NAME).exists()
    assert "--lang is for one file" in desk.type(
        "import", "en.xml", "fr.xml", "--lang", "en", expect=2
    )
