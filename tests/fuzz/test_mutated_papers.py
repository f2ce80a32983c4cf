"""Whatever is done to a paper's file, checking it ends in diagnostics."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.check.checker import EVERYTHING, inspect_paper
from masthead.check.inspection import Inspection
from masthead.check.papers import Checked, mend_source
from masthead.check.problems import BROKEN_RULE
from masthead.check.report import FORMATS, choose_writer
from masthead.check.report.lines import Lines
from masthead.diagnostic import Diagnostic
from masthead.project import Project
from masthead.read.reader import read_source
from tests.fuzz.mutations import mutate

ROOT = Path(__file__).parents[2]
PAPERS = [
    ROOT / "source" / "NPT_CONF.2026_PC.II_WP.XX.yaml",
    ROOT / "tests" / "read" / "good" / "plain.yaml",
    *sorted((ROOT / "tests" / "check" / "rules").glob("S[3-6]*/bad.yaml")),
]
SHORT, LONG, PART = 240, 20_000, 500


def check_paper(project: Project, data: bytes) -> list[Diagnostic]:
    """Check a paper: what was found."""
    reading = read_source(project, data, "paper.yaml")
    found = list(reading.diagnostics)
    if reading.paper is not None:
        inspection = Inspection(project, reading.paper)
        found += inspect_paper(inspection)
        if not reading.diagnostics.errors:
            found += inspection.resolve()
    return found


def check_mutated(project: Project, seed: int) -> None:
    """Check one mutated paper."""
    path = PAPERS[seed % len(PAPERS)] if seed % 2 else PAPERS[0]
    found = check_paper(project, mutate(path.read_bytes(), seed))
    broken = [kept.message for kept in found if kept.code == BROKEN_RULE.code]
    nowhere = [kept.code for kept in found if kept.place.line < 1 or kept.place.column < 1]
    assert (broken, nowhere) == ([], []), seed


def check_part(project: Project, seeds: range) -> None:
    for seed in seeds:
        check_mutated(project, seed)


@pytest.mark.parametrize("start", range(0, SHORT, 60))
def test_mutated_papers_end_in_diagnostics(project: Project, start: int) -> None:
    check_part(project, range(start, start + 60))


@pytest.mark.fuzz
@pytest.mark.parametrize("start", range(SHORT, SHORT + LONG, PART))
def test_twenty_thousand_mutated_papers(project: Project, start: int) -> None:
    check_part(project, range(start, start + PART))


@pytest.mark.parametrize("seed", range(40))
def test_mending_mutated_papers_leaves_papers(project: Project, seed: int) -> None:
    """--fix changes texts and nothing else, and what it leaves can be read."""
    import random

    from tests.fuzz.mutations import change_text

    data = change_text(PAPERS[0].read_bytes(), random.Random(seed))
    before = read_source(project, data, "paper.yaml")
    mended, count = mend_source(project, data, "paper.yaml", EVERYTHING)
    after = read_source(project, mended, "paper.yaml")
    if before.paper is None or before.diagnostics.errors:
        assert (mended, count) == (data, 0)
        return
    assert after.paper is not None
    assert not after.diagnostics.errors
    one, other = (Inspection(project, kept.require()).subjects for kept in (before, after))
    assert [kept.kind for kept in one] == [kept.kind for kept in other]


@pytest.mark.parametrize("form", FORMATS)
def test_reports_stand_whatever_is_in_a_line(project: Project, form: str, tmp_path: Path) -> None:
    for seed in range(30):
        path = tmp_path / "paper.yaml"
        path.write_bytes(mutate(PAPERS[0].read_bytes(), seed))
        reading = read_source(Project(tmp_path), path.read_bytes(), "paper.yaml")
        report = choose_writer(form)(Checked(reading.diagnostics, 1), Lines(Project(tmp_path)))
        assert report.encode()
