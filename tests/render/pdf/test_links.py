"""Every link covers its glyphs, so that a pointer finds it."""

from __future__ import annotations

import pytest

from masthead.edition.edition import Call, Emphasis, Link, Note, Strong, Words
from masthead.edition.resolve import resolve_edition
from masthead.render.pdf import render_pdf
from tests.render.pdf.conftest import make_edition, make_paragraph
from tests.render.pdf.pointing import read_links
from tests.render.specimen import NASTY, read_specimen


def check(data):
    """Check every link of a file; return how many there are."""
    links = read_links(data)
    for link in links:
        assert link.glyphs, link
        assert link.uncovered == [], link
    return len(links)


@pytest.mark.parametrize(("code", "least"), [("zh", 10), ("en", 10)])
def test_every_link_of_the_paper_covers_its_glyphs(pdfs, code, least):
    assert check(pdfs[code].data) >= least


@pytest.mark.parametrize("code", ["zh", "en", "ar"])
def test_links_in_everything_cover_their_glyphs(project, code):
    edition = resolve_edition(project, read_specimen(project, NASTY.replace("😀", "")), code)
    assert check(render_pdf(project, edition).data) > 20


def test_calls_and_marks_of_notes_have_a_height(project, edition_en):
    notes = tuple(
        Note(f"n{number}", f"c-n{number}", "text", number, str(number), ((Words("A note."),),))
        for number in range(1, 15)
    )
    calls = [part for note in notes for part in (" words", Call(note.call, note.id, note.mark))]
    edition = make_edition(edition_en, make_paragraph(1, *calls), notes=notes)
    links = read_links(render_pdf(project, edition).data)
    marks = [link for link in links if link.target.startswith(("n", "c-n"))]
    assert len(marks) == 2 * len(notes)
    for link in marks:
        ((left, bottom, right, top),) = link.areas
        assert top - bottom > 5
        assert right - left > 3


def test_what_stands_in_a_link_is_no_link_of_its_own(project, edition_en):
    """It was one more annotation, of an element that is no link."""
    inner = Emphasis((Words("one "), Strong((Words("two"),))))
    link = Link("https://example.org/", (Words("See "), inner, Words(" words " * 30)))
    data = render_pdf(project, make_edition(edition_en, make_paragraph(1, link))).data
    (found,) = [link for link in read_links(data) if "example" in link.target]
    assert len(found.areas) == 3  # its lines
    assert found.uncovered == []
