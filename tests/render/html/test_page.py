"""The HTML file: it says what the Edition says, and needs nothing from anywhere."""

from __future__ import annotations

import re

import msgspec.structs
import pytest
from lxml import html

from masthead.edition.resolve import resolve_edition
from masthead.render.html import render_html
from tests.render.sequence import read_units, split_sequence


def parse(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


@pytest.fixture
def all_editions(edition_zh, edition_en, specimens):
    return {"zh": edition_zh, "en": edition_en, **{f"s-{c}": e for c, e in specimens.items()}}


@pytest.mark.parametrize("name", ["zh", "en", "s-en", "s-zh", "s-ar"])
def test_labels_and_texts_are_those_of_the_edition(project, all_editions, name):
    edition = all_editions[name]
    units, notes = read_units(parse(render_html(project, edition)))
    wanted, wanted_notes = split_sequence(edition)
    assert units == wanted
    assert notes == wanted_notes


def test_nothing_comes_from_elsewhere_and_nothing_runs(project, all_editions):
    for edition in all_editions.values():
        data = render_html(project, edition)
        page = parse(data)
        assert page.xpath("//script | //iframe | //img | //object | //@onclick") == []
        assert page.xpath("//link/@rel") == ["alternate"] * len(edition.siblings) + ["icon"]
        (style,) = page.xpath("//style/text()")
        assert not re.search(r"url\(|@import|@font-face", style)
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'")


def test_the_head_tells_symbol_title_date_and_authors(project, edition_zh):
    page = parse(render_html(project, edition_zh))
    assert page.xpath("string(//title)") == f"NPT/CONF.2026/PC.II/WP.XX: {edition_zh.title_text}"
    assert page.xpath("//meta[@name='dcterms.issued']/@content") == ["2024-05-16"]
    assert page.xpath("//meta[@name='author']/@content") == list(edition_zh.authors)
    assert (page.get("lang"), page.get("dir")) == ("zh-Hans", "ltr")


def test_other_language_versions_are_linked_by_their_file_names(project, paper, edition_en):
    (link,) = parse(render_html(project, edition_en)).xpath("//link[@rel='alternate']")
    assert (link.get("hreflang"), link.get("href")) == ("zh", "NPT_CONF.2026_PC.II_WP.XX-ZH.html")
    draft = resolve_edition(project, paper, "en", draft=True)
    page = parse(render_html(project, draft))
    assert page.xpath("//link[@rel='alternate']/@href") == [
        "NPT_CONF.2026_PC.II_WP.XX-ZH-DRAFT.html"
    ]
    assert page.xpath("string(//p[@class='draft'])") == draft.draft


def test_contents_lead_to_headings_and_annexes(project, specimens):
    edition = specimens["en"]
    page = parse(render_html(project, edition))
    hrefs = page.xpath("//details//a/@href")
    assert hrefs == ["#h1", "#h2", "#a1", "#a1-h1", "#a2"]
    bare = msgspec.structs.replace(edition, body=edition.body[:1])
    assert parse(render_html(project, bare)).xpath("//details") == []


def test_of_a_joint_paper_both_heads_stand_on_the_first_page(project, edition_en):
    from masthead.edition.edition import JointBody, SessionLine, Words

    joint = JointBody(
        "S", "/2024/2", ("Security Council",), (SessionLine("session", (Words("Year"),)),)
    )
    masthead = msgspec.structs.replace(edition_en.masthead, joint=joint)
    page = parse(render_html(project, msgspec.structs.replace(edition_en, masthead=masthead)))
    assert page.xpath("//p[@class='number']")[1].text_content() == "S/2024/2"
    assert page.xpath("//p[@class='body-name']")[1].text_content() == "Security Council"
    assert page.xpath("//div[@class='sessions']/p/text()")[-1] == "Year"


def test_of_a_resolution_adoption_and_number_stand_with_the_title(project, edition_en):
    from masthead.edition.edition import Words

    edition = msgspec.structs.replace(
        edition_en, adoption=((Words("Adopted"),),), title_label="73/8."
    )
    units, _ = read_units(parse(render_html(project, edition)))
    assert units[:2] == [("", "Adopted"), ("73/8.", edition.title_text)]


def test_every_style_sheet_and_template_used_is_recorded(project, edition_en):
    with project.recording() as files:
        render_html(project, edition_en)
    assert {
        "styles/reading.css", "styles/screen.css", "templates/html/page.html",
        "templates/html/front.html", "templates/html/body.html", "templates/html/languages.css",
    } <= files.keys()  # fmt: skip
