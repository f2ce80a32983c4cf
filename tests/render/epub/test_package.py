"""The package: what it says of the book is what the Edition says, and it is the same every time."""

from __future__ import annotations

import io
import zipfile

import msgspec.structs
import pytest
from lxml import etree

from masthead.render.epub import book, render_epub

N = {"o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}


def read_package(book: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(book["EPUB/content.opf"])


def read_properties(package: etree._Element, name: str) -> list[str]:
    return package.xpath(f"//o:meta[@property='{name}']/text()", namespaces=N)


def test_metadata_is_that_of_the_edition(members, edition_zh, edition_en):
    package = read_package(members["zh"])
    assert (package.get("version"), package.get("dir")) == ("3.0", "ltr")

    def read(name: str) -> list[str]:
        return package.xpath(f"//d:{name}/text()", namespaces=N)

    unique = package.xpath(f"string(//*[@id='{package.get('unique-identifier')}'])")
    assert unique == edition_zh.identifier
    assert read("identifier") == [edition_zh.identifier, "NPT/CONF.2026/PC.II/WP.XX"]
    assert read("title") == [edition_zh.title_text]
    assert read("language") == ["zh-Hans"]
    assert read("creator") == ["新西兰", "巴西", "埃及", "爱尔兰", "墨西哥", "南非"]
    assert read("date") == ["2024-05-16"]
    assert read("source") == ["NPT/CONF.2026/PC.II/WP.XX"]
    assert read_properties(package, "dcterms:modified") == ["2024-05-16T00:00:00Z"]
    assert read_properties(package, "belongs-to-collection") == [edition_zh.series_name]
    (link,) = package.xpath("//o:link", namespaces=N)
    assert link.get("href") == edition_en.identifier
    assert (link.get("rel"), link.get("hreflang")) == ("dcterms:hasVersion", "en")


def test_accessibility_metadata_is_true(members, edition_zh):
    package = read_package(members["zh"])
    assert read_properties(package, "dcterms:conformsTo") == [
        "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    ]
    assert read_properties(package, "a11y:certifiedBy") == ["Masthead"]
    assert read_properties(package, "schema:accessMode") == ["textual"]
    assert read_properties(package, "schema:accessModeSufficient") == ["textual"]
    assert read_properties(package, "schema:accessibilityHazard") == ["none"]
    assert read_properties(package, "schema:accessibilitySummary") == [
        edition_zh.language.words["accessibility"]
    ]
    # Textual alone is true only while the cover is the one picture, and says what the text says.
    pictures = [name for name in members["zh"] if name.startswith("EPUB/media/")]
    assert len(pictures) == 1
    assert b'alt="NPT/CONF.2026/PC.II/WP.XX ' in members["zh"]["EPUB/text/cover.xhtml"]


def test_a_paper_older_than_zip_files_has_its_own_date(members):
    package = read_package(members["en-1946"])
    assert package.xpath("//d:date/text()", namespaces=N) == ["1946-01-10"]
    assert read_properties(package, "dcterms:modified") == ["1946-01-10T00:00:00Z"]


def test_right_to_left_books_turn_their_pages_the_other_way(members):
    package = read_package(members["specimen-ar"])
    assert package.get("dir") == "rtl"
    assert package.xpath("string(//o:spine/@page-progression-direction)", namespaces=N) == "rtl"


def test_the_same_edition_gives_the_same_bytes(project, books, editions):
    for name in ("zh", "specimen-ar"):
        assert render_epub(project, *editions[name]) == books[name]


def test_the_archive_is_as_epub_wants_it(books):
    for data in books.values():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
        assert (members[0].filename, members[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert not members[0].extra
        assert {member.date_time[0] for member in members} == {1980}


@pytest.mark.parametrize("name", ["zh", "en"])
def test_the_file_is_small(books, name):
    assert len(books[name]) <= 60_000


def test_without_siblings_there_is_no_link(project, edition_en):
    alone = msgspec.structs.replace(edition_en, siblings=())
    data = render_epub(project, alone, None)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<link" not in archive.read("EPUB/content.opf")


def test_markup_is_the_same_whether_pandoc_sees_it_or_not(project, specimens, monkeypatch):
    """Pandoc sees that of parts with pictures; here, of every part."""
    seen = []
    run = book.run_pandoc
    monkeypatch.setattr(book, "run_pandoc", lambda *given: seen.append(given[0]) or run(*given))
    made = render_epub(project, specimens["ar"], None)
    monkeypatch.setattr(book, "_is_seen", lambda markup: True)
    assert render_epub(project, specimens["ar"], None) == made
    raw = [sum(block["t"] == "RawBlock" for block in document["blocks"]) for document in seen]
    assert raw[0] < raw[1]
