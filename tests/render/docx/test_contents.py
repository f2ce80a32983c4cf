"""Contents in Word: fields that hold what they would make, but the pages."""

from __future__ import annotations

import pytest

from masthead.project import Project
from masthead.render.docx import render_docx
from masthead.render.docx.lint import lint_docx
from tests.edition.papers import resolve, write_paper
from tests.render.docx.reading import VALUE, W, WordFile
from tests.render.pdf.test_contents import NAMES, TEXT


@pytest.fixture(scope="module", params=NAMES)
def file(request: pytest.FixtureRequest, project: Project) -> WordFile:
    edition = resolve(project, write_paper(TEXT, codes=" ".join(NAMES)), request.param)
    data = render_docx(project, edition)
    assert lint_docx(data) == ()
    return WordFile(data)


def test_headings_and_annexes_are_fields_and_their_results_stand_in_them(file: WordFile) -> None:
    story = file.root("document")
    codes = [" ".join((node.text or "").split()) for node in story.iter(f"{W}instrText")]
    fields = [code for code in codes if code.startswith("TOC")]
    assert fields == [
        'TOC \\b j1 \\o "2-4" \\h \\z \\u',
        'TOC \\h \\z \\t "_ H _Ch_Annex,9"',
    ]
    pages = [code.split()[1] for code in codes if code.startswith("PAGEREF")]
    assert pages == ["h1", "h2", "h3", "a1", "t1"]
    marked = {node.get(f"{W}name") for node in story.iter(f"{W}bookmarkStart")}
    assert marked == {*pages, "j1"}
    levels = [file._name(one.find(f"{W}pPr/{W}pStyle").get(VALUE)) for one in story.iter(f"{W}p")
              if one.find(f"{W}hyperlink") is not None]  # fmt: skip
    assert levels == ["toc 2", "toc 3", "toc 4", "toc 9", "table of figures"]


def test_word_is_asked_for_the_pages_alone(file: WordFile) -> None:
    """No page is made up: who opens the file is asked whether Word may fill them in."""
    begun = [one for one in file.root("document").iter(f"{W}fldChar") if one.get(f"{W}dirty")]
    assert len(begun) == 5
    assert file.root("settings").find(f"{W}updateFields") is None


def test_the_bookmark_of_the_text_ends_before_the_annex(file: WordFile) -> None:
    body = file.root("document")[0]
    start = next(one for one in body.findall(f"{W}bookmarkStart") if one.get(f"{W}name") == "j1")
    end = next(
        one for one in body.findall(f"{W}bookmarkEnd") if one.get(f"{W}id") == start.get(f"{W}id")
    )
    after = [file._read(one) for one in end.itersiblings(f"{W}p")]
    assert "Annex" in after[0].style


def test_a_label_that_is_wider_than_its_place_does_not_push_the_title_to_the_pages(
    project: Project,
) -> None:
    table = '- table: {title: {ru: Посты}, columns: ["1"], rows: [[1]]}'
    text = f"- contents: {{tables: true}}\n- heading: {{ru: Раздел}}\n{table}"
    source = write_paper(text, codes="ru", original="ru", extra="numbering: {prefix: 29A}")
    file = WordFile(render_docx(project, resolve(project, source, "ru")))
    (entry,) = [read for read in file.paragraphs() if read.style == "table of figures"]
    assert (entry.label, entry.text) == ("Таблица 29A.1", "Посты")
    paragraph = next(
        one for one in file.root("document").iter(f"{W}p")
        if "Таблица" in "".join(one.itertext()) and one.find(f"{W}hyperlink") is not None
    )  # fmt: skip
    assert len(list(paragraph.iter(f"{W}tab"))) == 1, "the one with the dots"
