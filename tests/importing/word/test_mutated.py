"""Whatever is done to a Word file: a paper with each loss listed, or a refusal in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.diagnostic import PaperError
from masthead.edition.resolve import resolve_edition
from masthead.importing.importer import import_drafts
from masthead.importing.word.reader import read_bytes
from masthead.project import Project
from masthead.read.reader import read_paper
from masthead.render.docx import render_docx
from tests.importing.word.mutations import mutate

PAPERS = (("A_C.2_80_XX", "en"), ("A_C.5_80_XX", "fr"), ("A_80_XX", "ar"), ("A_C.4_80_XX", "zh"))
SHORT, LONG = 48, 400


@pytest.fixture(scope="module")
def built(project: Project) -> list[bytes]:
    """Files with one of everything."""
    return build_files(project)


def build_files(project: Project) -> list[bytes]:
    """Build files with one of everything."""
    papers = [
        (read_paper(project, project.source / f"samples/{name}.yaml").require(), code)
        for name, code in PAPERS
    ]
    return [render_docx(project, resolve_edition(project, paper, code)) for paper, code in papers]


def bring_in(project: Project, data: bytes) -> str:
    """Bring a file in. Gives what it was refused for, if it was."""
    try:
        draft = read_bytes(project, data, "a.docx", None, "accept")
        imported = import_drafts(project, [draft])
        imported.placed.take_back()
    except PaperError as error:
        for diagnostic in error.diagnostics:
            assert "\n" not in str(diagnostic)
            assert diagnostic.code[0] in "IWRX"
        return str(error)
    return ""


def check(folder: Path, built: list[bytes], seeds: range) -> None:
    (folder / "source").mkdir(exist_ok=True)
    project = Project(folder)
    for data in built:
        assert bring_in(project, data) == ""
    refused = sum(bool(bring_in(project, mutate(built[seed % len(built)], seed))) for seed in seeds)
    assert refused < len(seeds) * 0.6  # most can still be read
    assert not list((folder / "source").iterdir())


def test_mutated_files_become_papers_or_are_refused(tmp_path: Path, built: list[bytes]) -> None:
    check(tmp_path, built, range(SHORT))


@pytest.mark.fuzz
@pytest.mark.parametrize("start", range(SHORT, SHORT + LONG, 50))
def test_four_hundred_mutated_files(tmp_path: Path, built: list[bytes], start: int) -> None:
    check(tmp_path, built, range(start, start + 50))
