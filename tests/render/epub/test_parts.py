"""The parts: each annex a file of its own, notes with their calls, links into the right file."""

from __future__ import annotations

import posixpath

import msgspec.structs
import pytest
from lxml import etree
from markupsafe import Markup

from masthead.diagnostic import ToolError
from masthead.render.epub.parts import make_book

H = {"h": "http://www.w3.org/1999/xhtml", "e": "http://www.idpf.org/2007/ops"}


def test_first_page_text_and_annexes_are_parts(project, specimens):
    book = make_book(project, specimens["en"], None)
    assert [part.matter for part in book.parts] == [
        "frontmatter", "bodymatter", "backmatter", "backmatter"
    ]  # fmt: skip
    assert book.parts[2].title.startswith("Annex I Word.")
    assert book.addresses["title"] == "text/ch001.xhtml#title"
    assert book.addresses["a2"] == "text/ch004.xhtml#a2"


def test_text_after_an_annex_stays_after_it(project, specimens):
    edition = specimens["en"]
    body = (*edition.body, edition.body[0])
    mixed = make_book(project, msgspec.structs.replace(edition, body=body), None)
    assert [part.matter for part in mixed.parts[1:]] == [
        "bodymatter", "backmatter", "backmatter", "bodymatter"
    ]  # fmt: skip


def test_notes_stand_in_the_part_that_calls_them(project, specimens):
    parts = make_book(project, specimens["en"], None).parts
    for part in parts:
        calls = part.tree.xpath(".//a[@role='doc-noteref']/@href")
        notes = part.tree.xpath(".//aside/@id")
        assert calls == [f"#{note}" for note in notes]
    assert len(parts[2].tree.xpath(".//aside")) == 1
    assert parts[3].tree.xpath(".//aside | .//section[contains(@class, 'notes')]") == []


def test_every_call_pops_up_a_note_that_leads_back(members):
    for name, book in members.items():
        for file, data in book.items():
            if not file.startswith("EPUB/text/ch"):
                continue
            page = etree.fromstring(data)
            for call in page.xpath("//h:a[@e:type='noteref']", namespaces=H):
                note = page.xpath(f"//h:aside[@id='{call.get('href')[1:]}']", namespaces=H)
                assert len(note) == 1, (name, file)
                assert note[0].xpath("@e:type", namespaces=H) == ["footnote"]
                assert note[0].get("role") == "doc-footnote"
                first = note[0][0][0]
                assert first.get("role") == "doc-backlink"
                assert first.get("href") == f"#{call.get('id')}"
                assert first.text == call.text


def test_every_link_inside_the_book_arrives_and_no_id_is_there_twice(members):
    for name, book in members.items():
        pages = {
            file: etree.fromstring(data)
            for file, data in book.items()
            if file.endswith((".xhtml", ".ncx"))
        }
        ids = {file: page.xpath("//@id") for file, page in pages.items()}
        for file, found in ids.items():
            assert len(found) == len(set(found)), (name, file)
        for file, page in pages.items():
            for link in page.xpath("//@href | //@src"):
                if link.startswith("http"):
                    continue
                target, _, fragment = link.partition("#")
                path = posixpath.normpath(posixpath.join(posixpath.dirname(file), target))
                path = path if target else file
                assert path in book, (name, file, link)
                assert not fragment or fragment in ids[path], (name, file, link)


def test_links_to_another_part_name_its_file(members):
    book = members["specimen-en"]
    text = etree.fromstring(book["EPUB/text/ch002.xhtml"])
    hrefs = text.xpath("//h:a[@class='reference']/@href", namespaces=H)
    assert "ch003.xhtml#a1-p1" in hrefs
    assert "#p2" in hrefs
    annex = etree.fromstring(book["EPUB/text/ch003.xhtml"])
    hrefs = annex.xpath("//h:a[@class='reference']/@href", namespaces=H)
    assert hrefs[0] == "ch002.xhtml#p2"


def test_a_template_of_the_users_own_that_is_no_xml_is_told(project, edition_en, monkeypatch):
    monkeypatch.setattr(
        "masthead.render.epub.parts.render_front", lambda *given: Markup("<p>one<br>two</p>")
    )
    with pytest.raises(ToolError, match=r"templates/html.*XML.*br"):
        make_book(project, edition_en, None)
