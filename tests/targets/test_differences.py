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
        (archive(**{"word/document.xml": DOCUMENT % b"other"}), "word/document.xml"),
        (archive(**{"media/a.png": b"\x89PNX"}), "media/a.png"),
        (archive(**{"word/new.xml": b"<a/>"}), "word/new.xml is only in the second one"),
        (write_archive(dict(sorted(read_archive(archive()).items()))),
         "how it is packed, not what it holds: byte "),
        (b"not a zip file", "one of them cannot be read"),
    ],
)  # fmt: skip
def test_zip_files(other, said):
    found = find_difference(archive(), other)
    assert found == said or (said[-1] in " d" and found.startswith(said))


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
        (pdf(text="two"), "page 1"),
        (pdf(title="B"), "object "),
        (pdf(language="fr"), "object 1 (Catalog)"),
        (pdf(pages=2), "1 pages and 2"),
        (b"no PDF", "one of them cannot be read"),
    ],
)
def test_pdf_files(other, said):
    assert find_difference(pdf(), other).startswith(said)


def test_text_files():
    assert find_difference(b"a\nb\n", b"a\nc\n") == "line 2"
    assert find_difference(b"a\n", b"a\r\n") == "the ends of lines"


def test_files_of_bytes():
    assert find_difference(b"\xff\x00", b"\xff\x01") == "byte 1 (of 2 and 2)"


def test_equal_files_do_not_differ():
    assert find_difference(archive(), archive()) is None
    assert find_difference(pdf(), pdf()) is None
