"""The parallel page: rows of the same node, each language whole, everything reachable."""

from __future__ import annotations

import msgspec.structs
import pytest
from lxml import html

from masthead.edition.edition import plain_text, walk_blocks
from masthead.render.html import render_parallel


def parse(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


@pytest.fixture(scope="module")
def page(project, edition_zh, edition_en):
    return parse(render_parallel(project, [edition_zh, edition_en]))


def read_cell(cell: html.HtmlElement) -> str:
    for sign in cell.xpath(".//sup[starts-with(@class, 'call')] | .//a[text()='¶']"):
        sign.drop_tree()
    for broken in cell.xpath(".//br"):
        broken.tail = f"\n{broken.tail or ''}"
    return " ".join(cell.text_content().split())


def test_each_node_is_a_row_with_a_cell_for_each_language(project, specimens):
    editions = list(specimens.values())
    page = parse(render_parallel(project, editions))
    for nodes in zip(*(walk_blocks(edition.body) for edition in editions), strict=True):
        (row,) = page.xpath(f"//div[@class='row'][@id='{nodes[0].id}']")
        cells = row.xpath("./div")
        assert [cell.get("lang") for cell in cells] == [e.language.tag for e in editions]
        assert [cell.get("dir") for cell in cells] == ["ltr", "ltr", "rtl"]
        for cell, node in zip(cells, nodes, strict=True):
            wanted = f"{node.label or ''} {plain_text(node.content)}"
            assert read_cell(cell) == " ".join(wanted.split())


def test_columns_stand_in_the_order_of_the_languages_arabic_first_too(project, specimens):
    editions = sorted(specimens.values(), key=lambda edition: edition.language.direction == "ltr")
    assert editions[0].language.direction == "rtl"
    page = parse(render_parallel(project, editions))
    assert page.getroottree().getroot().get("dir") == "ltr"
    cells = page.xpath("//div[@class='row'][@id='p1']/div")
    assert [cell.get("lang") for cell in cells] == [e.language.tag for e in editions]


def test_rows_come_in_reading_order_notes_last(page, edition_zh):
    ids = page.xpath("//div[@class='row']/@id")
    wanted = ["title", "byline", "s1", *(node.id for node in walk_blocks(edition_zh.body))]
    assert ids == [*wanted, "n1", "n2", "n3"]


def test_no_id_is_there_twice_and_every_link_arrives(project, specimens, page):
    for one in (page, parse(render_parallel(project, list(specimens.values())))):
        ids = one.xpath("//@id")
        assert len(ids) == len(set(ids))
        hrefs = [href[1:] for href in one.xpath("//a/@href") if href.startswith("#")]
        assert set(hrefs) <= set(ids)


def test_a_call_leads_to_the_note_and_back_in_its_own_language(page):
    for language in ("zh", "en"):
        (call,) = page.xpath(f"//a[@id='c-n2-{language}']")
        assert call.get("href") == "#n2"
        cell = page.xpath(f"//div[@id='n2']/div[starts-with(@lang, '{language}')]")[0]
        assert cell.xpath(".//a[@role='doc-backlink']/@href") == [f"#c-n2-{language}"]


def test_each_paragraph_leads_to_itself_once_for_the_keyboard(project, specimens, page):
    links = page.xpath("//div[@id='p12-8-1']//a[@class='label']")
    assert [link.get("href") for link in links] == ["#p12-8-1"] * 2
    assert [link.get("tabindex") for link in links] == [None, "-1"]
    specimen = parse(render_parallel(project, list(specimens.values())))
    (sign,) = specimen.xpath("//div[@id='u1']//a[@class='label']")
    assert (sign.get("href"), sign.text) == ("#u1", "¶")


def test_a_status_in_one_language_leaves_the_other_cell_empty(page):
    (status,) = page.xpath("//p[@class='status']")
    row = status.getparent().getparent()
    assert [len(cell) for cell in row] == [0, 1]


def test_nothing_comes_from_elsewhere_and_nothing_runs(page):
    assert page.xpath("//script | //img | //iframe") == []
    assert page.xpath("//link/@rel") == ["icon"]


def test_one_language_alone_is_a_page_too(project, edition_en):
    page = parse(render_parallel(project, [edition_en]))
    assert {len(row) for row in page.xpath("//div[@class='row']")} == {1}


def test_editions_of_two_papers_are_refused(project, edition_zh, edition_en):
    with pytest.raises(ValueError, match="no edition"):
        render_parallel(project, [])
    other = msgspec.structs.replace(edition_en, stem="A_1")
    with pytest.raises(ValueError, match="several papers"):
        render_parallel(project, [edition_zh, other])


def test_what_an_edition_does_without_is_an_empty_cell(project, edition_zh, edition_en):
    shorter = msgspec.structs.replace(edition_en, body=edition_en.body[:-1])
    whole, lacking = (
        parse(render_parallel(project, [edition_zh, english])).xpath("//div[@class='row']")
        for english in (edition_en, shorter)
    )
    assert len(whole) == len(lacking)
    assert {len(row) for row in lacking} == {2}
