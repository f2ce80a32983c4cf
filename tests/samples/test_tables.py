"""Tables stand as those of official documents do, to half a point.

Measured in Word files of 2025 (the budget of the Assembly and a report to it): spaces and lines in
twips there, in points here. What is tested are the steps from line to line and from rule to rule.
"""

from __future__ import annotations

import itertools

import pytest
from lxml.etree import _Element

from tests.render.docx.reading import W, WordFile
from tests.render.pdf.reading import Tag, open_pdf, read_tags
from tests.samples.conftest import Made
from tests.samples.origins import Line, Sheet, measure_pages
from tests.samples.test_positions import near

SPACE, SUM_SPACE, HEAD_SPACE, SPACER = 2.0, 4.05, 4.05, 5.75
BODY, HEAD = 10.5, 8.0
THIN, THICK = 0.5, 1.5
LEFT, RIGHT = 60.0, 552.0


@pytest.fixture(scope="module")
def pages(made: dict[str, Made]) -> list[Sheet]:
    return measure_pages(made["A_C.5_80_XX-en"].pdf)


def step(upper: Line, lower: Line) -> float:
    return lower.baseline - upper.baseline


def list_frames(sheet: Sheet) -> list[tuple[float, float, float, float]]:
    """List cells with a rule, as boxes, once each."""
    return sorted(set(sheet.shapes), key=lambda box: (box[1], box[0]))


def test_the_lines_above(pages: list[Sheet]) -> None:
    label, title, unit = (
        pages[0].find(text) for text in ("Table1", "ArticlesoftheCharter", "(Numberofarticles)")
    )
    assert near(label.x, LEFT)
    assert near(step(label, title), 12)
    assert title.baseline < unit.baseline < title.baseline + 12


def test_the_head_is_as_high_as_its_two_rows(pages: list[Sheet]) -> None:
    rows = HEAD_SPACE + HEAD + HEAD_SPACE
    for page in pages[:2]:  # it is repeated
        heads = next(line for line in page.lines if line.text == "Articles")
        top = max(box[1] for box in list_frames(page) if box[1] < heads.baseline)
        frames = [box for box in list_frames(page) if near(box[1], top)]
        common, *others = sorted(frames, key=lambda box: box[3])
        assert near(common[3] - top, THIN + rows + THIN)
        assert all(near(box[3] - top, THIN + rows + THIN + rows + THICK) for box in others)
        assert near(min(box[0] for box in frames), LEFT)
        assert near(
            step(heads, page.find("Chapter")), HEAD + 2 * HEAD_SPACE + THIN
        )  # all heads end on one line


def test_rows_and_lines(pages: list[Sheet]) -> None:
    rows = [pages[0].find(name) for name in ("IPurposes", "IIMember", "IIIOrgans", "IVGeneral")]
    assert all(near(step(*pair), BODY + 2 * SPACE) for pair in itertools.pairwise(rows))
    assert near(rows[0].x, LEFT)
    assert near(step(pages[0].find("VIIAction"), pages[0].find("aggression")), BODY)


def test_sums(pages: list[Sheet]) -> None:
    page = pages[1]
    before, subtotal, section = (
        page.find(text) for text in ("XIIITrusteeship", "Subtotal371", "TheCourt,theSecretariat")
    )
    assert near(step(before, subtotal), BODY + SUM_SPACE + THIN + SUM_SPACE)
    assert near(step(subtotal, section), BODY + SUM_SPACE + THIN + SPACE)
    last, total = page.find("Subtotal201"), page.find("Total1114")
    assert near(step(last, total), BODY + SUM_SPACE + THIN + SUM_SPACE)
    assert near(total.x, LEFT + 14.4)
    for line in (before, subtotal, total):
        assert near(line.right, RIGHT - 2)
    frame = next(box for box in list_frames(page) if total.baseline - 15 < box[1] < total.baseline)
    assert near(frame[3] - frame[1], SUM_SPACE + BODY + SUM_SPACE + THICK)


def test_notes_and_source(pages: list[Sheet]) -> None:
    note, source = pages[1].find("Articles23"), pages[1].find("Source:")
    assert near(note.x, LEFT + 14.4)
    assert near(source.x, LEFT)
    assert near(step(note, source), 9)


def test_a_table_as_wide_as_the_text(pages: list[Sheet]) -> None:
    label = pages[1].find("Table2")
    assert near(label.x, 123.35)
    frames = [box for box in list_frames(pages[1]) if box[1] > label.baseline]
    rules = [box for box in frames if box[1] < pages[1].find("Total2942").baseline]
    assert near(min(box[0] for box in rules), 123.35)
    assert near(max(box[2] for box in rules), 488.65)


def test_a_wide_table_has_a_page_of_its_own(pages: list[Sheet]) -> None:
    wide = [page for page in pages if page.width > page.height]
    assert [(page.width, page.height) for page in wide] == [(792, 612)]
    assert wide[0].find("Table3")
    assert not any("Annex" in line.text for line in wide[0].lines)
    # Margins of 1152 and 1440 twips; heads and feet 576 and 1037 from the edge, where upright pages
    # have 432 and 504.
    head, foot = wide[0].find("A/C.5/80/"), wide[0].find(f"{pages.index(wide[0]) + 1}/")
    assert near(head.baseline, 59 + 28.8 - 21.6)
    assert near(foot.baseline, 755 - 792 + 25.2 + 612 - 51.85)
    rules = [box for box in wide[0].shapes if box[1] > head.baseline]
    assert near(min(box[0] for box in rules), 57.6)
    assert near(max(box[2] for box in rules), 792 - 72)


def test_wide_pages_of_word_are_a_section_of_their_own(made: dict[str, Made]) -> None:
    document = WordFile(made["A_C.5_80_XX-en"].docx).root("document")
    sections = [read_section(section) for section in document.iter(f"{W}sectPr")]
    upright = (12240, 15840, 1440, 1200, 1152, 1200, 432, 504)
    assert sections == [upright, (15840, 12240, 1195, 1440, 1195, 1152, 576, 1037), upright]
    tables = [table for table in document[0] if table.tag == f"{W}tbl"]
    widths = [
        sum(int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")) for table in tables
    ]
    assert widths == [9840, 7306, 13248, 9840]


def test_a_screen_reader_meets_heads_in_two_rows_before_their_figures(
    made: dict[str, Made],
) -> None:
    with open_pdf(made["A_C.5_80_XX-en"].pdf) as pdf:
        table = next(tag for tag in read_tags(pdf).walk() if tag.role == "Table")
        rows = [
            [(cell.role, cell.text) for cell in row.kids if isinstance(cell, Tag)]
            for row in table.walk() if row.role == "TR"
        ]  # fmt: skip
    assert [kid.role for kid in table.kids[:2] if isinstance(kid, Tag)] == ["Caption", "THead"]
    assert rows[:2] == [
        [("TH", "Chapter"), ("TH", "Title"), ("TH", "Articles"), ("TH", "Number of articles"),
         ("TH", "Of which amendeda")],
        [("TH", "First"), ("TH", "Last")],
    ]  # fmt: skip
    assert rows[2:4] == [
        [("TH", "The Organization and its organs")],
        [("TH", "I"), ("TD", "Purposes and principles"), ("TD", "1"), ("TD", "2"), ("TD", "2"),
         ("TD", "–")],
    ]  # fmt: skip
    # Its heads are read once, though they are printed on every page.
    assert rows.count(rows[1]) == 1


def read_section(section: _Element) -> tuple[int, ...]:
    """Read width, height, margins, and how far head and foot are from the edge, in twips."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (size.get(f"{W}orient") == "landscape") == (size.get(f"{W}w") == "15840")
    sides = ("top", "right", "bottom", "left", "header", "footer")
    return (
        *(int(size.get(f"{W}{side}")) for side in "wh"),
        *(int(margins.get(f"{W}{side}")) for side in sides),
    )
