"""A book says what its Edition says: every label, every text, in that order."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from tests.render.sequence import read_units, split_sequence
from tests.render.specimen import NASTY

NAMES = ["zh", "en", "en-draft", "specimen-en", "specimen-zh", "specimen-ar"]


def read_pages(members: dict[str, bytes]) -> list[etree._Element]:
    names = sorted(name for name in members if re.match(r"EPUB/text/ch", name))
    return [etree.fromstring(members[name]) for name in names]


@pytest.mark.parametrize("name", NAMES)
def test_labels_and_texts_are_those_of_the_edition(members, editions, name):
    read = [read_units(page) for page in read_pages(members[name])]
    units, notes = split_sequence(editions[name][0])
    assert [one for page, _ in read for one in page] == units
    assert [one for _, page in read for one in page] == notes


@pytest.mark.parametrize("name", ["specimen-en", "specimen-zh", "specimen-ar"])
def test_nasty_text_is_literal_in_text_metadata_navigation_and_cover(members, name):
    book = members[name]
    for file in ("EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/text/cover.xhtml"):
        tree = etree.fromstring(book[file])
        said = [*tree.itertext(), *(value for one in tree.iter() for value in one.values())]
        assert any(NASTY in text.replace("\u00a0", " ") for text in said), file
    drawn = "".join(etree.fromstring(book["EPUB/media/file0.svg"]).itertext())
    assert re.sub(r"\s", "", NASTY) in re.sub(r"\s", "", drawn)


def test_language_and_direction_stand_on_every_page(members, editions):
    for name, book in members.items():
        language = editions[name][0].language
        for file, data in book.items():
            if file.endswith(".xhtml"):
                page = etree.fromstring(data)
                told = (page.get("lang"), page.get("dir"))
                assert told == (language.tag, language.direction), (name, file)


def test_the_block_in_another_language_says_so(members):
    (block,) = read_pages(members["zh"])[0].xpath("//*[@class='block']")
    assert block.get("lang") == "en"
    (block,) = read_pages(members["en"])[0].xpath("//*[@class='block']")
    assert block.get("lang") is None


def test_a_draft_says_so_on_every_page_cover_and_title(members, editions):
    book, word = members["en-draft"], editions["en-draft"][0].draft
    for page in read_pages(book):
        assert page.xpath("string(//*[@class='draft'])") == word
    assert f">{word}</text>" in book["EPUB/media/file0.svg"].decode()
    assert f"({word})</dc:title>" in book["EPUB/content.opf"].decode()
    assert b'class="draft"' not in members["en"]["EPUB/text/ch001.xhtml"]
