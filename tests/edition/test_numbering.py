"""Numbers, labels, ids and depths of headings, paragraphs, lists and annexes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from masthead.edition.edition import Continuation, Heading, plain_text, walk_blocks
from masthead.edition.numbering import number_units
from masthead.edition.places import locate_nodes
from masthead.language.language import load_language
from masthead.project import Project
from tests.edition.papers import find_faults, read_paper, resolve, write_paper
from tests.strategies import papers, resolve_source

ALL = "ar zh en fr ru es"
TEXT = """
- heading: {%(h)s}
  level: 1
  numbered: true
- paragraph: {%(p)s}
  subparagraphs:
  - {%(p)s}
  - %(p2)s
    subparagraphs: [{%(p)s}, {%(p)s}]
- heading: {%(h)s}
  numbered: true
- paragraph: {%(p)s}
- paragraph: {%(p)s}
  numbered: false
- heading: {%(h)s}
  numbered: true
- heading: {%(h)s}
  level: 1
  numbered: true
- heading: {%(h)s}
  numbered: true
- paragraph: {%(p)s}
- annex:
    title: {%(h)s}
    text: [{paragraph: {%(p)s}}, {annex: {title: {%(h)s}, text: [{paragraph: {%(p)s}}]}}]
- annex:
    title: {%(h)s}
    text: [{heading: {%(h)s}}, {paragraph: {%(p)s}}]
"""


def write_text() -> str:
    same = ", ".join(f"{code}: Words" for code in ALL.split())
    lines = "\n    ".join(f"{code}: Words" for code in ALL.split())
    return TEXT % {"h": same, "p": same, "p2": lines}


@pytest.mark.parametrize(
    ("code", "labels"),
    [
        ("en", "I. 1. (a) (b) (i) (ii) A. 2. - B. II. A. 3. Annex_I 1. Appendix 1. Annex_II - 1."),
        ("fr", "I. 1. a) b) i) ii) A. 2. - B. II. A. 3. Annexe_I 1. Appendice 1. Annexe_II - 1."),
        ("es", "I. 1. a) b) i) ii) A. 2. - B. II. A. 3. Anexo_I 1. Apéndice 1. Anexo_II - 1."),
        (
            "ru",
            "I. 1. a) b) i) ii) A. 2. - B. II. A. 3. "
            "Приложение_I 1. Добавление 1. Приложение_II - 1.",
        ),
        ("zh", "一. 1. (a) (b) (一) (二) A. 2. - B. 二. A. 3. 附件一 1. 附文 1. 附件二 - 1."),
        (
            "ar",
            "أولا_- 1_- (أ) (ب) '1' '2' ألف_- 2_- - باء_- ثانيا_- ألف_- 3_- المرفق_الأول 1_- "
            "التذييل 1_- المرفق_الثاني - 1_-",
        ),
    ],
)
def test_labels(project: Project, code: str, labels: str) -> None:
    edition = resolve(project, write_paper(write_text(), codes=ALL), code)
    shown = [(node.label or "-").replace(" ", "_") for node in walk_blocks(edition.body)]
    assert shown == labels.split()


def test_ids_numbers_and_depths_are_the_same_in_every_language(project: Project) -> None:
    source = write_paper(write_text(), codes=ALL)
    found = []
    for code in ALL.split():
        nodes = list(walk_blocks(resolve(project, source, code).body))
        numbers = [getattr(node, "number", None) for node in nodes]
        depths = [node.depth for node in nodes if isinstance(node, Heading)]
        found.append(([node.id for node in nodes], numbers, depths))
    assert all(one == found[0] for one in found)
    assert found[0][0] == [
        "h1", "p1", "p1-1", "p1-2", "p1-2-1", "p1-2-2", "h2", "p2", "u1", "h3", "h4", "h5", "p3",
        "a1", "a1-p1", "a1-a1", "a1-a1-p1", "a2", "a2-h1", "a2-p1",
    ]  # fmt: skip
    assert found[0][2] == [1, 2, 2, 1, 2, 1]


def test_depths_have_no_gaps_and_any_heading_lets_the_lower_ones_begin_anew(
    project: Project,
) -> None:
    source = write_paper(
        """
        - {heading: {en: A}, level: 3, numbered: true}
        - {heading: {en: B}, level: 1}
        - {heading: {en: C}, level: 3, numbered: true}
        - {heading: {en: D}, level: 3, numbered: true}
        - {heading: {en: E}, level: 1}
        - {heading: {en: F}, level: 3, numbered: true}
        - {heading: {en: G}, level: 6, numbered: true}
        - {heading: {en: H}, level: 4, numbered: true}
        """
    )
    headings = [node for node in resolve(project, source).body if isinstance(node, Heading)]
    assert [node.label for node in headings] == ["1.", None, "1.", "2.", None, "1.", "a.", "(a)"]
    assert [node.depth for node in headings] == [1, 1, 2, 2, 1, 2, 3, 3]


def test_a_single_annex_has_no_number_and_two_have(project: Project) -> None:
    annex = "- annex: {title: {en: T}, text: [{paragraph: {en: P}}]}\n"
    one = resolve(project, write_paper(annex))
    two = resolve(project, write_paper(annex * 2))
    assert [block.label for block in one.body] == ["Annex"]
    assert [block.label for block in two.body] == ["Annex I", "Annex II"]


def test_places_of_nodes_are_lines_of_the_source(project: Project) -> None:
    source = write_paper(
        """
        - heading: {en: First}
        - paragraph:
            en: |-
              Words[^note]
        """,
        notes="note: {en: Note}",
    )
    places = locate_nodes(read_paper(project, source), load_language(project, "en"))
    lines = source.splitlines()
    for node, words in {"h1": "First", "p1": "Words[^note]", "n1": "Note", "c-n1": "Note"}.items():
        place = places[node]
        assert lines[place.line - 1][place.column - 1 :].startswith(words)


@pytest.mark.parametrize(
    ("count", "last"), [(26, "(z)"), (27, "(aa)"), (28, "(bb)"), (53, "(aaa)")]
)
def test_english_letters_go_on_doubled(project: Project, count: int, last: str) -> None:
    items = ", ".join(["{en: W}"] * count)
    source = write_paper(f"- paragraph: {{en: P}}\n  subparagraphs: [{items}]")
    assert resolve(project, source).body[0].subparagraphs[-1].label == last


def test_the_29th_arabic_letter_is_a_fault_at_its_line(project: Project) -> None:
    items = "".join("  - {ar: W}\n" for _ in range(29))
    source = write_paper(
        f"- paragraph: {{ar: P}}\n  subparagraphs:\n{items}", codes="ar", original="ar"
    )
    line = [number for number, text in enumerate(source.splitlines(), 1) if "- {ar" in text][28]
    assert find_faults(project, source, "ar") == [
        f"source/test.yaml:{line}:5: error[E001] ar has no label for subparagraph number 29 "
        "(divide the list, or give language/ar.yaml more of them)"
    ]


def test_a_level_without_label_is_a_fault_at_its_line_in_that_language_only(
    project: Project,
) -> None:
    deep = "{en: W, ar: W}"
    for _ in range(3):
        deep = f"{{en: W, ar: W, subparagraphs: [{deep}]}}"
    source = write_paper(f"- paragraph: {{en: P, ar: P}}\n  subparagraphs: [{deep}]", codes="en ar")
    assert find_faults(project, source, "en") == []
    (fault,) = find_faults(project, source, "ar")
    assert "error[E002] ar has no label for subparagraphs of level 4" in fault
    assert resolve(project, source, "en").body[0].subparagraphs[0].label == "(a)"


def test_every_numbered_unit_is_found_again(project: Project) -> None:
    paper = read_paper(project, write_paper(write_text(), codes=ALL))
    numbering = number_units(paper, load_language(project, "en"))
    assert not numbering.faults
    assert {numbering.of(unit).id for unit in paper.text} == {
        "h1", "p1", "h2", "p2", "u1", "h3", "h4", "h5", "p3", "a1", "a2",
    }  # fmt: skip


GOES_ON = """
- id: above
  paragraph: {en: "The list includes:", zh: "清单包括："}
  subparagraphs:
  - en: |-
      First item.

      Its second paragraph;
    zh: |-
      第一项。

      它的第二段；
  - en: "Second item, namely:"
    zh: 第二项，即：
    subparagraphs:
    - {en: one;, zh: 其一；}
    - {en: two., zh: 其二。}
    - {en: it goes on, zh: 继续, numbered: false, id: inner}
  - {en: "and this text goes on, flush left:", zh: 本段继续：, numbered: false, id: between}
  - {en: Third item., zh: 第三项。, id: third}
- paragraph:
    en: See [@inner], [@between] and [@third].
    zh: 见[@inner]、[@between]和[@third]。
"""


def test_list_goes_on_after_text(project: Project) -> None:
    source = write_paper(GOES_ON, codes="en zh")
    found = {}
    for code in ("en", "zh"):
        edition = resolve(project, source, code)
        found[code] = [
            (node.id, getattr(node, "label", None)) for node in walk_blocks(edition.body)
        ]
    assert [identifier for identifier, _ in found["en"]] == [
        "p1", "p1-1", "p1-1-m1", "p1-2", "p1-2-1", "p1-2-2", "p1-2-c1", "p1-c1", "p1-3", "p2",
    ]  # fmt: skip
    assert [identifier for identifier, _ in found["zh"]] == [
        identifier for identifier, _ in found["en"]
    ]
    assert [label for _, label in found["en"]] == [
        "1.", "(a)", None, "(b)", "(i)", "(ii)", None, None, "(c)", "2.",
    ]  # fmt: skip
    goes_on = [
        (node.level, node.is_new)
        for node in walk_blocks(resolve(project, source).body)
        if isinstance(node, Continuation)
    ]
    assert goes_on == [(1, True), (1, False), (0, False)]
    assert plain_text(resolve(project, source).body[1].content).replace("\u00a0", " ") == (
        "See paragraph 1 (b), paragraph 1 and paragraph 1 (c)."
    )
    assert find_faults(project, source) == []


def test_a_draft_has_as_many_paragraphs_as_what_it_waits_for(project: Project) -> None:
    text = '- paragraph: {en: A}\n  subparagraphs:\n  - {en: "one\\n\\ntwo"}\n'
    source = write_paper(text, codes="en zh", title="{en: T, zh: T}").replace(
        "zh: {}}\n", "zh: {status: pending}}\n"
    )
    nodes = [
        [node.id for node in walk_blocks(resolve(project, source, code, draft=True).body)]
        for code in ("en", "zh")
    ]
    assert nodes[0] == nodes[1] == ["p1", "p1-1", "p1-1-m1"]


@settings(max_examples=60, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
@given(source=papers())
def test_parts_of_resolutions_had_the_ids_of_notes_and_contents_those_of_agenda_items(
    project: Project, source: str
) -> None:
    edition = resolve_source(project, source, "en")
    nodes = [node.id for node in (*walk_blocks(edition.body), *edition.notes)]
    assert len(nodes) == len(set(nodes))
