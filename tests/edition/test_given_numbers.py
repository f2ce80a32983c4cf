"""Numbers that the author gives: a prefix, a number to go on from, labels that are not counted."""

from __future__ import annotations

import pytest

from masthead.edition.edition import Edition, Reference, walk_blocks, walk_contents, walk_inlines
from masthead.project import Project
from tests.edition.papers import find_faults, resolve, write_paper

CODES = "en zh ar"
SAME = "{en: Words, zh: Words, ar: Words}"
CITING = "[@given] [@third] [@own] [@again] [@tab] [@fig]"
TEXT = f"""
- paragraph: {{en: "{CITING}", zh: "{CITING}", ar: "{CITING}"}}
- paragraph: {SAME}
  id: given
  number: 14
  subparagraphs:
  - {{en: Words, zh: Words, ar: Words, number: 3, id: third}}
  - {{en: Words, zh: Words, ar: Words, label: "(x)"}}
  - {{en: Words, zh: Words, ar: Words}}
- paragraph: {SAME}
  id: own
  label: {{en: "OP 5.", zh: "执行段5.", ar: "5 مكررا -"}}
- paragraph: {SAME}
- heading: {SAME}
  level: 1
  number: 4
- paragraph: {SAME}
  id: again
  number: 1
- heading: {SAME}
  level: 1
  numbered: true
- table: {{id: tab, columns: ["1"], rows: [[1]]}}
- figure: {{id: fig, image: samples/figures/colours.png, alt: {SAME}}}
- figure: {{image: samples/figures/colours.png, alt: {SAME}}}
- annex:
    title: {SAME}
    text:
    - paragraph: {SAME}
    - table: {{columns: ["1"], rows: [[1]]}}
"""


def make(project: Project, code: str) -> Edition:
    extra = "numbering: {prefix: 6}"
    return resolve(project, write_paper(TEXT, codes=CODES, extra=extra), code)


def list_labels(edition: Edition) -> list[tuple[str, str]]:
    found = ((node.id, getattr(node, "label", None)) for node in walk_blocks(edition.body))
    return [(name, label) for name, label in found if label]


def list_references(edition: Edition) -> list[str]:
    inlines = [one for slot in walk_contents(edition) for one in walk_inlines(slot.content)]
    return [one.text.replace("\u00a0", " ") for one in inlines if isinstance(one, Reference)]


def test_numbers_go_on_from_the_one_given_and_begin_anew(project: Project) -> None:
    assert list_labels(make(project, "en")) == [
        ("p1", "6.1"), ("p14", "6.14"), ("p14-3", "(c)"), ("p14-c1", "(x)"), ("p14-4", "(d)"),
        ("u1", "OP 5."), ("p15", "6.15"), ("h1", "IV."), ("r1-p1", "6.1"), ("h2", "V."),
        ("t1", "Table 6.1"), ("f1", "Figure 6.I"), ("f2", "Figure 6.II"), ("a1", "Annex"),
        ("a1-p1", "1."), ("a1-t1", "Table A.1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "references"),
    [
        ("en", ["Paragraph 6.14", "paragraph 6.14 (c)", "paragraph OP 5", "paragraph 6.1",
                "table 6.1", "figure 6.I"]),
        ("zh", ["第6.14段", "第6.14(c)段", "第执行段5段", "第6.1段", "表6.1", "图6.一"]),
        ("ar", ["الفقرة 6-14", "الفقرة 6-14 (ج)", "الفقرة 5 مكررا", "الفقرة 6-1",
                "الجدول 6-1", "الشكل 6-الأول"]),
    ],
)  # fmt: skip
def test_references_say_the_whole_number(
    project: Project, code: str, references: list[str]
) -> None:
    assert list_references(make(project, code)) == references


def test_a_paper_may_only_say_how_word_numbers(project: Project) -> None:
    edition = resolve(project, write_paper(extra="numbering: typed"))
    assert (edition.numbering, edition.prefix) == ("typed", "")
    edition = resolve(project, write_paper(extra="numbering: {prefix: 29A, word: typed}"))
    assert (edition.numbering, edition.prefix) == ("typed", "29A")
    assert list_labels(edition) == [("p1", "29A.1")]


@pytest.mark.parametrize(
    "numbering",
    [
        "{prefix: 0}",
        "{prefix: -1}",
        "{prefix: [6]}",
        "{prefix: six point}",
        "{prefix: 1.5}",
        "roman",
    ],
)
def test_what_is_no_prefix_is_refused(project: Project, numbering: str) -> None:
    (fault,) = find_faults(project, write_paper(extra=f"numbering: {numbering}"))
    assert "error[R02" in fault
    assert "source/test.yaml:5:" in fault or "source/test.yaml:7:" in fault or ":6:" in fault


@pytest.mark.parametrize("number", ["-1", "0", "10000", "1.5", "'1'"])
def test_what_is_no_number_is_refused(project: Project, number: str) -> None:
    text = f"- paragraph: {{en: Words}}\n  number: {number}"
    (fault,) = find_faults(project, write_paper(text))
    assert "error[R02" in fault
