"""Marks: where their lines are, read from the operators."""

from __future__ import annotations

import re

import pytest

from masthead.print.layout import Layout, Spine
from masthead.print.marks import Marks, draw_marks, write_number
from masthead.print.options import PrintOptions
from masthead.print.papers import Papers
from masthead.print.sheets import Side
from masthead.print.source import Box

TRIM = Box(0, 0, 1224, 792)
LINE = re.compile(r"([-\d.]+) ([-\d.]+) m ([-\d.]+) ([-\d.]+) l S")
Line = tuple[float, float, float, float]


def draw(
    papers: Papers,
    layout: Layout = Layout.BOOKLET,
    spine: Spine = "left",
    bleed: float = 0,
    front: bool = True,
    nesting: int = 0,
    first: bool = True,
    **options: bool,
) -> str:
    marks = Marks(papers.marks, PrintOptions(layout=layout, **options), spine, bleed)
    margin = marks.margin
    trim = Box(margin, margin, margin + TRIM.width, margin + TRIM.height)
    media = trim.grow(margin)
    side = Side(media, trim, trim.grow(bleed), trim, (), front, nesting=nesting)
    return draw_marks(marks, side, first).decode()


def read_lines(drawn: str) -> list[Line]:
    return [tuple(map(float, found)) for found in LINE.findall(drawn)]  # type: ignore[misc]


def test_nothing_asked_for_nothing_drawn(papers: Papers) -> None:
    for layout in Layout:
        assert draw(papers, layout) == ""


@pytest.mark.parametrize("bleed", [0.0, 8.5, 20.0])
def test_crop_marks_point_at_the_corners_from_outside_the_bleed(
    papers: Papers, bleed: float
) -> None:
    lines = read_lines(draw(papers, bleed=bleed, crop_marks=True))
    assert len(lines) == 8
    margin = max(papers.marks.offset, bleed) + papers.marks.length
    trim = Box(margin, margin, margin + 1224, margin + 792)
    bleeding, media = trim.grow(bleed), trim.grow(margin)
    for x, y, to_x, to_y in lines:
        assert (x == to_x and x in (trim.left, trim.right)) or (
            y == to_y and y in (trim.bottom, trim.top)
        )
        for along, across in ((x, y), (to_x, to_y)):
            outside = (
                along <= bleeding.left or along >= bleeding.right
                or across <= bleeding.bottom or across >= bleeding.top
            )  # fmt: skip
            assert outside
            assert media.left <= along <= media.right
            assert media.bottom <= across <= media.top


@pytest.mark.parametrize("layout", Layout)
def test_registration_marks_stay_outside_the_trim(papers: Papers, layout: Layout) -> None:
    drawn = draw(papers, layout, registration=True)
    assert drawn.count(" c ") == 4 * 4
    margin = papers.marks.offset + papers.marks.length
    for x, y, to_x, to_y in read_lines(drawn):
        middle = ((x + to_x) / 2, (y + to_y) / 2)
        inside_x = margin < middle[0] < margin + 1224
        inside_y = margin < middle[1] < margin + 792
        assert not (inside_x and inside_y)
        if layout is Layout.BOOKLET and inside_x:
            assert abs(middle[0] - margin - 612) > 100, "the fold's mark has room"


def test_the_fold_is_marked_on_its_line(papers: Papers) -> None:
    lines = read_lines(draw(papers, fold_marks=True))
    assert lines == [(612, 0, 612, 18), (612, 792, 612, 774)]
    outside = read_lines(draw(papers, fold_marks=True, registration=True))[-2:]
    assert [line[0] for line in outside] == [27 + 612] * 2
    assert outside[0][1] < 27
    assert outside[1][1] > 27 + 792


def test_inside_an_untrimmed_booklet_nothing_is_marked(papers: Papers) -> None:
    assert draw(papers, fold_marks=True, staple_marks=True, nesting=1) == ""
    assert draw(papers, fold_marks=True, staple_marks=True, front=False) == ""


def test_stitches_are_on_the_fold(papers: Papers) -> None:
    drawn = draw(papers, staple_marks=True)
    upright = [line for line in read_lines(drawn) if line[0] == line[2]]
    assert [(line[0], (line[1] + line[3]) / 2) for line in upright] == [(612, 198), (612, 594)]


def test_a_set_is_stapled_where_its_text_begins(papers: Papers) -> None:
    ((x, y, to_x, _),) = read_lines(draw(papers, Layout.SET, "left", staple_marks=True))
    ((other_x, other_y, _, _),) = read_lines(draw(papers, Layout.SET, "right", staple_marks=True))
    assert (x + to_x) / 2 == 24
    assert other_x > 1224 - 48
    assert y > 792 - 48 < other_y
    assert draw(papers, Layout.SET, first=False, staple_marks=True) == ""


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.0, "1"), (0.5, "0.5"), (-0.000001, "0"), (1e-9, "0"), (1234.56789123, "1234.56789"),
     (-3.10, "-3.1")],
)  # fmt: skip
def test_numbers(value: float, written: str) -> None:
    assert write_number(value) == written
