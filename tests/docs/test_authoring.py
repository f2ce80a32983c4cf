"""The examples of docs/authoring.md: each is read, and each mistake is found."""

from __future__ import annotations

import re
import textwrap

import pytest

from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_source
from tests.conftest import ROOT

EXAMPLES = re.findall(
    r"^```yaml (\w+)(?: (\w+))?\n(.*?)^```$",
    (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)
HEAD = """\
symbol: NPT/CONF.2026/PC.II/WP.5
series: npt-preparatory-committee
session: 2
date: 2024-05-16
original: en
"""
RESOLUTION = """\
symbol: A/RES/80/5
series: general-assembly-resolutions
date: 2025-11-05
original: en
adoption: {date: 2025-11-01, meeting: 30}
"""
VERSIONS = "versions: {en: {}, zh: {}}\n"
JOB = "job: null\n"
WORDS = "title: {en: A title, zh: 标题}\n"
UNIT = "- paragraph: {en: A paragraph., zh: 一个段落。}\n"


def make_paper(kind: str, example: str, of: str = "") -> str:
    """Put an example into the smallest paper that can hold it; ``of`` is the paper's kind."""
    if kind == "paper":
        return example
    if kind == "versions":
        return HEAD + example + JOB + WORDS + "text:\n" + UNIT
    if kind.endswith("front"):
        words = "" if "\ntitle:" in f"\n{example}" else WORDS
        return HEAD + VERSIONS + JOB + words + example + "text:\n" + UNIT
    if kind == "job":
        return HEAD + VERSIONS + example + WORDS + "text:\n" + UNIT
    if kind == "letter":
        return HEAD + VERSIONS + JOB + example
    head = f"{HEAD}kind: {of}\n" if of else HEAD
    if of == "resolution":
        head = RESOLUTION
    return head + VERSIONS + JOB + WORDS + "text:\n" + textwrap.dedent(example)


def test_there_are_examples_of_every_kind() -> None:
    assert {kind for kind, _, _ in EXAMPLES} == {
        "paper", "versions", "units", "job", "wrong", "front", "wrongfront", "letter",
    }  # fmt: skip


@pytest.mark.parametrize(("kind", "code", "example"), EXAMPLES)
def test_example(project: Project, kind: str, code: str, example: str) -> None:
    source = make_paper(kind, example, code if kind == "units" else "")
    reading = read_source(project, source.encode(), "source/example.yaml")
    errors = [found.code for found in reading.diagnostics.errors]
    if kind.startswith("wrong"):
        assert errors == [code]
        return
    assert errors == []
    paper = reading.require()
    for language in paper.built_versions:
        assert resolve_edition(project, paper, language).body
