"""Every rule has a folder: a paper in which it finds something, one in which it does not.

``golden.txt`` is what the rule reports of ``bad.yaml``; ``mended.yaml`` is what --fix makes of it.
``pytest --renew`` writes both anew.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from masthead.check import layout
from masthead.check.checker import Choice, inspect_paper, load_rules
from masthead.check.inspection import Inspection
from masthead.check.papers import ROUNDS, Checked, mend_source
from masthead.check.report.lines import Lines
from masthead.check.report.text import write_report
from masthead.check.rule import Finding, Rule
from masthead.edition.edition import Edition
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.fault import RenderFault
from masthead.render.landing import Landing
from masthead.render.pdf import problems

FOLDERS = Path(__file__).with_name("rules")
RULES = {rule.code: rule for rule in load_rules()}
FILES = {
    "bad.yaml", "good.yaml", "golden.txt", "mended.yaml", "found.json", "bad.accepted.json",
    "good.accepted.json",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _lines_have_their_whole_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """However wide the terminal is that the tests run in, or that xdist says it is."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture(autouse=True)
def _words_are_those_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASTHEAD_DICTIONARIES", str(Path(__file__).with_name("dictionaries")))


def find(project: Project, path: Path, code: str) -> Checked:
    """Check a paper with one rule."""
    reading = read_source(project, path.read_bytes(), project.name(path))
    inspection = Inspection(project, reading.require())
    reads = RULES[code].reads
    choice = Choice((code,), layout=reads == "layout", spell=reads == "spelling")
    return Checked(inspect_paper(inspection, choice), papers=1)


def test_every_rule_has_a_folder_and_every_folder_a_rule() -> None:
    assert {path.name for path in FOLDERS.iterdir()} == set(RULES)
    for rule in RULES.values():
        names = {path.name for path in (FOLDERS / rule.code).iterdir()}
        assert {"bad.yaml", "good.yaml", "golden.txt"} <= names <= FILES, rule.code
        assert ("mended.yaml" in names) is rule.mends, rule.code


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """What setting the pages finds, for the rules that look at it: no page is set here."""
    code, name = request.node.callspec.params["rule"].code, request.node.name
    found = FOLDERS / code / "found.json"
    if not found.exists():
        return
    kept = json.loads(found.read_text(encoding="utf-8"))
    table = {kept.code: kept for kept in vars(problems).values() if hasattr(kept, "severity")}

    def lay_out(project: Project, edition: Edition) -> layout.Layout:
        if "good" in name:
            return layout.Layout(edition, (), Landing(1, dict.fromkeys(kept["nodes"], 1)))
        faults = tuple(RenderFault(table[code], *fault) for code, *fault in kept["faults"])
        return layout.Layout(edition, faults, Landing(2, kept["nodes"]))

    monkeypatch.setattr(layout, "lay_out", lay_out)


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_bad_paper_is_found(project: Project, rule: Rule, renew: bool) -> None:
    folder = FOLDERS / rule.code
    checked = find(project, folder / "bad.yaml", rule.code)
    assert {found.code for found in checked.diagnostics} == {rule.code}
    golden = folder / "golden.txt"
    text = write_report(checked, Lines(project))
    if renew:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_good_paper_is_left_alone(project: Project, rule: Rule) -> None:
    checked = find(project, FOLDERS / rule.code / "good.yaml", rule.code)
    assert list(checked.diagnostics) == []


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if rule.mends], ids=lambda rule: rule.code
)
def test_mending_mends_all_that_has_a_remedy(project: Project, rule: Rule, renew: bool) -> None:
    folder = FOLDERS / rule.code
    choice = Choice((rule.code,))
    before = data = (folder / "bad.yaml").read_bytes()
    total = 0
    for _ in range(ROUNDS):
        data, count = mend_source(project, data, "paper.yaml", choice)
        total += count
        if not count:
            break
    assert total
    if renew:
        (folder / "mended.yaml").write_bytes(data)
    assert data == (folder / "mended.yaml").read_bytes()
    left = find(project, folder / "mended.yaml", rule.code).diagnostics
    assert all(isinstance(found, Finding) and found.edit is None for found in left)
    # Lines in which nothing was found are as they were.
    found = find(project, folder / "bad.yaml", rule.code).diagnostics
    touched = {diagnostic.place.line for diagnostic in found}
    lines = list(zip(before.split(b"\n"), data.split(b"\n"), strict=True))
    assert {number for number, (one, other) in enumerate(lines, 1) if one != other} <= touched
