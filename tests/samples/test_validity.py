"""Validators find nothing in the samples: Open XML SDK, epubcheck, Ace, veraPDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.render.docx.office import validate
from tests.render.epub.checkers import Checker, run_ace
from tests.render.pdf.reading import open_pdf, read_strays
from tests.render.pdf.verapdf import Validator
from tests.samples.conftest import EDITIONS, Made, write_files


def test_word_files_are_valid(made: dict[str, Made], tmp_path: Path) -> None:
    names = (
        "A_80_XX-ar", "A_80_XX-ru", "A_HRC_57_XX-fr", "S_2024_XX-es",
        "A_C.1_80_XX-ar", "A_C.2_80_XX-ar", "A_C.4_80_XX-zh",
    )  # fmt: skip
    assert validate(tmp_path, [made[name].docx for name in names]) == []


@pytest.mark.xdist_group("java")
def test_epubcheck_finds_nothing(made: dict[str, Made], tmp_path: Path, checker: Checker) -> None:
    paths = write_files(made, "epub", tmp_path)
    verdicts = {name: checker.check(path) for name, path in paths.items()}
    assert {name: verdict.faults for name, verdict in verdicts.items() if verdict.faults} == {}


@pytest.mark.xdist_group("java")
def test_verapdf_finds_nothing(made: dict[str, Made], validator: Validator, tmp_path: Path) -> None:
    for name, path in write_files(made, "pdf", tmp_path).items():
        assert validator.validate(path).findings == (), name


@pytest.mark.xdist_group("chromium")
@pytest.mark.parametrize("name", ["A_80_XX-ar", "A_HRC_57_XX-fr"])
def test_ace_finds_nothing(made: dict[str, Made], tmp_path: Path, name: str) -> None:
    path = write_files({name: made[name]}, "epub", tmp_path)[name]
    assert run_ace(path, tmp_path) == []


@pytest.mark.parametrize("name", EDITIONS)
def test_pdfs_are_whole_and_tagged(made: dict[str, Made], name: str) -> None:
    files = made[name]
    with open_pdf(files.pdf) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert read_strays(pdf) == []
        assert str(pdf.Root.Lang) == files.edition.language.tag
        direction = str(pdf.Root.get("/ViewerPreferences", {}).get("/Direction", "/L2R"))
        assert direction == ("/R2L" if files.edition.language.direction == "rtl" else "/L2R")
