"""Geometry: sizes, scaling, turning, creep, boxes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.print.layout import Layout, Spine, plan_layout
from masthead.print.papers import MM
from masthead.print.sheets import Matrix, Placement, Setting, Side, choose_format, place_pages
from masthead.print.source import Box, SourcePage
from tests.print.pdfs import A4, A5, LETTER

TABLOID, A3 = (792.0, 1224.0), (841.8898, 1190.5512)
PAPERS = (LETTER, TABLOID, A3, A4, A5)


def make_page(width: float, height: float, rotation: int = 0) -> SourcePage:
    box = Box(0, 0, width, height)
    return SourcePage(box, box, rotation)


def place(
    layout: Layout,
    pages: list[SourcePage],
    paper: tuple[float, float],
    spine: Spine = "left",
    **setting: float,
) -> list[Side]:
    landscape = pages[0].landscape
    size = pages[0].size
    sheet = choose_format(layout, size, paper)
    plan = plan_layout(layout, len(pages), spine, columns=sheet.columns)
    return list(place_pages(plan, pages, Setting(sheet, landscape, **setting)))


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def find_corner(page: SourcePage, placed: Placement) -> tuple[bool, bool]:
    """Where the page's own upper left corner, as readers show it, stands: left?, upper?"""
    trim = page.trim
    own = {
        0: (trim.left, trim.top),
        90: (trim.left, trim.bottom),
        180: (trim.right, trim.bottom),
        270: (trim.right, trim.top),
    }[page.rotation]
    x, y = apply(placed.matrix, *own)
    frame = placed.frame
    return (abs(x - frame.left) < 0.01, abs(y - frame.top) < 0.01)


@pytest.mark.parametrize(
    ("page", "paper", "layout", "scale", "size"),
    [
        (LETTER, TABLOID, Layout.BOOKLET, 1.0, (1224, 792)),
        (LETTER, LETTER, Layout.BOOKLET, 11 / 17, (792, 612)),
        (A4, A3, Layout.BOOKLET, 1.0, (1190.55, 841.89)),
        (A5, A4, Layout.BOOKLET, 1.0, (841.89, 595.28)),
        (LETTER, LETTER, Layout.SET, 1.0, (612, 792)),
        (LETTER, A4, Layout.SET, A4[0] / 612, (595.28, 841.89)),
        (A4, LETTER, Layout.SET, 792 / A4[1], (612, 792)),
        (LETTER, LETTER, Layout.TWO_UP, 11 / 17, (792, 612)),
        (LETTER, LETTER, Layout.FOUR_UP, 0.5, (612, 792)),
        ((792, 612), LETTER, Layout.TWO_UP, 11 / 17, (612, 792)),
        ((792, 612), LETTER, Layout.SET, 1.0, (792, 612)),
        ((792, 612), LETTER, Layout.FOUR_UP, 0.5, (792, 612)),
    ],
)
def test_formats(
    page: tuple[float, float],
    paper: tuple[float, float],
    layout: Layout,
    scale: float,
    size: tuple[float, float],
) -> None:
    sheet = choose_format(layout, page, paper)
    assert sheet.scale == pytest.approx(scale, abs=1e-4)
    assert (sheet.width, sheet.height) == pytest.approx(size, abs=0.01)


@given(
    width=st.floats(100, 1500),
    height=st.floats(100, 1500),
    paper=st.sampled_from(PAPERS),
    layout=st.sampled_from(Layout),
    spine=st.sampled_from(["left", "right"]),
    rotation=st.sampled_from([0, 90, 180, 270]),
)
def test_pages_are_never_cut_and_never_overlap(
    width: float,
    height: float,
    paper: tuple[float, float],
    layout: Layout,
    spine: Spine,
    rotation: int,
) -> None:
    pages = [make_page(width, height, rotation)] * 9
    for side in place(layout, pages, paper, spine):
        for placed in side.placements:
            assert placed.clip == pytest.approx(placed.frame, abs=0.01)
            assert placed.frame.left >= side.trim.left - 0.01
            assert placed.frame.bottom >= side.trim.bottom - 0.01
            assert placed.frame.right <= side.trim.right + 0.01
            assert placed.frame.top <= side.trim.top + 0.01
            shown = pages[0].size
            assert placed.frame.width / placed.frame.height == pytest.approx(shown[0] / shown[1])
        for one, other in itertools.combinations(side.placements, 2):
            common = one.frame.cut(other.frame)
            assert min(common.width, common.height) < 0.01


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_every_page_stands_upright(layout: Layout, rotation: int) -> None:
    size = LETTER if rotation % 180 == 0 else LETTER[::-1]
    pages = [make_page(*size, rotation)] * 8
    for side in place(layout, pages, LETTER):
        for placed in side.placements:
            assert find_corner(pages[0], placed) == (True, True)


@pytest.mark.parametrize(("spine", "corner"), [("left", (True, False)), ("right", (False, True))])
def test_a_landscape_page_among_upright_ones_is_turned(
    spine: Spine, corner: tuple[bool, bool]
) -> None:
    """Its head is on the left, for a language read from the right on the right."""
    pages = [make_page(*LETTER), make_page(*LETTER[::-1]), make_page(*LETTER)]
    sides = place(Layout.SET, pages, LETTER, spine)
    turned = sides[1].placements[0]
    assert find_corner(pages[1], turned) == corner
    assert turned.frame == pytest.approx((0, 0, *LETTER))


def test_a_box_away_from_the_origin_is_moved_there() -> None:
    page = SourcePage(Box(10, 20, 622, 812), Box(0, 0, 640, 840))
    (placed,) = place(Layout.SET, [page], LETTER)[0].placements
    assert apply(placed.matrix, 10, 20) == pytest.approx((0, 0))
    assert apply(placed.matrix, 622, 812) == pytest.approx(LETTER)


def test_units_larger_than_a_point_count() -> None:
    box = Box(0, 0, 306, 396)
    page = SourcePage(box, box, unit=2)
    assert page.size == LETTER
    (placed,) = place(Layout.SET, [page], LETTER)[0].placements
    assert apply(placed.matrix, 306, 396) == pytest.approx(LETTER)


@pytest.mark.parametrize("spine", ["left", "right"])
def test_creep_moves_inner_pages_to_the_spine(spine: Spine) -> None:
    thickness = 0.12 * MM
    pages = [make_page(*LETTER)] * 24
    sides = place(Layout.BOOKLET, pages, TABLOID, spine, creep=thickness)
    for side in sides:
        left, right = side.placements
        moved = side.nesting * thickness
        assert left.frame.left == pytest.approx(moved)
        assert right.frame.right == pytest.approx(1224 - moved)
        # What goes over the spine is hidden; the outer edges lose nothing.
        assert left.clip.right == pytest.approx(612)
        assert right.clip.left == pytest.approx(612)
        assert left.clip.left == left.frame.left
        assert right.clip.right == right.frame.right
    assert max(side.nesting for side in sides) == 5


def test_bleed_shows_outside_and_never_over_the_fold() -> None:
    box = Box(9, 9, 621, 801)
    page = SourcePage(box, box.grow(9))
    (front, *_) = place(Layout.BOOKLET, [page] * 4, TABLOID, bleed=9, margin=36)
    left, right = front.placements
    assert front.trim == Box(36, 36, 36 + 1224, 36 + 792)
    assert front.bleed == front.trim.grow(9)
    assert front.media == Box(0, 0, 1224 + 72, 792 + 72)
    assert left.clip == pytest.approx((27, 27, 36 + 612, 36 + 792 + 9))
    assert right.clip == pytest.approx((36 + 612, 27, 36 + 1224 + 9, 36 + 792 + 9))


def test_a_page_with_paper_left_beside_it_shows_no_bleed_there() -> None:
    pages = [make_page(*LETTER)]
    (front, _) = place(Layout.SET, pages, A4, bleed=9, margin=9)
    (placed,) = front.placements
    assert placed.clip.bottom == placed.frame.bottom > front.trim.bottom + 9
    assert placed.clip.left == pytest.approx(front.trim.left - 9)


def test_the_art_box_is_what_is_printed() -> None:
    front, back = place(Layout.SET, [make_page(*LETTER)], A4)
    assert front.art.height == pytest.approx(792 * A4[0] / 612)
    assert back.art == back.trim
