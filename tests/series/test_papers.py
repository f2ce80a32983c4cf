"""A paper of every shipped series, built and found in order."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from masthead.diagnostic import Place
from masthead.project import Project
from masthead.render.docx import render_docx
from masthead.render.docx.lint import lint_docx
from masthead.render.pdf import render_pdf
from masthead.series.series import find_series, load_series
from tests.edition.papers import find_faults, resolve, write_paper
from tests.render.pdf.reading import open_pdf
from tests.samples.origins import measure_pages
from tests.series.shipped import SYMBOLS

LANGUAGES = dict(zip(SYMBOLS, itertools.cycle(("en", "fr", "zh", "ru", "es", "ar")), strict=False))


@pytest.mark.parametrize("name", SYMBOLS)
def test_a_paper_of_each_series(project: Project, name: str) -> None:
    code = LANGUAGES[name]
    source = write_paper(
        codes=code, original=code, symbol=SYMBOLS[name], series=name, session="81",
        meeting="{start: 2025-07-22, end: 2025-08-02}",
    )  # fmt: skip
    if find_faults(project, source, code):  # its symbol names another session
        source = source.replace("session: 81\n", "")
    assert find_faults(project, source, code) == []
    edition = resolve(project, source, code)
    data = render_pdf(project, edition).data
    with open_pdf(data) as pdf:
        assert pdf.check_pdf_syntax() == []
    (sheet,) = measure_pages(data)
    rule = next(top for left, top, right, _ in sheet.shapes if right - left > 400 and top > 150)
    if code != "ar":  # whose letters come in the order in which they are drawn
        said = "".join(line.text for line in sheet.lines)
        names = [line.split()[0] for line in edition.masthead.body]  # long ones take several lines
        assert all(name[:8] in said for name in (*names, edition.masthead.symbol))
    under = [line for line in sheet.lines if line.baseline > rule]
    assert all(line.right <= sheet.width - 50 for line in sheet.lines)
    assert len(under) >= len(edition.masthead.sessions)
    assert lint_docx(render_docx(project, edition)) == ()


@pytest.mark.parametrize("name", SYMBOLS)
def test_the_series_of_a_symbol_is_the_narrowest(project: Project, name: str) -> None:
    found = find_series(project, SYMBOLS[name], Place("x"))
    assert found == (name, load_series(project, name, Place("x")))


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("A/80/1", "general-assembly"),
        ("A/AC.105/1190", "committee-on-outer-space"),
        ("E/2025/1", "economic-and-social-council"),
        ("E/CN.7/2025/1", "commission-on-narcotic-drugs"),
        ("E/CN.3/2025/1", "economic-and-social-council"),
        ("CAT/OP/1", "treaty-body-spt"),
        ("CAT/C/1", "treaty-body-cat"),
    ],
)
def test_bodies_within_others_have_series_of_their_own(
    project: Project, symbol: str, name: str
) -> None:
    found = find_series(project, symbol, Place("x"))
    assert found
    assert found[0] == name


def test_a_wrong_series_file_is_told_where_a_series_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "series").mkdir()
    (tmp_path / "series" / "own.yaml").write_text("name: {en: Own}\n")
    with pytest.raises(Exception, match=r"series/own\.yaml:1:1: error\[R021\]"):
        find_series(Project(tmp_path), "A/80/1", Place("x"))
