"""Wide tables stand in sections of their own, and no page between them is empty."""

from __future__ import annotations

from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from masthead.render.docx.lint import lint_docx
from tests.check.papers import write_paper
from tests.render.docx.reading import W, WordFile

WIDE = "- table: {{landscape: true, columns: [{head}], rows: [[1]]{notes}}}\n"
PARAGRAPH = "- paragraph: {en: Words.}\n"


def list_sections(project: Project, units: str) -> list[tuple[bool, bool, str]]:
    """List the sections of a paper: whether wide, whether the first page's is one, last words."""
    paper = read_source(project, (write_paper({"en": "First."}) + units).encode(), "x").require()
    data = render_docx(project, resolve_edition(project, paper, "en"))
    assert list(lint_docx(data, "x")) == []
    found, words = [], ""
    for child in WordFile(data).root("document")[0]:
        words = "".join(child.itertext(f"{W}t")).strip() or words
        for section in child.iter(f"{W}sectPr"):
            wide = section.find(f"{W}pgSz").get(f"{W}orient") == "landscape"
            found.append((wide, section.find(f"{W}titlePg") is not None, words))
    return found


def test_wide_tables_in_a_row_have_no_upright_page_between_them(project: Project) -> None:
    one = WIDE.format(head="First", notes="")
    other = WIDE.format(head="'Second[^a]'", notes=", notes: {a: {en: A note.}}")
    assert list_sections(project, one + other + PARAGRAPH) == [
        (False, True, "First."), (True, False, "First1"), (True, False, "aA note."),
        (False, False, "Words."),
    ]  # fmt: skip


def test_a_text_that_ends_with_a_wide_table_ends_on_its_page(project: Project) -> None:
    units = WIDE.format(head="First", notes="")
    assert [wide for wide, _, _ in list_sections(project, units)] == [False, True]
    annex = f"- annex:\n    title: {{en: Annex}}\n    text:\n    {units}"
    assert [wide for wide, _, _ in list_sections(project, annex)] == [False, True]


def test_a_text_without_wide_tables_is_one_section(project: Project) -> None:
    assert [wide for wide, _, _ in list_sections(project, PARAGRAPH)] == [False]


def test_a_heading_that_ends_a_section_said_its_level_after_it(project: Project) -> None:
    """Properties of a paragraph have an order, in which its section is last."""
    text = "    - heading: {en: Deeper in an annex than in the text}\n    "
    units = "- annex:\n    title: {en: Annex}\n    text:\n" + text
    units += WIDE.format(head="First", notes="")
    paper = read_source(project, (write_paper({"en": "First."}) + units).encode(), "x").require()
    data = render_docx(project, resolve_edition(project, paper, "en"))
    ends = [
        [child.tag.removeprefix(W) for child in section.getparent()]
        for section in WordFile(data).root("document").iter(f"{W}sectPr")
        if section.getparent().tag == f"{W}pPr"
    ]
    assert any("outlineLvl" in names for names in ends)
    assert all(names[-1] == "sectPr" for names in ends)
