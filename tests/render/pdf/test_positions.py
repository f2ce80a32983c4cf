"""Where things stand on the New York page, read back from the PDF, to half a point."""

from __future__ import annotations

import msgspec.structs
import pytest

from masthead.edition.edition import Job
from masthead.render.pdf import render_pdf
from tests.render.pdf.reading import gather_lines, read_glyphs

TOLERANCE = 0.5
# The measured table of the New York page: text, x of its first glyph, baseline, size.
FIRST_PAGE = [
    ("16 May 2024", 397.0, 86.7, 10),
    ("Original: English", 397.0, 110.4, 10),
    ("第二届会议", 60.0, 222.3, 10.5),
]


def find(glyphs, text):
    """Find the glyphs of a text that is printed in one go."""
    joined = "".join(glyph.text for glyph in glyphs)
    wanted = text.replace(" ", "")
    start = joined.index(wanted)
    return glyphs[start : start + len(wanted)]


@pytest.fixture(scope="module")
def pages_zh(pdf_zh):
    return read_glyphs(pdf_zh.data)


@pytest.fixture(scope="module")
def pages_en(pdf_en):
    return read_glyphs(pdf_en.data)


@pytest.mark.parametrize(("text", "x", "baseline", "size"), FIRST_PAGE)
def test_first_page_follows_the_measured_table(pages_zh, text, x, baseline, size):
    first = find(pages_zh[0], text)[0]
    assert first.x == pytest.approx(x, abs=TOLERANCE)
    assert first.baseline == pytest.approx(baseline, abs=TOLERANCE)
    assert first.size == pytest.approx(size, abs=0.05)


def test_title_and_byline_follow_the_measured_table(pages_en):
    title = find(pages_en[0], "Failure of the nuclear-weapon States")[0]
    byline = find(pages_en[0], "Working paper submitted by")[0]
    assert title.x == byline.x == pytest.approx(123.4, abs=TOLERANCE)
    assert title.baseline == pytest.approx(266.1, abs=TOLERANCE)
    assert (title.size, byline.size) == (14, 12)
    assert "Bold" in title.font
    assert "Bold" in byline.font


def test_a_number_in_the_name_of_the_body_has_its_gap(pages_zh):
    name = find(pages_zh[0], "2026年审议大会")
    digits, han = name[:4], name[4]
    quarter = digits[0].size / 4
    step = digits[3].x - digits[2].x
    assert han.x - digits[3].x == pytest.approx(step + quarter, abs=TOLERANCE)


def test_symbol_is_set_large_then_small_and_ends_at_the_margin(pages_zh):
    symbol = find(pages_zh[0], "NPT/CONF.2026/PC.II/WP.XX")
    assert {glyph.size for glyph in symbol[:3]} == {20}
    assert {glyph.size for glyph in symbol[3:]} == {10}
    assert symbol[-1].right == pytest.approx(552, abs=TOLERANCE)
    assert symbol[0].baseline == pytest.approx(56.5, abs=TOLERANCE)
    assert len({round(glyph.baseline, 1) for glyph in symbol}) == 1


def test_body_name_stands_in_the_middle_column(pages_en):
    name = find(pages_en[0], "Preparatory Committee for the 2026 Review")
    second = find(pages_en[0], "Conference of the Parties to the Treaty on the")
    assert name[0].x == pytest.approx(123.4, abs=TOLERANCE)
    assert name[0].baseline == pytest.approx(86.4, abs=TOLERANCE)
    assert "Bold" in name[0].font
    assert max(glyph.right for glyph in [*name, *second]) < 384.8  # where the column ends


def test_an_original_leaves_the_language_line_blank(pages_en):
    first = pages_en[0]
    assert find(first, "16 May 2024")[0].baseline == pytest.approx(86.7, abs=TOLERANCE)
    assert find(first, "Original: English")[0].baseline == pytest.approx(110.4, abs=TOLERANCE)
    assert not [glyph for glyph in first if glyph.x > 396 and 95 < glyph.baseline < 102]


@pytest.mark.parametrize(
    ("page", "x", "y", "weight", "ends"),
    [
        (1, 300, 64.8, 0.5, (60, 552)),
        (1, 300, 208.9, 1.5, (60, 552)),
        (1, 130, 679.7, 0.75, (99.6, 173.6)),
        (2, 300, 64.8, 0.25, (60, 552)),
        (4, 130, 698.0, 0.75, (99.6, 173.6)),
        (5, 300, 483.4, 0.25, (270, 342)),
    ],
)
def test_rules_are_where_they_were_measured(pdf_zh, page, x, y, weight, ends):
    """Masthead, running head, above the notes, after the end: seen in the picture of the page."""
    import pypdfium2

    scale = 20  # pixels to a point
    document = pypdfium2.PdfDocument(pdf_zh.data)
    width, height = document[page - 1].get_size()
    band = (0, height - y - 3, 0, y - 3)  # left, bottom, right, top: what is cut off
    image = document[page - 1].render(scale=scale, crop=band, grayscale=True).to_pil()
    document.close()
    column = [image.getpixel((x * scale, row)) < 128 for row in range(image.height)]
    assert column.index(True) / scale + y - 3 == pytest.approx(y, abs=0.1)
    assert sum(column) / scale == pytest.approx(weight, abs=0.06)
    row = column.index(True) + sum(column) // 2
    dark = [at for at in range(image.width) if image.getpixel((at, row)) < 128]
    assert (dark[0] / scale, dark[-1] / scale) == pytest.approx(ends, abs=0.1)
    assert len(dark) == dark[-1] - dark[0] + 1  # in one piece
    assert width == 612


@pytest.mark.parametrize(
    ("label", "text", "page", "label_x", "text_x", "turn_x"),
    [
        ("1.", "新议程联盟依然", 0, 123.35, 147.1, 123.35),
        ("(b)", "不遵守条约制度", 0, 147.1, 170.9, 123.35),
        ("(一)", "在2022年1月", 3, 147.1, 170.9, 147.1),
    ],
)
def test_labels_stand_at_their_tabs_and_turn_lines_where_they_belong(
    pages_zh, label, text, page, label_x, text_x, turn_x
):
    lines = gather_lines(pages_zh[page])
    at = next(
        index
        for index, line in enumerate(lines)
        if "".join(glyph.text for glyph in line).startswith(label + text)
    )
    assert lines[at][0].x == pytest.approx(label_x, abs=TOLERANCE)
    assert lines[at][len(label)].x == pytest.approx(text_x, abs=TOLERANCE)
    assert lines[at + 1][0].x == pytest.approx(turn_x, abs=TOLERANCE)


def test_a_label_wider_than_its_tab_takes_the_next_one(pages_en):
    for page in pages_en:
        for line in gather_lines(page):
            text = "".join(glyph.text for glyph in line)
            for label, stop in (("(vii)", 170.9), ("(viii)", 194.65), ("(ix)", 170.9)):
                if text.startswith(label):
                    assert line[len(label)].x == pytest.approx(stop, abs=TOLERANCE), text


@pytest.mark.parametrize("code", ["zh", "en"])
def test_symbol_and_page_number_stand_outside_from_the_second_page_on(pdfs, code):
    pages = read_glyphs(pdfs[code].data)
    for number, glyphs in enumerate(pages, start=1):
        heads = [glyph for glyph in glyphs if abs(glyph.baseline - 59.0) < 0.1]
        feet = [glyph for glyph in glyphs if abs(glyph.baseline - 755) < 0.1]
        if number == 1:
            assert not feet
            continue
        assert "".join(glyph.text for glyph in heads) == "NPT/CONF.2026/PC.II/WP.XX"
        assert "".join(glyph.text for glyph in feet) == f"{number}/{len(pages)}"
        for glyphs_outside in (heads, feet):
            assert {glyph.size for glyph in glyphs_outside} == {8.5}
            if number % 2:
                assert glyphs_outside[-1].right == pytest.approx(552, abs=TOLERANCE)
            else:
                assert glyphs_outside[0].x == pytest.approx(60, abs=TOLERANCE)


def test_notes_are_small_and_their_marks_end_at_the_tab(pages_zh):
    glyphs = pages_zh[3]
    words = find(glyphs, "见NPT/CONF.2000/28")
    mark = glyphs[glyphs.index(words[0]) - 1]
    assert words[0].x == pytest.approx(123.35, abs=TOLERANCE)
    assert {glyph.size for glyph in words} == {8.5}
    assert (mark.text, mark.size) == ("1", 5.5)
    assert mark.right == pytest.approx(119.75, abs=TOLERANCE)
    following = find(glyphs, "年1月3日，五个")[0]
    assert following.baseline - words[0].baseline == pytest.approx(10.5, abs=0.05)
    last = find(glyphs, "峰会上发表的领导人宣言。")[0]
    assert last.baseline == pytest.approx(732.4, abs=TOLERANCE)


def test_the_job_number_brings_its_lines_and_codes(project, edition_zh):
    job = Job("24-01234", "24-01234 (C)    160524    200524", "2401234", "https://docs.un.org/x")
    result = render_pdf(project, msgspec.structs.replace(edition_zh, job=job))
    pages = read_glyphs(result.data)
    line = find(pages[0], "24-01234(C)160524200524")
    assert line[0].x == pytest.approx(65.4, abs=TOLERANCE)
    assert line[0].baseline == pytest.approx(747.6, abs=TOLERANCE)
    inner = find(pages[1], "24-01234")
    assert inner[0].size == 7
    assert inner[-1].right == pytest.approx(552, abs=TOLERANCE)
    assert find(pages[2], "24-01234")[0].x == pytest.approx(60, abs=TOLERANCE)
    assert result.landing.pages == 5  # the foot was kept free for it all along


def test_no_job_number_no_codes(pages_zh):
    assert not [glyph for glyph in pages_zh[0] if glyph.baseline > 715]


@pytest.mark.parametrize("code", ["zh", "en"])
def test_positions_are_those_of_the_golden_file(pdfs, code, compare_golden):
    """Every line's first and last glyph: renew with ``pytest --renew`` and read the difference."""
    written = []
    for number, glyphs in enumerate(read_glyphs(pdfs[code].data), start=1):
        written.append(f"page {number}")
        for line in gather_lines(glyphs):
            first, last = line[0], line[-1]
            written.append(
                f"{first.x:7.1f} {last.right:7.1f} {first.baseline:7.1f} {first.size:5g} "
                f"{first.font:22} {first.text}…{last.text}"
            )
    compare_golden(f"positions-{code}.txt", "\n".join(written) + "\n")
