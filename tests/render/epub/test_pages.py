"""Pages: "page 3" in the book is page 3 of the PDF."""

from __future__ import annotations

from lxml import etree

from masthead.render.epub.pages import mark_pages
from masthead.render.landing import Landing

H = {"h": "http://www.w3.org/1999/xhtml", "e": "http://www.idpf.org/2007/ops"}


def mark(markup: str, landing: Landing) -> tuple[list[int], str]:
    """Mark the pages of a text; the marks are written short, the one of page 1 left out."""
    tree = etree.fromstring(f"<div>{markup}</div>")
    pages = mark_pages([tree], landing)
    for one in tree.findall(".//span[@role='doc-pagebreak']"):
        short = etree.Element("span", n=one.get("id").removeprefix("page-"))
        short.tail = one.tail
        one.getparent().replace(one, short)
    etree.cleanup_namespaces(tree)
    return pages, etree.tostring(tree, encoding="unicode").replace('<span n="1"/>', "", 1)


def test_a_mark_stands_before_the_first_node_of_its_page():
    pages, markup = mark('<p id="p1"/><p id="p2"/><p id="p3"/>', Landing(2, {"p1": 1, "p2": 2}))
    assert pages == [1, 2]
    assert markup == '<div><p id="p1"/><span n="2"/><p id="p2"/><p id="p3"/></div>'


def test_in_a_list_the_mark_stands_inside_the_item():
    _, markup = mark('<ol><li id="p1-1"><p>x</p></li></ol>', Landing(2, {"p1-1": 2}))
    assert '<li id="p1-1"><span n="2"/><p>x</p></li>' in markup


def test_in_a_table_the_mark_stands_inside_the_cell():
    text = '<table><tr id="t1-r1"><td id="t1-r1-c1">x</td><td id="t1-r1-c2"/></tr></table>'
    _, markup = mark(text, Landing(2, {"t1-r1": 2, "t1-r1-c1": 2, "t1-r1-c2": 2}))
    assert '<tr id="t1-r1"><td id="t1-r1-c1"><span n="2"/>x</td>' in markup


def test_among_definitions_the_mark_stands_inside_the_term():
    text = '<dl id="d1"><div id="d1-d1" class="definition"><dt>x</dt><dd>y</dd></div></dl>'
    _, markup = mark(text, Landing(2, {"d1": 1, "d1-d1": 2}))
    assert '<dt><span n="2"/>x</dt>' in markup


def test_a_call_tells_where_a_page_begins_inside_a_paragraph():
    landing = Landing(2, {"p1": 1, "c-n1": 2})
    _, markup = mark('<p id="p1">a<sup><a id="c-n1">1</a></sup>b</p>', landing)
    assert '<p id="p1">a<sup><span n="2"/><a id="c-n1">1</a></sup>b</p>' in markup


def test_a_page_that_begins_inside_a_paragraph_is_marked_at_its_word():
    text = '<p id="p1"><b>1.</b> one <em>two</em> three<sup><a id="c-n1">1</a></sup> four</p>'
    landing = Landing(4, {"p1": 1, "c-n1": 2}, {2: ("p1", 5), 3: ("p1", 8), 4: ("p1", 14)})
    pages, markup = mark(text, landing)
    assert pages == [1, 2, 3, 4]
    assert '</b> one <em><span n="2"/>two</em> <span n="3"/>three<sup>' in markup
    assert '1</a></sup> <span n="4"/>four</p>' in markup


def test_inside_an_item_the_items_below_are_not_counted():
    text = '<ol><li id="p1-1"><p>(a) word</p><ol><li id="p1-1-1"><p>(i) x</p></li></ol></li></ol>'
    _, markup = mark(text, Landing(2, {"p1-1": 1, "p1-1-1": 2}, {2: ("p1-1", 3)}))
    assert '<p>(a) <span n="2"/>word</p>' in markup
    _, markup = mark(text, Landing(2, {"p1-1": 1, "p1-1-1": 2}, {2: ("p1-1", 99)}))
    assert '<li id="p1-1-1"><span n="2"/><p>(i)' in markup


def test_notes_tell_nothing():
    landing = Landing(2, {"n1": 2, "p1": 1, "p2": 2})
    _, markup = mark('<aside id="n1"/><p id="p1"/><p id="p2"/>', landing)
    assert '<p id="p1"/><span n="2"/><p id="p2"/>' in markup


def test_a_page_without_a_node_is_marked_with_the_next_and_the_last_ones_at_the_end():
    pages, markup = mark('<p id="p1"/><p id="p2"/>', Landing(5, {"p1": 1, "p2": 3}))
    assert pages == [1, 2, 3, 4, 5]
    assert '<span n="2"/><span n="3"/><p id="p2"/><span n="4"/><span n="5"/>' in markup


def test_the_page_list_has_every_page_and_leads_to_its_mark(members, editions):
    for name, book in members.items():
        landing = editions[name][1]
        navigation = etree.fromstring(book["EPUB/nav.xhtml"])
        listed = navigation.xpath("//h:nav[@e:type='page-list']//h:a", namespaces=H)
        package = book["EPUB/content.opf"].decode()
        if landing is None:
            assert listed == []
            assert "pageBreak" not in package
            assert "pageNavigation" not in package
            continue
        assert [one.text for one in listed] == [str(n + 1) for n in range(landing.pages)]
        assert ">pageBreakMarkers<" in package
        assert f'"pageBreakSource">{editions[name][0].filename}.pdf<' in package
        for link in listed:
            file, _, identifier = link.get("href").partition("#")
            page = etree.fromstring(book[f"EPUB/{file}"])
            (found,) = page.xpath(f"//h:span[@id='{identifier}']", namespaces=H)
            assert found.get("role") == "doc-pagebreak"
            assert found.get("aria-label") == link.text
            assert found.get("{http://www.idpf.org/2007/ops}type") == "pagebreak"
            written = etree.tostring(found, encoding="unicode")
            assert f'id="{identifier}"' in written
        assert b"></span>" in book["EPUB/text/ch001.xhtml"]


def test_nodes_and_marks_agree_with_the_landing(members, editions):
    for name in ("zh", "en", "specimen-ar"):
        _, landing = editions[name]
        page = 0
        for file, data in members[name].items():
            if not file.startswith("EPUB/text/ch"):
                continue
            for element in etree.fromstring(data).xpath("//*[@id]"):
                identifier = element.get("id")
                if identifier.startswith("page-"):
                    assert int(identifier[5:]) == page + 1
                    page += 1
                elif not identifier.startswith(("n", "s", "c-")):
                    own = "self::h:li/h:span[@role='doc-pagebreak']"
                    inside = element.xpath(own, namespaces=H)
                    assert landing.nodes[identifier] == page + len(inside), (name, identifier)
