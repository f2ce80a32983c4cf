"""The page list of a real PDF: a mark stands before the word with which the PDF's page begins."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from masthead.render.archive import read_archive
from masthead.render.epub import render_epub
from masthead.render.landing import is_counted
from masthead.render.pdf import render_pdf


def squeeze(text: str) -> str:
    return "".join(filter(is_counted, text))


# WeasyPrint leaves the colour profile that PDF/A wants to the garbage collector to close.
@pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_three_is_page_three(project, request, language):
    import pypdfium2

    edition = request.getfixturevalue(f"edition_{language}")
    result = render_pdf(project, edition)
    book = read_archive(render_epub(project, edition, result.landing))
    text = etree.fromstring(book["EPUB/text/ch002.xhtml"])
    for notes in text.xpath("//*[local-name() = 'aside']"):
        notes.getparent().remove(notes)
    with pypdfium2.PdfDocument(result.data) as pdf:
        pages = [squeeze(page.get_textpage().get_text_range()) for page in pdf]
    assert len(pages) == result.landing.pages
    for number, page in enumerate(pages[1:], start=2):
        (mark,) = text.xpath(f"//*[@id='page-{number}']")
        following = squeeze("".join(mark.xpath("following::text()"))) or "nothing"
        begins = re.escape(following[:12])
        head = squeeze(edition.masthead.symbol)
        # The running head and foot may come before the text in what the PDF yields, not between.
        assert re.match(rf"(?:{re.escape(head)}|\d+/\d+)*{begins}", page), number
