"""Only what makes a document wrong, ambiguous or impossible to set is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.check.checker import inspect_paper, load_rules
from masthead.check.inspection import Inspection
from masthead.check.severity import ERRORS, NOTES, weigh
from masthead.diagnostic import Problem, Severity
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.pdf import problems
from tests.check.papers import find_findings, write_paper


def test_the_table_names_rules_and_each_of_them_once() -> None:
    codes = {rule.code for rule in load_rules()}
    assert codes >= ERRORS | NOTES
    assert not ERRORS & NOTES


def test_a_rule_weighs_what_the_table_says() -> None:
    for rule in load_rules():
        assert rule.problem.severity is weigh(rule.code)


def test_no_rule_of_style_is_an_error() -> None:
    style = {rule.code for rule in load_rules() if rule.code[0] == "S"}
    assert {code for code in style if weigh(code) is Severity.ERROR} == {"S007", "S026"}


def test_what_is_found_while_a_page_is_set_weighs_the_same_in_a_build() -> None:
    faults = {kept.code: kept for kept in vars(problems).values() if isinstance(kept, Problem)}
    for rule in load_rules():
        if rule.code in faults:
            assert faults[rule.code].severity is weigh(rule.code)


@pytest.mark.parametrize(
    ("written", "severities"),
    [
        ("strict: []", ["warning", "warning"]), ("strict: [S1]", ["error", "warning"]),
        ("strict: [S101, S0]", ["error", "error"]), ("strict: [C, M, S, T, X]", ["error", "error"]),
    ],
)  # fmt: skip
def test_a_project_may_ask_for_more(tmp_path: Path, written: str, severities: list[str]) -> None:
    (tmp_path / "language").mkdir()
    (tmp_path / "language" / "check.yaml").write_text(written + "\n", encoding="utf-8")
    source = write_paper({"en": "They recognise it , too."})
    found = find_findings(Project(tmp_path), source)
    assert [kept.code for kept in found] == ["S003", "S101"]
    assert [kept.severity.value for kept in reversed(found)] == severities


@pytest.mark.parametrize("written", ["strict: [Q]", "strict: S1", "stict: []", "["])
def test_what_is_wrong_in_it_is_told(tmp_path: Path, written: str) -> None:
    (tmp_path / "language").mkdir()
    (tmp_path / "language" / "check.yaml").write_text(written + "\n", encoding="utf-8")
    source = write_paper({"en": "They recognise it."}).encode()
    project = Project(tmp_path)
    inspection = Inspection(project, read_source(project, source, "x.yaml").require())
    errors = inspect_paper(inspection).errors
    assert [error.place.file for error in errors] == ["language/check.yaml"]
