"""The examples in the rules' docstrings are true: what is bad is found, what is good is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from masthead.check.checker import load_rules
from masthead.check.rule import Rule
from masthead.project import Project
from tests.check.papers import find_findings, list_rules, write_paper

HEADINGS = {"S142", "X015"}
"""Rules that look at headings."""
IN_PAPERS = {"C010", "C011", "C040", "X012", "X017", "X030"}
"""Rules whose examples are too long for a line, or need more than a unit: see their folders."""


def read_example(rule: Rule, example: str) -> dict[str, str]:
    """Read an example as texts by language."""
    if rule.reads != "pair":
        code = rule.languages[0] if rule.languages else "en"
        return {code: example}
    parts = example.split(" / ")
    named = [re.fullmatch(r"(\w\w): (.*)", part) for part in parts]
    if all(named):
        return {match[1]: match[2] for match in named if match}
    return dict(zip(("en", "zh"), parts, strict=True))


def list_examples() -> Iterator[tuple[str, str, bool]]:
    for rule in list_rules():
        if rule.reads == "paper" or rule.code in IN_PAPERS:
            continue
        for example in rule.good:
            yield rule.code, example, True
        for example in rule.bad:
            yield rule.code, example, False


EXAMPLES = list(list_examples())


@pytest.mark.parametrize(
    ("code", "example", "good"), EXAMPLES, ids=lambda kept: kept if isinstance(kept, str) else ""
)
def test_example(project: Project, code: str, example: str, good: bool) -> None:
    rule = next(kept for kept in load_rules() if kept.code == code)
    texts = read_example(rule, example)
    source = write_paper(texts, "heading" if code in HEADINGS else "paragraph")
    notes = re.findall(r"\[\^(\w+)\]", source)
    ids = re.findall(r"\[@(\w+)\]", source)
    for unit in dict.fromkeys(ids):
        source += f"- id: {unit}\n  paragraph: {{{', '.join(f'{c}: X' for c in texts)}}}\n"
    if notes:
        source += "notes:\n" + "".join(
            f"  {key}: {{{', '.join(f'{c}: X.' for c in texts)}}}\n" for key in dict.fromkeys(notes)
        )
    found = find_findings(project, source, code)
    assert bool(found) is not good, found


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.code)
def test_rule_says_what_it_wants_and_why(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.reason.endswith(".")
    assert rule.good
    assert rule.bad
    assert rule.source
    assert rule.problem.message
    assert rule.problem.hint
