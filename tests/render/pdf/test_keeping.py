"""What stays together: headings, lists, lines; and what the last page holds."""

from __future__ import annotations

import itertools
import random
import re

import pytest

from masthead.edition.edition import Annex, Heading, Paragraph, Subparagraph, SymbolLink, Words
from masthead.measures import load_measures
from masthead.render.pdf import render_pdf
from masthead.render.pdf.inspection import count_last_lines
from masthead.render.pdf.setting import lay_out_pages
from tests.render.pdf.conftest import ENGLISH, HAN, make_edition, make_paragraph
from tests.render.pdf.reading import gather_lines, read_glyphs


def count_lines(document):
    """Count, for each page, the lines of each element that has lines: (id or None, lines)."""
    from weasyprint.formatting_structure import boxes

    pages = []
    for page in document.pages:
        found = []

        def walk(box, node, found=found):
            element = box.element
            if element is not None and element.get("id"):
                node = element.get("id")
            lines = [child for child in box.children if isinstance(child, boxes.LineBox)]
            if lines and box.element_tag in ("p", "h2", "h3"):
                found.append((node, len(lines)))
            for child in box.children:
                if isinstance(child, boxes.ParentBox) and not isinstance(child, boxes.LineBox):
                    walk(child, node)

        walk(page._page_box.children[0], None)
        pages.append(found)
    return pages


@pytest.mark.parametrize("code", ["zh", "en"])
def test_no_page_ends_badly_in_random_papers(project, request, code):
    check_random_papers(project, request, code, range(8))


@pytest.mark.fuzz
@pytest.mark.parametrize("code", ["zh", "en"])
def test_no_page_ends_badly_in_many_random_papers(project, request, code):
    check_random_papers(project, request, code, range(100, 400))


def check_random_papers(project, request, code, seeds):
    edition = request.getfixturevalue(f"edition_{code}")
    measures = load_measures(project, edition.station, code, edition.series)
    words = HAN if code == "zh" else ENGLISH
    for seed in seeds:
        chance = random.Random(seed)
        blocks = []
        for number in range(1, chance.randint(12, 30)):
            if chance.random() < 0.4:
                level = chance.choice((1, 2, 3))
                blocks.append(Heading(f"h{number}", level, 1, None, (Words("题目"),)))
            inner = ()
            if chance.random() < 0.4:
                inner = tuple(
                    Subparagraph(f"p{number}-{n}", 1, n, "(a)", (Words(words * n),))
                    for n in range(1, 4)
                )
            text = (Words(words * chance.randint(1, 7)),)
            blocks.append(Paragraph(f"p{number}", number, f"{number}.", text, inner))
        document, _, faults = lay_out_pages(project, make_edition(edition, *blocks), measures)
        assert faults == []
        pages = count_lines(document)
        chapeaux = {
            block.id for block in blocks if isinstance(block, Paragraph) and block.subparagraphs
        }
        for page, following in itertools.pairwise(pages):
            last, lines = page[-1]
            assert not last.startswith("h"), f"heading {last} at the foot (seed {seed})"
            first, rest = following[0]
            if first == last:  # a paragraph over two pages
                assert lines >= 2, f"orphan of {last} (seed {seed})"
                assert rest >= 2, f"widow of {last} (seed {seed})"
            else:
                assert last not in chapeaux, f"{last} apart from its list (seed {seed})"
        assert len(pages) == 1 or count_last_lines(document) >= 3, seed


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_last_page_holds_more_than_two_lines(project, request, code):
    """One paragraph more at a time: a page begins sooner or later, never with one or two lines."""
    edition = request.getfixturevalue(f"edition_{code}")
    measures = load_measures(project, edition.station, code, edition.series)
    words = HAN if code == "zh" else ENGLISH
    two_pages = 0
    for last in range(1, 8):
        for count in (9, 10, 11, 12):
            blocks = [make_paragraph(n, words * 2) for n in range(1, count)]
            blocks.append(make_paragraph(count, words * last))
            document, _, _ = lay_out_pages(project, make_edition(edition, *blocks), measures)
            if len(document.pages) > 1:
                two_pages += 1
                assert count_last_lines(document) >= 3, (last, count)
    assert two_pages


def test_the_end_rule_stays_with_the_last_line(project, edition_zh):
    for count in range(20, 30):
        blocks = [make_paragraph(n, HAN) for n in range(1, count)]
        result = render_pdf(project, make_edition(edition_zh, *blocks))
        pages = read_glyphs(result.data)
        assert any(glyph.size == 10.5 for glyph in pages[-1])


def test_an_annex_begins_a_page(project, edition_en):
    annex = Annex("a1", "Annex", (Words("Terms"),), (), (make_paragraph(1, ENGLISH),))
    result = render_pdf(project, make_edition(edition_en, make_paragraph(1, ENGLISH), annex))
    assert result.landing.pages == 2
    assert result.landing.nodes["a1"] == 2
    lines = [
        "".join(glyph.text for glyph in line) for line in gather_lines(read_glyphs(result.data)[1])
    ]
    assert lines[0].startswith(("Annex", "NPT/"))
    assert "Annex" in lines[:2]


def test_a_symbol_breaks_after_a_slash_only(project, edition_en):
    symbol = SymbolLink(("NPT/", "CONF.2026/", "PC.II/", "WP.5"), "https://docs.un.org/en/x")
    measures = load_measures(project, "new-york", "en", edition_en.series)
    text = "NPT/CONF.2026/PC.II/WP.5"
    breaks = set()
    for count in range(1, 60, 2):
        paragraph = make_paragraph(1, "word " * 12, "x" * count, " ", symbol, " and more of it")
        document, _, _ = lay_out_pages(project, make_edition(edition_en, paragraph), measures)
        printed = "|".join(read_lines(document))
        at = re.search("[|]?".join(map(re.escape, text)), printed)
        breaks |= {at[0][: place.start()] for place in re.finditer("[|]", at[0])}
    assert breaks == {"NPT/", "NPT/CONF.2026/", "NPT/CONF.2026/PC.II/"}


def read_lines(document):
    from weasyprint.formatting_structure import boxes

    for box in document.pages[0]._page_box.descendants():
        if isinstance(box, boxes.LineBox) and box.element_tag == "p":  # not the label's own
            texts = (inner.text for inner in box.descendants() if isinstance(inner, boxes.TextBox))
            yield re.sub("[\u200b\u2060]", "", "".join(texts))
