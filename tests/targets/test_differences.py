"""In which part two files differ, in words."""

from __future__ import annotations

import io

import pytest

from masthead.render.archive import read_archive, write_archive
from masthead.targets.differences import find_difference

DOCUMENT = b"<w:d xmlns:w='w'><w:p><w:t>%s</w:t></w:p><w:p w:a='1'/></w:d>"


def archive(**changes):
    parts = {"mimetype": b"x", "word/document.xml": DOCUMENT % b"text", "media/a.png": b"\x89PNG"}
    return write_archive({**parts, **changes})


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (archive(**{"word/document.xml": DOCUMENT % b"other"}),
         "word/document.xml: d/p[1]/t[1]: 'text' and 'other'"),
        (archive(**{"word/document.xml": DOCUMENT.replace(b"'1'", b"'2'") % b"text"}),
         "word/document.xml: d/p[2]: a is '1' and '2'"),
        (archive(**{"word/document.xml": (DOCUMENT % b"text").replace(b"</w:d>", b"<w:s/></w:d>")}),
         "word/document.xml: d: s is only in the second one"),
        (archive(**{"word/document.xml": (DOCUMENT % b"text") + b"\n"}),
         "word/document.xml: how the XML is written"),
        (archive(**{"media/a.png": b"\x89PNX"}), "media/a.png: byte 3 (of 4 and 4)"),
        (archive(**{"word/new.xml": b"<a/>"}), "word/new.xml is only in the second one"),
        (write_archive(dict(sorted(read_archive(archive()).items()))),
         "the order of the parts, from mimetype on"),
        (b"not a zip file", "one of them cannot be read"),
    ],
)  # fmt: skip
def test_zip_files(other, said):
    assert find_difference("a.docx", archive(), other).startswith(said)


def pdf(text="one", title="A", language="en", pages=1):
    import pikepdf

    made = pikepdf.new()
    for number in range(pages):
        page = made.add_blank_page(page_size=(300, 300))
        page.obj.Contents = made.make_stream(f"BT ({text if number == 0 else ''}) Tj ET".encode())
    made.docinfo["/Title"] = title
    made.Root.Lang = language
    buffer = io.BytesIO()
    made.save(buffer, deterministic_id=True)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (pdf(text="two"), "page 1: its text and lines"),
        (pdf(title="B"), "Title of the document is 'A' and 'B'"),
        (pdf(language="fr"), "the language"),
        (pdf(pages=2), "1 pages and 2"),
        (b"no PDF", "one of them cannot be read"),
    ],
)
def test_pdf_files(other, said):
    assert find_difference("a.pdf", pdf(), other).startswith(said)


def test_text_files():
    assert find_difference("a.html", b"a\nb\n", b"a\nc\n") == "line 2: 'b' and 'c'"
    assert find_difference("a.html", b"a\n", b"a\r\n") == "the ends of lines"


def test_equal_files_do_not_differ():
    assert find_difference("a.docx", archive(), archive()) is None
    assert find_difference("a.pdf", pdf(), pdf()) is None
