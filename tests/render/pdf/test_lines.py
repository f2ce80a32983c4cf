"""Lines of Chinese in the PDF: full to a tenth of a point, no mark astray, one pitch."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest

from masthead.edition.edition import Call, Emphasis, Note, Strong, SymbolLink, Words
from masthead.render.pdf import render_pdf
from masthead.render.pdf.han.characters import Kind, find_kind
from tests.render.pdf.conftest import make_edition, make_paragraph
from tests.render.pdf.reading import gather_lines, read_glyphs

PITCH = 16.4
LEFT, RIGHT = 123.35, 490.85
NEVER_FIRST = set("、，。．：；！？）〕］」』】〉》”’—…·々%")
MIXTURE = (
    "核武器国家", "缔约国", "《条约》", "，", "、", "(原子能机构)", "2022年1月", "“负责任”", "；",
    "义务和承诺", "NPT", "G20", "50%", "——", "……", "全面执行", "的", "在", "与",
)  # fmt: skip
NEVER_LAST = set("（〔［「『【〈《“‘")


def read_body_lines(data):
    """Read the lines of body text on each page, raised calls with them."""
    for glyphs in read_glyphs(data):
        lines = gather_lines([glyph for glyph in glyphs if glyph.size in (10.5, 6.5)])
        yield [line for line in lines if LEFT - 1 < line[0].x < 180]


def end_of(line):
    """Where a line's last glyph ends: a mark's empty half does not count."""
    last = line[-1]
    return last.x + last.size / 2 if find_kind(last.text) is Kind.CLOSING else last.right


def check_lines(pages):
    """Check every pair of neighbouring lines; return how many full lines there were."""
    full = 0
    for lines in pages:
        for line, following in pairwise(lines):
            step = following[0].baseline - line[0].baseline
            if step > PITCH + 2:
                continue  # the end of a paragraph
            assert step == pytest.approx(PITCH, abs=0.02)
            text = "".join(glyph.text for glyph in line)
            assert end_of(line) == pytest.approx(RIGHT, abs=0.1), text
            assert line[-1].text not in NEVER_LAST, text
            assert following[0].text not in NEVER_FIRST, text
            full += 1
    return full


def drop_masthead(pages):
    return [[line for line in lines if "Sans" not in line[-1].font] for lines in pages]


def test_every_line_of_the_paper_is_full(pdf_zh):
    assert check_lines(drop_masthead(read_body_lines(pdf_zh.data))) > 60


def test_every_baseline_of_the_paper_is_a_whole_pitch_below_the_last(pdf_zh):
    """Also between paragraphs: their space of 6 pt apart, steps are the pitch."""
    for lines in drop_masthead(read_body_lines(pdf_zh.data)):
        for line, following in pairwise(lines):
            step = following[0].baseline - line[0].baseline
            spaces = {
                0: PITCH,
                1: PITCH + 6,
                2: PITCH + 6 + 4 + PITCH + 2,
            }  # with a heading between
            assert any(step == pytest.approx(wanted, abs=0.05) for wanted in spaces.values()), step


@pytest.fixture(scope="module")
def synthetic(project, edition_zh):
    """200 paragraphs that mix everything a line can hold."""
    chance = random.Random(1968)

    paragraphs, notes = [], []
    for number in range(1, 201):
        content = [Words("本段第")]
        for _ in range(chance.randint(2, 60)):
            content.append(Words(chance.choice(MIXTURE)))
            match chance.randint(0, 30):
                case 0:
                    content.append(
                        SymbolLink(("NPT/", "CONF.2026/", "PC.II/", "WP.5"), "https://x")
                    )
                case 1:
                    content.append(Emphasis((Words("强调的词"),)))
                case 2:
                    content.append(Strong((Words("很强调"),)))
                case 3 if len(notes) < 60:
                    key = f"n{len(notes) + 1}"
                    notes.append(
                        Note(key, f"c-{key}", "text", len(notes) + 1, str(len(notes) + 1),
                             ((Words("见第一和第二部分。"),),))
                    )  # fmt: skip
                    content.append(Call(f"c-{key}", key, str(len(notes))))
        paragraphs.append(make_paragraph(number, *content, "结束。"))
    return render_pdf(project, make_edition(edition_zh, *paragraphs, notes=tuple(notes)))


def test_every_line_of_a_synthetic_paper_is_full(synthetic):
    pages = drop_masthead(read_body_lines(synthetic.data))
    assert check_lines(pages) > 400
    assert sum(line[-1].text == "—" for lines in pages for line in lines) > 10  # dashes, too
    assert synthetic.notices == ()


def test_the_pages_end_where_the_official_ones_do(pdf_zh):
    """Five pages; the first ends with 1 (g), the fourth with 12 (h) (一) and notes 1 to 3."""
    nodes = pdf_zh.landing.nodes
    assert pdf_zh.landing.pages == 5
    assert (nodes["p1-7"], nodes["p1-8"]) == (1, 2)
    assert (nodes["p12-8-1"], nodes["p12-8-2"]) == (4, 5)
    assert [nodes[note] for note in ("s1", "n1", "n2", "n3")] == [1, 4, 4, 4]
    last = [["".join(glyph.text for glyph in line) for line in gather_lines(page)]
            for page in read_glyphs(pdf_zh.data)]  # fmt: skip
    assert any(line.startswith("(h)进一步") for line in last[1][:3])
    assert any(line.startswith("(二)核武器") for line in last[4][:3])


def test_breaks_come_from_the_measures_alone(project, edition_zh):
    from masthead.render.templates import load_template

    names = ("pdf/page.css", "pdf/paper.css")
    assert all(load_template(project, name) is not None for name in names)
    source = "".join(project.read("templates", name).decode() for name in names)
    forced = re.findall(r"^(\S+) \{[^{}]*break-(?:before|after): page", source, re.MULTILINE)
    assert sorted(forced) == [".annex", ".break", ".table.landscape"]


def test_english_lines_are_full_and_words_are_whole(pdf_en):
    """Justified by the blanks between words, as evenly as the official pages are."""
    for glyphs in read_glyphs(pdf_en.data):
        lines = [
            line
            for line in gather_lines([g for g in glyphs if g.size in (10, 6.5)])
            if line[0].x < 180
        ]
        for line, following in pairwise(lines):
            step = following[0].baseline - line[0].baseline
            if line[0].x >= 123 and abs(step - 12) < 0.05 and "Bold" not in line[0].font:
                assert line[-1].right == pytest.approx(488.65, abs=1)
