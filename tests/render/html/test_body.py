"""The body markup says what the Edition says, in that order, in markup that is also XML."""

from __future__ import annotations

import msgspec.structs
import pytest
from lxml import etree

from masthead.edition.edition import (
    Call,
    Edition,
    Emphasis,
    LeftToRight,
    Link,
    Note,
    Reference,
    Strong,
    SymbolLink,
    Words,
    plain_text,
    walk_blocks,
)  # fmt: skip
from masthead.project import Project
from masthead.render.html.body import render_blocks, render_body, render_content, render_notes
from tests.edition.papers import resolve, write_paper

FLAVOURS = ("print", "screen", "epub")


def parse(markup: str) -> etree._Element:
    return etree.fromstring(f'<body xmlns:epub="http://www.idpf.org/2007/ops">{markup!s}</body>')


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_unit_stands_in_the_markup_once_and_in_order(project, request, flavour, language):
    edition = request.getfixturevalue(f"edition_{language}")
    tree = parse(render_body(project, edition, flavour))
    for note in tree.xpath("//*[@class='note']"):
        note.getparent().remove(note) if not note.tail else note.clear(keep_tail=True)
    found = []
    for node in tree.xpath("//*[@id][not(starts-with(@id, 'c-') or starts-with(@id, 'n'))]"):
        text = "".join(node.xpath("(. | ./p)[not(ol)]//text()[not(ancestor::sup)]"))
        found.append((node.get("id"), " ".join(text.split())))
    wanted = [
        (node.id, " ".join(f"{node.label or ''} {plain_text(node.content)}".split()))
        for node in walk_blocks(edition.body)
    ]
    assert [identifier for identifier, _ in found] == [identifier for identifier, _ in wanted]
    for (identifier, text), (_, expected) in zip(found, wanted, strict=True):
        assert text == expected, identifier


def test_in_print_each_note_stands_inside_its_call(project, edition_zh):
    tree = parse(render_body(project, edition_zh, "print"))
    for note in (note for note in edition_zh.notes if note.series == "text"):
        (found,) = tree.xpath(f"//span[@class='note'][@id='{note.id}']")
        assert found.getparent().get("class") == "call"
        assert found.getnext().get("id") == note.call
        assert found.getnext().text == note.mark


def test_on_screen_a_call_leads_to_its_note_and_the_note_back(project, edition_zh):
    for flavour in ("screen", "epub"):
        body = render_body(project, edition_zh, flavour)
        tree = parse(body + render_notes(project, edition_zh, "masthead", flavour))
        for note in edition_zh.notes:
            (aside,) = tree.xpath(f"//aside[@id='{note.id}'][@role='doc-footnote']")
            assert aside.find("p")[0].get("href") == f"#{note.call}"
    assert "epub:type" not in render_body(project, edition_zh, "screen")


def make_edition(edition: Edition, *paragraphs) -> Edition:
    note = Note("n1", "c-n1", "text", 1, "1", paragraphs)
    return msgspec.structs.replace(
        edition, notes=(note, msgspec.structs.replace(note, id="n2", mark="2"))
    )


NASTY = '<script>alert("&amp;")</script> ]]> ${x} {{ x }} \'"'


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_inline_content_is_literal_wherever_it_stands(project: Project, edition_en, flavour):
    edition = make_edition(edition_en, (Words(NASTY),), (Words("second"),))
    content = (
        Words(NASTY), Emphasis((Strong((Words("é"),)),)),
        Link("https://a.example/?a=1&b='2", (Words("x"),)),
        Reference("p1", NASTY), SymbolLink(("A/", "80/", "1"), "https://docs.un.org/en/A/80/1"),
        LeftToRight((Words(NASTY),)), Call("c-n1", "n1", "1"),
        Call("c-n2", "n2", "2"), Words("end"),
    )  # fmt: skip
    tree = parse(render_content(project, edition, content, flavour))
    for note in tree.xpath("//*[@class='note']"):
        assert NASTY in "".join(note.itertext())
        note.clear(keep_tail=True)
    text = "".join(tree.itertext()).replace("\u200b", "")
    assert text == f"{NASTY}éx{NASTY}A/80/1{NASTY}1,2end"
    assert tree.xpath("//em/strong/text()") == ["é"]
    assert tree.xpath("//script") == []
    assert tree.xpath("//a[@class='link']/@href") == ["https://a.example/?a=1&b='2"]


def test_a_symbol_may_break_after_its_slashes_only(project, edition_en):
    symbol = SymbolLink(("A/", "80/", "1"), "https://docs.un.org/en/A/80/1")
    assert "A/<wbr/>80/<wbr/>1</a>" in render_content(project, edition_en, (symbol,), "epub")


def test_a_left_to_right_run_is_one_isolate(project, edition_en):
    symbol = SymbolLink(("A/", "1"), "https://docs.un.org/ar/A/1")
    run = LeftToRight((Emphasis((Words("Title"),)), Words(", "), symbol))
    markup = render_content(project, edition_en, (run,), "screen")
    assert markup.startswith('<bdi dir="ltr"><em>Title</em>, <a ')
    assert markup.endswith("A/<wbr/>1</a></bdi>")
    assert markup.count("<bdi") == 1


def test_headings_count_from_the_title_and_annexes_go_one_deeper(project, edition_en):
    from masthead.edition.edition import Annex, Heading

    heading = Heading("a1-h1", 2, 1, "A.", (Words("Scope"),))
    annex = Annex("a1", "Annex", (Words("Terms"),), (), (heading,))
    tree = parse(render_blocks(project, edition_en, (heading, annex), "screen"))
    assert [node.tag for node in tree.xpath("//*[self::h2 or self::h3]")] == ["h2", "h2", "h3"]
    assert tree.xpath("//section/h3/@class") == ["heading level-2"]


def test_the_templates_read_are_recorded_each_time(project, edition_en):
    for _ in range(2):
        with project.recording() as files:
            render_body(project, edition_en, "screen")
        assert "templates/html/body.html" in files


MERGED = """\
- table:
    columns: [{en: Kind}, {group: {en: How}, columns: [{en: Signs}, {en: Share}]}]
    rows:
    - [{en: One, rows: 2}, {en: Word}, 1]
    - [{en: Other}, 2]
"""


def test_only_cells_of_the_first_column_begin_at_the_edge_of_a_table(project: Project) -> None:
    """Beside a cell of two rows, the second row's own first one stood at the edge, too."""
    edition = resolve(project, write_paper(MERGED, codes="en", original="en"))
    body = parse(str(render_body(project, edition, "screen")))
    cells = body.xpath("//th | //td")
    first = [cell.text for cell in cells if "first" in cell.get("class").split()]
    assert first == ["Kind", "One"]
