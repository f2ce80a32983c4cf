"""Notes at the end of a text, in print: a way there and back, and what they are to a reader."""

from __future__ import annotations

import pytest

from masthead.project import Project
from masthead.render.docx import render_docx
from masthead.render.docx.lint import lint_docx
from masthead.render.html import render_html
from masthead.render.pdf import render_pdf
from tests.edition.papers import resolve, write_paper
from tests.render.docx.reading import W, WordFile
from tests.render.pdf.reading import open_pdf, read_tags

TEXT = """
- heading: {en: "Why[^a]", zh: "为何[^a]", ar: "لماذا[^a]"}
- paragraph: {en: "Words.[^b][^c]", zh: "字。[^b][^c]", ar: "نص[^b][^c]."}
- annex:
    title: {en: Annex, zh: 附件, ar: مرفق}
    text: [{paragraph: {en: "Words.[^d]", zh: "字。[^d]", ar: "نص[^d]."}}]
"""
NOTES = "\n".join(
    f'{key}: {{en: "One.\\n\\nTwo.", zh: "一。\\n\\n二。", ar: "واحد.\\n\\nاثنان."}}'
    for key in "abcd"
)
CALLS = [f"c-n{number}" for number in range(1, 5)]


@pytest.fixture(scope="module", params=["en", "zh", "ar"])
def edition(request, project: Project):
    source = write_paper(TEXT, codes="en zh ar", extra="notes_at: end", notes=NOTES)
    return resolve(project, source, request.param)


def test_the_page(project: Project, edition) -> None:
    result = render_pdf(project, edition)
    assert result.landing.nodes["n4"] == 1 < result.landing.nodes["c-n4"]
    with open_pdf(result.data) as pdf:
        tree = read_tags(pdf)
        names = {str(one) for one in pdf.Root.Names.Dests.Names[::2]}
    ended = next(
        tag
        for tag in tree.walk()
        if tag.role == "Sect" and tag.text.startswith(edition.language.words["notes"])
    )
    notes = [tag for tag in ended.walk() if tag.role == "Note"]
    assert [str(tag.element["/ID"]) for tag in notes] == ["n1", "n2", "n3", "n4"]
    assert [tag.kids[0].role for tag in notes] == ["Lbl"] * 4
    assert {*CALLS, "n1", "n4"} <= names


def test_the_word_file(project: Project, edition) -> None:
    data = render_docx(project, edition)
    assert lint_docx(data) == ()
    file = WordFile(data)
    story = file.root("document")
    marked = {one.get(f"{W}name") for one in story.iter(f"{W}bookmarkStart")}
    led = [one.get(f"{W}anchor") for one in story.iter(f"{W}hyperlink")]
    assert (
        set(led) == marked == {"n1", "n2", "n3", "n4", *(name.replace("-", "_") for name in CALLS)}
    )
    assert file.notes() == []
    shown = [read.label for read in file.paragraphs() if read.style == "endnote text"]
    assert shown == [note.mark for note in edition.body[2].notes]


def test_the_html_file(project: Project, edition) -> None:
    page = render_html(project, edition).decode()
    ended, annex = page.index('class="endnotes"'), page.index('class="annex"')
    for number in range(1, 5):
        assert ended < page.index(f'<aside id="n{number}"') < annex
        assert f'href="#c-n{number}"' in page[ended:annex]
