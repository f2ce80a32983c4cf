"""Boxes: the summary's title, and what stands in them."""

from __future__ import annotations

from masthead.edition.edition import Box, Paragraph, Table, plain_text
from masthead.project import Project
from tests.edition.papers import resolve, write_paper

SUMMARY = """
- box:
    summary: true
    text: [%s, %s]
- paragraph: %s
"""


def test_a_summary_has_the_word_of_its_language_for_a_title(project: Project) -> None:
    same = "{en: Words., zh: Words., fr: Words.}"
    source = write_paper(SUMMARY % (same, same, "{" + same[1:-1] + "}"), codes="en zh fr")
    for code, title in (("en", "Summary"), ("zh", "摘要"), ("fr", "Résumé")):
        box, paragraph = resolve(project, source, code).body
        assert isinstance(box, Box)
        assert isinstance(paragraph, Paragraph)
        assert (box.id, box.form, plain_text(box.title)) == ("b1", "summary", title)
        inner = [(one.id, one.label) for one in box.body if isinstance(one, Paragraph)]
        assert inner == [("b1-u1", None), ("b1-u2", None)]
        assert (paragraph.id, paragraph.label) == ("p1", "1."), "no number was used in the box"


def test_a_title_of_its_own_is_kept_and_a_box_may_have_none(project: Project) -> None:
    text = """
- box: {summary: true, title: {en: In short}, text: [{en: Words.}]}
- box: {text: [{en: Words.}]}
"""
    found = [
        (box.form, plain_text(box.title))
        for box in resolve(project, write_paper(text)).body
        if isinstance(box, Box)
    ]
    assert found == [("summary", "In short"), ("box", "")]


def test_a_table_in_a_box_is_as_wide_as_the_text(project: Project) -> None:
    text = """
- box:
    text: [{table: {columns: [{en: A}], rows: [[1]]}}]
- table: {columns: [{en: A}], rows: [[1]]}
"""
    box, table = resolve(project, write_paper(text)).body
    assert isinstance(box, Box)
    assert isinstance(table, Table)
    (inside,) = box.body
    assert isinstance(inside, Table)
    assert (inside.place, table.place) == ("column", "page")
    assert (inside.label, table.label) == ("Table 1", "Table 2"), "they are of one series"
