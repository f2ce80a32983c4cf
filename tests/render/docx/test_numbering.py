"""Which labels Word writes by itself: exactly those that it prints as the Edition has them."""

from __future__ import annotations

from copy import deepcopy

import pytest
from lxml import etree
from msgspec.structs import replace

from masthead.edition.edition import Edition, Paragraph, Subparagraph, Words, walk_blocks
from masthead.language.language import load_language
from masthead.project import Project
from masthead.render.docx import render_docx
from masthead.render.docx.numbering import UNITS, UNTIED_UNITS, plan_numbering
from masthead.render.docx.wordnumbers import find_format, print_label
from tests.edition.papers import resolve, write_paper
from tests.render.docx.reading import VALUE, W, WordFile, read_sequence

MANY = "\n".join(f"  - {{en: 'Item {number}'}}" for number in range(1, 31))
HEADINGS = """
- {heading: {en: One}, level: 1, numbered: true}
- {heading: {en: Two}, level: 2, numbered: true}
- {paragraph: {en: text}}
- {heading: {en: Three}, level: 2, numbered: true}
- {heading: {en: Four}, level: 1, numbered: true}
- {heading: {en: Five}, level: 2, numbered: true}
- annex:
    title: {en: Annex}
    text:
    - {heading: {en: Six}, level: 2, numbered: true}
    - {paragraph: {en: in the annex}}
- {paragraph: {en: after the annex}}
- {heading: {en: Seven}, level: 2, numbered: true}
"""


def resolve_text(project: Project, text: str) -> Edition:
    return resolve(project, write_paper(text))


def labels(project: Project, edition: Edition, *, shared: bool = True) -> list[str]:
    read = read_sequence(render_docx(project, edition), frozenset({"End_Rule"}), shared=shared)
    return [label for label, _ in read if label]


def test_after_z_comes_aa(project: Project) -> None:
    edition = resolve_text(project, f"- paragraph: {{en: A list}}\n  subparagraphs:\n{MANY}")
    plan = plan_numbering(edition)
    assert len(plan.places) == 31
    assert labels(project, edition)[24:] == ["(x)", "(y)", "(z)", "(aa)", "(bb)", "(cc)", "(dd)"]


@pytest.mark.parametrize("shared", [True, False])
def test_annexes_and_what_follows_them_count_by_themselves(project: Project, shared: bool) -> None:
    edition = resolve_text(project, HEADINGS)
    expected = ["I.", "A.", "1.", "B.", "II.", "A.", "Annex", "A.", "1.", "2.", "B."]
    assert labels(project, edition, shared=shared) == expected
    plan = plan_numbering(edition)
    assert {plan.places["p1"].instance, plan.places["p2"].instance} == {UNITS}
    assert not plan.places["a1-p1"].tied


@pytest.mark.parametrize("shared", [True, False])
def test_a_list_under_an_unnumbered_paragraph_begins_afresh(project: Project, shared: bool) -> None:
    text = """
    - paragraph: {en: not numbered}
      numbered: false
      subparagraphs: [{en: one}, {en: two, subparagraphs: [{en: below}]}]
    - paragraph: {en: numbered}
      subparagraphs: [{en: three}]
    - paragraph: {en: not numbered}
      numbered: false
      subparagraphs: [{en: four}]
    """
    edition = resolve_text(project, text)
    assert labels(project, edition, shared=shared) == ["(a)", "(b)", "(i)", "1.", "(a)", "(a)"]
    fresh = [kept for kept in plan_numbering(edition).instances if kept.list == UNTIED_UNITS]
    assert [kept.starts for kept in fresh] == [((1, 1),), ((1, 1),)]


def test_what_word_would_print_otherwise_is_typed(project: Project, edition_zh: Edition) -> None:
    """A Chinese list beyond 99, a level that comes before the one above it, an odd label."""
    chinese = load_language(project, "zh")
    items = tuple(
        Subparagraph(f"p1-1-{number}", 2, number, f"(第{number}项)", (Words("项"),))
        for number in range(1, 4)
    )
    outer = Subparagraph("p1-1", 1, 1, "(a)", (Words("项"),), items)
    paragraph = Paragraph("p1", 1, "1.", (Words("段"),), (outer,))
    edition = replace(edition_zh, body=(paragraph,), byline=(), notes=())
    plan = plan_numbering(edition)
    assert set(plan.places) == {"p1", "p1-1"}
    assert labels(project, edition)[1:] == ["(a)", "(第1项)", "(第2项)", "(第3项)"]
    han = find_format("({han})", chinese)
    assert [print_label(han, number) for number in (10, 21, 99)] == ["(十)", "(二十一)", "(九十九)"]
    assert print_label(han, 100) is None


def test_headings_that_word_would_miscount_are_typed(project: Project) -> None:
    text = """
    - {heading: {en: Deep first}, level: 2, numbered: true}
    - {heading: {en: Then above}, level: 1, numbered: true}
    - {paragraph: {en: text}}
    """
    edition = resolve_text(project, text)
    assert not {"h1", "h2"} & plan_numbering(edition).places.keys()
    assert labels(project, edition) == ["A.", "I.", "1."]


@pytest.mark.parametrize("code", ["en", "zh", "fr", "es", "ru", "ar"])
def test_every_language_numbers_what_it_can(project: Project, code: str) -> None:
    """Word has a format for the paragraphs and first two lists of each language."""
    language = load_language(project, code)
    for pattern in (language.labels.paragraph, *language.labels.subparagraphs[:2]):
        assert find_format(pattern, language) is not None, pattern


def test_typed_numbering_has_no_lists(project: Project, edition_zh: Edition) -> None:
    automatic, typed = edition_zh, replace(edition_zh, numbering="typed")
    assert labels(project, automatic) == labels(project, typed)
    file = WordFile(render_docx(project, typed))
    for part in ("document", "styles"):
        assert not list(file.root(part).iter(f"{W}numPr"))
    assert {read.style for read in file.paragraphs()} >= {"__Single Txt", "_ H_1"}


def test_a_paragraph_put_in_renumbers_the_rest(project: Project, edition_en: Edition) -> None:
    """The numbers of paragraphs come from their style alone, so a copy of one is counted, too."""
    file = WordFile(render_docx(project, edition_en))
    story = file.root("document")
    styles = ((kept, kept.find(f"{W}pPr/{W}pStyle").get(VALUE)) for kept in story.iter(f"{W}p"))
    first = next(kept for kept, style in styles if style == "SingleTxt1")
    assert first.find(f"{W}pPr/{W}numPr") is None
    first.addnext(deepcopy(first))
    file.parts["word/document.xml"] = etree.tostring(story)
    numbers = [read.label for read in file.paragraphs() if read.style == "__Single Txt_1"]
    assert numbers == [f"{number}." for number in range(1, 14)]


GIVEN = """
- heading: {en: One}
  level: 1
  numbered: true
- paragraph: {en: One}
- paragraph: {en: Fourteen}
  number: 14
  subparagraphs:
  - {en: Third, number: 3}
  - {en: Own, label: "(x)"}
  - {en: Fourth}
- paragraph: {en: Quoted}
  label: "OP 5."
- paragraph: {en: Fifteen}
- heading: {en: Five}
  level: 1
  number: 5
- heading: {en: Under it}
  level: 2
  numbered: true
- paragraph: {en: Anew}
  number: 1
- heading: {en: Six}
  level: 1
  numbered: true
- annex:
    title: {en: Annex}
    text:
    - paragraph: {en: One}
    - paragraph: {en: Seven}
      number: 7
"""


@pytest.mark.parametrize("shared", [True, False])
def test_numbers_that_are_given_are_words_own(project: Project, shared: bool) -> None:
    """All but the labels of one's own: a prefix stands in the form of the numbers."""
    source = write_paper(GIVEN, extra="numbering: {prefix: 6}")
    edition = resolve(project, source)
    plan = plan_numbering(edition)
    assert plan.units[0].text == "6.%1"
    assert plan.apart[0].text == "%1."
    counted = [node.id for node in walk_blocks(edition.body) if getattr(node, "number", None)]
    assert set(counted) == set(plan.places)
    assert [kept.starts for kept in plan.instances if kept.list == UNITS] == [
        (),
        ((0, 14),),
        ((0, 1),),
    ]
    assert labels(project, edition, shared=shared) == [
        "I.", "6.1", "6.14", "(c)", "(x)", "(d)", "OP 5.", "6.15", "V.", "A.", "6.1", "VI.",
        "Annex", "1.", "7.",
    ]  # fmt: skip
