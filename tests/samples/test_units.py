"""Lists, summaries, quotations, definitions and figures stand where official documents have them.

To half a point: what was measured in Word files of 2025 (twips there, points here). How far
quotations and definitions stand in was found in none: these stand at the first tab stop.
"""

from __future__ import annotations

import pytest

from tests.samples.conftest import Made
from tests.samples.origins import Line, Sheet, measure_pages
from tests.samples.test_positions import near

LEFT, TEXT, TAB, RIGHT = 60.0, 123.35, 147.1, 488.65
LINE, AFTER = 12.0, 6.0
BULLETS = ((140.8, 158.8), (182.35, 200.35), (206.15, 224.15))
"""Where marks and texts of the template's styles Bullet 1 to 3 begin."""


@pytest.fixture(scope="module")
def units(made: dict[str, Made]) -> list[Sheet]:
    return measure_pages(made["A_C.2_80_XX-en"].pdf)


@pytest.fixture(scope="module")
def figures(made: dict[str, Made]) -> list[Sheet]:
    return measure_pages(made["A_C.4_80_XX-en"].pdf)


def step(upper: Line, lower: Line) -> float:
    return lower.baseline - upper.baseline


def find_after(sheet: Sheet, line: Line) -> Line:
    """Find the next line of text, which is no mark and no call."""
    lower = [one for one in sheet.lines if one.baseline > line.baseline + 5 and len(one.text) > 1]
    return min(lower, key=lambda one: one.baseline)


@pytest.mark.parametrize(
    ("level", "text"),
    [
        (0, "Anitemthatislong"),
        (0, "Anitemwithalist"),
        (1, "Anitemofthesecondlevel"),
        (2, "Anitemofthethirdlevel"),
        (1, "Oneitem"),
    ],
)
def test_marks_and_texts_of_lists(units: list[Sheet], level: int, text: str) -> None:
    item = units[0].find(text)
    marks = [line for line in units[0].lines if line.text == "•"]
    mark = min(marks, key=lambda line: abs(line.baseline - item.baseline))
    assert near(mark.x, BULLETS[level][0])
    assert near(item.x, BULLETS[level][1])
    assert 0 < mark.baseline - item.baseline < 2  # its dot is in the middle of small letters


def test_lines_of_a_list(units: list[Sheet]) -> None:
    first = units[0].find("Anitemthatislong")
    turn = find_after(units[0], first)
    assert near(turn.x, BULLETS[0][1])
    assert near(step(first, turn), LINE)
    assert near(step(turn, units[0].find("Anitemwithalist")), LINE + AFTER)
    assert near(step(units[0].find("1.Alist"), first), LINE + AFTER)


def test_a_summary(units: list[Sheet]) -> None:
    title, first, second = (
        units[0].find(text) for text in ("Summary", "Thepresentsample", "Paragraphsinasummary")
    )
    (frame,) = (
        box for box in units[0].shapes if box[1] < title.baseline < box[3] and box[0] < TEXT - 1
    )
    assert near(frame[0], LEFT)
    assert near(frame[2], 552)
    assert near(title.x, TEXT)
    assert near(first.x, TAB)
    turn = find_after(units[0], first)
    assert near(turn.x, TEXT)
    assert near(turn.right, 438.3)
    assert first.right <= RIGHT
    assert near(step(first, turn), LINE)
    assert near(step(turn, second), LINE + AFTER)
    assert near(title.baseline - frame[1], 12 + 11)  # 12 pt before, in a line of 13.5 pt
    assert near(step(title, first), LINE + AFTER)


def test_quotations_and_definitions(units: list[Sheet]) -> None:
    quoted = units[1].find("Thispassage")
    assert near(quoted.x, TAB)
    assert quoted.right <= RIGHT - (TAB - TEXT)
    again = units[1].find("Ithasasecond")
    assert near(again.x, TAB)
    assert near(step(quoted, again), LINE + AFTER)
    term = units[1].find("ItemApart")  # term and text are on one line
    assert near(term.x, TEXT)
    assert near(step(term, units[1].find("BoxText")), LINE + AFTER)


def test_labels_of_figures_and_the_space_round_them(figures: list[Sheet]) -> None:
    before = figures[0].find("photograph,as")
    label = next(line for line in figures[0].lines if line.text == "FigureI")
    title = figures[0].find("Fromthesource")
    assert near(label.x, LEFT)
    assert near(step(before, label), 24)
    assert near(step(label, title), LINE)


def test_a_table_stands_as_far_from_the_text_before_it_as_from_that_after_it(
    made: dict[str, Made],
) -> None:
    pages = measure_pages(made["A_C.5_80_XX-en"].pdf)
    label = pages[0].find("Table1")
    above = max(
        (line for line in pages[0].lines if line.baseline < label.baseline),
        key=lambda line: line.baseline,
    )
    assert near(step(above, label), 24)
