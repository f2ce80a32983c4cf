"""Kinds of papers: which one a paper is, and what those of a project's own need."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.edition.resolve import resolve_edition
from masthead.project import Project, built_in_folder
from masthead.read.reader import read_source
from tests.edition.papers import write_paper


@pytest.mark.parametrize(
    ("series", "symbol", "kind"),
    [
        ("general-assembly-resolutions", "A/RES/73/8", "resolution"),
        ("general-assembly-resolutions", "A/RES/ES-11/1", "resolution"),
        ("general-assembly-resolutions", "A/DEC/80/501", "decision"),
        ("general-assembly", "A/80/L.5", "draft-resolution"),
        ("general-assembly", "A/C.3/80/L.5/Rev.1", "draft-resolution"),
        ("general-assembly", "A/80/400", "paper"),
        ("human-rights-council", "A/HRC/RES/S-26/2", "resolution"),
        ("human-rights-council", "A/HRC/57/L.5", "draft-resolution"),
        ("human-rights-council", "A/HRC/57/17", "paper"),
        ("security-council", "S/RES/2779 (2025)", "resolution"),
        ("economic-and-social-council", "E/RES/2019/5", "resolution"),
    ],
)
def test_a_paper_is_of_the_kind_of_its_symbol(
    project: Project, series: str, symbol: str, kind: str
) -> None:
    adoption = "{date: 2025-11-01, meeting: 3}"
    facts = {"adoption": adoption} if kind in ("resolution", "decision") else {}
    source = write_paper(symbol=symbol, series=series, **facts)
    paper = read_source(project, source.encode(), "source/test.yaml").require()
    assert resolve_edition(project, paper, "en").kind == kind


def test_a_paper_may_say_what_it_is(project: Project) -> None:
    source = write_paper(symbol="S/2025/12", series="security-council", kind="draft-resolution")
    paper = read_source(project, source.encode(), "source/test.yaml").require()
    assert resolve_edition(project, paper, "en").kind == "draft-resolution"


def test_what_a_kind_needs_is_missed_where_the_kind_or_the_symbol_is(tmp_path: Path) -> None:
    shipped = built_in_folder("series") / "shared" / "kinds.yaml"
    (tmp_path / "series" / "shared").mkdir(parents=True)
    text = shipped.read_text(encoding="utf-8")
    text = text.replace("resolution:\n", "resolution:\n  needs: [adoption]\n", 1)
    (tmp_path / "series" / "shared" / "kinds.yaml").write_text(text, encoding="utf-8")
    source = write_paper(symbol="A/RES/80/5", series="general-assembly-resolutions")
    reading = read_source(Project(tmp_path), source.encode(), "source/test.yaml")
    (found,) = reading.diagnostics.errors
    told = "error[R163] a paper of the kind resolution without adoption: (add it)"
    assert str(found) == f"source/test.yaml:1:9: {told}"
