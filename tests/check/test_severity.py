"""Only what makes a document wrong, ambiguous or impossible to set is an error."""

from __future__ import annotations

from masthead.check.checker import load_rules
from masthead.check.severity import ERRORS, NOTES, weigh
from masthead.diagnostic import Problem, Severity
from masthead.render.pdf import problems


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
