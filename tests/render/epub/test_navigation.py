"""Navigation: by heading, by paragraph number, and the same for old readers."""

from __future__ import annotations

from lxml import etree

from masthead.edition.edition import Annex, Heading, Paragraph, walk_blocks

H = {
    "h": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}


def read_contents(book: dict[str, bytes]) -> list[tuple[str, str]]:
    navigation = etree.fromstring(book["EPUB/nav.xhtml"])
    links = navigation.xpath("//h:nav[@e:type='toc']//h:a", namespaces=H)
    return [(link.get("href").partition("#")[2], link.text) for link in links]


def test_every_heading_annex_and_numbered_paragraph_can_be_gone_to(members, editions):
    for name, book in members.items():
        edition = editions[name][0]
        wanted = [
            node.id
            for node in walk_blocks(edition.body)
            if isinstance(node, Heading | Annex) or (isinstance(node, Paragraph) and node.label)
        ]
        assert [identifier for identifier, _ in read_contents(book)] == ["title", *wanted]


def test_paragraphs_stand_below_their_heading_with_number_and_first_words(members):
    navigation = etree.fromstring(members["zh"]["EPUB/nav.xhtml"])
    (heading,) = navigation.xpath("//h:li[h:a[contains(@href, '#h5')]]", namespaces=H)
    below = heading.xpath("./h:ol/h:li/h:a/text()", namespaces=H)
    assert below == [
        "9. 我们强烈反对企图区分所谓“负责任”和“不负责任”的核武器持有或核…",
        "10. 面对严重的核危险，迫切需要采取具体措施，降低使用核武器的风险…",
        "11. 为加强稳定而采取的减少核武器使用风险的措施本身不会消除这种潜…",
    ]


def test_old_readers_get_the_same_contents(members):
    for name, book in members.items():
        ncx = etree.fromstring(book["EPUB/toc.ncx"])
        points = [
            (
                point.xpath("string(n:content/@src)", namespaces=H).partition("#")[2],
                point.xpath("string(n:navLabel/n:text)", namespaces=H),
            )
            for point in ncx.iter(f"{{{H['n']}}}navPoint")
        ]
        assert points == read_contents(book), name
        identifier = ncx.xpath("string(//n:meta[@name='dtb:uid']/@content)", namespaces=H)
        assert f">{identifier}</dc:identifier>" in book["EPUB/content.opf"].decode()


def test_landmarks_lead_to_cover_first_page_and_text(members):
    navigation = etree.fromstring(members["en"]["EPUB/nav.xhtml"])
    marks = navigation.xpath("//h:nav[@e:type='landmarks']//h:a", namespaces=H)
    assert [(one.get(f"{{{H['e']}}}type"), one.get("href")) for one in marks] == [
        ("cover", "text/cover.xhtml"),
        ("titlepage", "text/ch001.xhtml"),
        ("bodymatter", "text/ch002.xhtml"),
    ]
