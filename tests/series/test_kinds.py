"""Kinds of papers as data: what a file of them may say, and which kind a symbol is of."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.diagnostic import PaperError, Place
from masthead.project import Project
from masthead.series.kinds import choose_kind, load_kinds, suggest_kind
from masthead.series.series import load_series


@pytest.mark.parametrize(
    ("series", "symbol", "kind", "begun"),
    [
        ("general-assembly", "A/80/12", "paper", "paper"),
        ("general-assembly", "A/80/12/Add.1", "addendum", "addendum"),
        ("general-assembly", "A/C.1/80/L.3", "draft-resolution", "draft-resolution"),
        ("general-assembly", "A/C.1/80/L.3/Corr.1", "corrigendum", "corrigendum"),
        ("general-assembly-resolutions", "A/RES/80/1/Corr.1", "corrigendum", "corrigendum"),
        ("security-council", "S/2025/12", "paper", "letter"),
        ("security-council", "S/2025/12/Add.1", "addendum", "addendum"),
        ("human-rights-council", "A/HRC/60/1", "paper", "agenda"),
        ("npt-review-conference", "NPT/CONF.2026/WP.4", "working-paper", "working-paper"),
    ],
)
def test_symbols_say_kinds_and_papers_are_begun_by_them(
    project: Project, series: str, symbol: str, kind: str, begun: str
) -> None:
    kinds, found = load_kinds(project), load_series(project, series, Place(""))
    assert choose_kind(kinds, found, symbol) == kind
    assert suggest_kind(kinds, found, symbol) == begun


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("letter: {units: [sginature]}", "'sginature' is no kind of unit (did you mean"),
        ("letter: {needs: [comunication]}", "'comunication' is no key of a paper (did you mean"),
        ("letter: {symbol: '(A'}", "is no regular expression"),
        ("letter: {line: 7}", "less than or equal to 6"),
        ("letter: {nubmered: false}", "did you mean 'numbered'?"),
    ],
)
def test_a_file_of_kinds_that_says_what_is_not_is_refused_with_its_line(
    tmp_path: Path, written: str, said: str
) -> None:
    folder = tmp_path / "series" / "shared"
    folder.mkdir(parents=True)
    (folder / "kinds.yaml").write_text(f"paper: {{}}\n{written}\n", "utf-8")
    with pytest.raises(PaperError) as raised:
        load_kinds(Project(tmp_path))
    (found,) = raised.value.diagnostics
    assert str(found).startswith("series/shared/kinds.yaml:2:")
    assert said in str(found)
