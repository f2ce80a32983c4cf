"""Tables and pages that are made from something else are current."""

from __future__ import annotations

import json

import pytest

from masthead.check.manual import LEFT_TO_THE_EDITOR
from masthead.check.terms import load_terms
from masthead.check.variants import _IN_BOTH, find_variants
from masthead.project import Project
from tests.check import rules_page, variants_table
from tests.check.planted.faults import KINDS
from tests.check.planted.measure import COUNT, KEPT, measure


def test_table_of_variants_is_current() -> None:
    assert variants_table.make_table() == variants_table.PATH.read_text(encoding="utf-8")
    assert set(variants_table.TRADITIONAL_IN_TEXT) == _IN_BOTH


def test_variants_are_found(project: Project) -> None:
    text = "潜在的危險，於各國；戦争、乾隆、著名、余"
    found = [(text[position], wanted) for position, wanted in find_variants(project, text)]
    assert found == [("險", "险"), ("於", "于"), ("國", "国"), ("戦", "战")]


def test_simplified_text_does_not_need_the_table(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = Project(tmp_path_factory.mktemp("empty"))
    with empty.recording() as files:
        assert list(find_variants(empty, "潜在的危险，“引文”——2024年，NPT……")) == []
    assert files == {}


def test_page_of_rules_is_current(renew: bool) -> None:
    if renew:
        rules_page.PAGE.write_text(rules_page.make_page(), encoding="utf-8")
    assert rules_page.make_page() == rules_page.PAGE.read_text(encoding="utf-8")
    assert all(what in rules_page.make_page() for what, _ in LEFT_TO_THE_EDITOR)


def test_glossary(project: Project) -> None:
    terms = load_terms(project)
    assert len(terms.terms) > 60
    for term in terms.terms:
        assert len(term.forms) >= 2
        assert all(form and form == form.strip() for forms in term.forms.values() for form in forms)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("无核武器国家和核武器国家", ["无核武器国家", "核武器国家"]),
        ("non-nuclear-weapon States", ["non-nuclear-weapon State"]),
        ("Nuclear-Weapon States", ["Nuclear-Weapon State"]),
        ("不扩散", ["不扩散"]),
    ],
)
def test_the_longest_term_counts(project: Project, text: str, expected: list[str]) -> None:
    code = "en" if text.isascii() else "zh"
    found = load_terms(project).find(code, text)
    assert [text[mention.start : mention.end] for mention in found] == expected


# What was planted -------------------------------------------------------------------------------


def test_planted_faults_are_found() -> None:
    """Four of each kind; all of them with `make fuzz`."""
    measured = measure(seed=7, count=4 * len(KINDS))
    assert measured.untouched.total() == 0
    assert measured.share >= 0.95, measured.missed
    assert measured.wrong.total() <= 4


@pytest.mark.fuzz
def test_what_was_measured_is_current() -> None:
    measured = measure()
    assert measured.describe() == json.loads(KEPT.read_text(encoding="utf-8"))
    assert measured.planted.total() == COUNT == 300
    assert measured.share >= 0.95
    assert len(KINDS) >= 25
