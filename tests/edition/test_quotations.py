"""Quotations and definitions: their ids, and the texts in them."""

from __future__ import annotations

from masthead.edition.edition import Definitions, Quotation, plain_text
from masthead.project import Project
from tests.edition.papers import resolve, write_paper

TEXT = """
- quotation:
    en: |-
      One.

      Two.
- definitions:
  - {term: {en: A}, text: {en: Ah}}
  - {term: {en: B}, text: {en: Be}}
"""


def test_a_quotation_keeps_its_paragraphs(project: Project) -> None:
    quotation = resolve(project, write_paper(TEXT)).body[0]
    assert isinstance(quotation, Quotation)
    assert quotation.id == "q1"
    assert [plain_text(content) for content in quotation.paragraphs] == ["One.", "Two."]


def test_definitions_are_pairs(project: Project) -> None:
    definitions = resolve(project, write_paper(TEXT)).body[1]
    assert isinstance(definitions, Definitions)
    found = [(one.id, plain_text(one.term), plain_text(one.content)) for one in definitions.items]
    assert found == [("d1-d1", "A", "Ah"), ("d1-d2", "B", "Be")]
