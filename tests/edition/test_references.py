"""What a reference says, in every language, from the text and from an annex."""

from __future__ import annotations

import pytest

from masthead.edition.edition import Paragraph, Reference, plain_text
from masthead.project import Project
from tests.edition.papers import find_faults, resolve, write_paper

ALL = "ar zh en fr ru es"


def same(words: str) -> str:
    return "{" + ", ".join(f"{code}: '{words}'" for code in ALL.split()) + "}"


ALL_REFERENCES = (
    "x [@numbered] x [@quoted] x [@first] x [@second] x [@loose] x [@annex] x [@inner] "
    "x [@appendix] x [@deep]"
)
TEXT = f"""
- heading: {same("Head")}
  id: numbered
  level: 1
  numbered: true
- heading: {same("Quoted")}
  id: quoted
- paragraph: {same("Words")}
  id: paragraph
  subparagraphs:
  - {same("Words")[:-1]}, id: first, subparagraphs: [{same("Words")[:-1]}, id: second}}]}}
- paragraph: {same("Words")}
  numbered: false
  subparagraphs:
  - {same("Words")[:-1]}, id: loose}}
- annex: {{title: {same("One")}, text: [
    {{paragraph: {same("Here [@inner], there [@paragraph]")}, id: inner}},
    {{annex: {{title: {same("A")}, text: [{{paragraph: {same("W")}, id: deep}}]}}, id: appendix}}]}}
  id: annex
- annex: {{title: {same("Two")}, text: [{{paragraph: {same("Words")}}}]}}
- paragraph: {same(ALL_REFERENCES)}
"""

SAID = {
    "en": [
        "section I", "“Quoted”", "paragraph 1 (a)", "paragraph 1 (a) (i)", "subparagraph (a)",
        "annex I", "paragraph 1 of annex I", "the appendix of annex I",
        "paragraph 1 of the appendix of annex I",
    ],
    "fr": [
        "section I", "« Quoted »", "paragraphe 1 a)", "paragraphe 1 a) i)", "alinéa a)",
        "annexe I", "paragraphe 1 de l’annexe I", "appendice de l’annexe I",
        "paragraphe 1 de l’appendice de l’annexe I",
    ],
    "es": [
        "sección I", "“Quoted”", "párrafo 1 a)", "párrafo 1 a) i)", "apartado a)",
        "anexo I", "párrafo 1 del anexo I", "apéndice del anexo I",
        "párrafo 1 del apéndice del anexo I",
    ],
    "ru": [
        "разд. I", "«Quoted»", "п. 1 a)", "п. 1 a) i)", "подп. a)",
        "приложение I", "приложение I, п. 1", "приложение I, добавление",
        "приложение I, добавление, п. 1",
    ],
    "zh": [
        "第一节", "“Quoted”", "第1(a)段", "第1(a)(一)段", "第(a)分段",
        "附件一", "附件一第1段", "附件一附文", "附件一附文第1段",
    ],
    "ar": [
        "الفرع أولا", "”Quoted“", "الفقرة 1 (أ)", "الفقرة 1 (أ) '1'", "الفقرة الفرعية (أ)",
        "المرفق الأول", "الفقرة 1 من المرفق الأول", "التذييل من المرفق الأول",
        "الفقرة 1 من التذييل من المرفق الأول",
    ],
}  # fmt: skip


@pytest.mark.parametrize("code", ALL.split())
def test_references_in_every_language(project: Project, code: str) -> None:
    edition = resolve(project, write_paper(TEXT, codes=ALL), code)
    references = [kept for kept in edition.body[-1].content if isinstance(kept, Reference)]
    assert [kept.text.replace("\u00a0", " ") for kept in references] == SAID[code]
    assert [kept.target for kept in references] == [
        "h1", "h2", "p1-1", "p1-1-1", "u1-1", "a1", "a1-p1", "a1-a1", "a1-a1-p1",
    ]  # fmt: skip
    inside = edition.body[-3].body[0]
    here, there = (kept for kept in inside.content if isinstance(kept, Reference))
    assert len(here.text) == len(there.text), "inside its annex, a paragraph needs no annex"


def test_a_paragraph_reference_never_breaks(project: Project) -> None:
    edition = resolve(project, write_paper(TEXT, codes=ALL), "en")
    texts = [kept.text for kept in edition.body[-1].content if isinstance(kept, Reference)]
    assert texts[3] == "paragraph\u00a01\u00a0(a)\u00a0(i)"
    assert texts[6] == "paragraph\u00a01 of annex\u00a0I"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("[@there] says", "Paragraph 1 says"),
        ("It is so. [@there] says", "It is so. paragraph 1 says"),
        ("It is here. [@there] says", "It is here. Paragraph 1 says"),
        ("Is it here? [@there] says", "Is it here? Paragraph 1 says"),
        ("See (in 2024). [@there] says", "See (in 2024). Paragraph 1 says"),
        ("see [@there] again", "see paragraph 1 again"),
        ("(cf. [@there])", "(cf. paragraph 1)"),
        ("*as* [@there] says", "as paragraph 1 says"),
    ],
)
def test_a_reference_that_begins_a_sentence_has_a_capital(
    project: Project, written: str, printed: str
) -> None:
    source = write_paper(f"- paragraph: {{en: W}}\n  id: there\n- paragraph: {{en: '{written}'}}")
    block = resolve(project, source).body[1]
    assert isinstance(block, Paragraph)
    assert plain_text(block.content).replace("\u00a0", " ") == printed


def test_a_reference_to_a_paragraph_without_number_is_a_fault_at_its_place(
    project: Project,
) -> None:
    source = write_paper(
        "- {paragraph: {en: W}, numbered: false, id: bare}\n- paragraph: {en: 'see [@bare]'}"
    )
    assert find_faults(project, source) == [
        "source/test.yaml:9:24: error[E005] unit 'bare' has no number or label to refer to "
        "(number it, or refer to its heading)"
    ]


def test_a_draft_refers_to_what_is_not_translated_yet(project: Project) -> None:
    source = write_paper(
        "- {heading: {en: Head}, id: head}\n- paragraph: {en: 'see [@head]', fr: 'voir [@head]'}"
    ).replace("{en: {}}", "{en: {}, fr: {status: pending}}")
    edition = resolve(project, source, "fr", draft=True)
    assert edition.filename == "A_80_XX-FR-DRAFT"
    assert edition.draft == "Projet"
    assert plain_text(edition.body[0].content) == "[pas encore traduit]"
    assert "« [pas encore traduit] »" in plain_text(edition.body[1].content).replace("\u00a0", " ")
    assert plain_text(edition.title) == "[pas encore traduit]"
