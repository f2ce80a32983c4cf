"""Small papers for tests of rules."""

from __future__ import annotations

from masthead.check.checker import Choice, inspect_paper, load_rules
from masthead.check.inspection import Inspection
from masthead.check.rule import Finding, Rule
from masthead.project import Project
from masthead.read.reader import read_source

NAMES = {
    "ar": "ورقة", "zh": "标题", "en": "Title", "fr": "Titre", "ru": "Название", "es": "Título",
}  # fmt: skip
HEAD = """\
symbol: NPT/CONF.2026/PC.II/WP.5
series: npt-preparatory-committee
session: 2
meeting: {{city: geneva, start: 2024-07-22, end: 2024-08-02}}
date: 2024-05-16
original: {original}
versions: {{{versions}}}
job: 24-01234
title: {{{titles}}}
byline: {{{titles}}}
text:
"""


def write_paper(texts: dict[str, str], kind: str = "paragraph") -> str:
    """Write a paper of one unit."""
    codes = list(texts)
    head = HEAD.format(
        original=codes[0],
        versions=", ".join(f"{code}: {{}}" for code in codes),
        titles=", ".join(f"{code}: {NAMES[code]}" for code in codes),
    )
    lines = [f"- {kind}:"]
    for code, text in texts.items():
        lines += [f"    {code}: |-", f"      {text}"]
    return head + "\n".join(lines) + "\n"


def find_findings(project: Project, source: str, *select: str) -> list[Finding]:
    """Check a paper that reads without errors, with some rules."""
    reading = read_source(project, source.encode(), "paper.yaml")
    inspection = Inspection(project, reading.require())
    found = inspect_paper(inspection, Choice(select))
    return [kept for kept in found if isinstance(kept, Finding)]


def list_rules() -> tuple[Rule, ...]:
    """List the rules that need neither layout nor dictionaries."""
    return tuple(rule for rule in load_rules() if rule.reads not in ("layout", "spelling"))
