"""Layout plans, folded and read in simulation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.print.layout import CELLS, Layout, Plan, Spine, list_columns, plan_layout
from tests.print.folding import fold_signature, read_leaves, read_stack

SPINES: tuple[Spine, ...] = ("left", "right")
COUNTS = range(1, 65)


def read_plan(plan: Plan) -> list[int | None]:
    """Read a plan as a person reads what was printed, folded and bound."""
    if plan.layout is not Layout.BOOKLET:
        return read_stack([sheet.sides for sheet in plan.sheets], plan.spine, plan.columns)
    read: list[int | None] = []
    for number in range(len(plan.signatures)):
        sheets = [sheet.sides for sheet in plan.sheets if sheet.signature == number]
        read += read_leaves(fold_signature(sheets, plan.spine))
    return read


def expect(pages: int, cells: int) -> list[int | None]:
    """Every page in its order, then blanks until the last sheet is full."""
    whole = -(-pages // (2 * cells)) * 2 * cells
    return [page if page <= pages else None for page in range(1, whole + 1)]


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("spine", SPINES)
def test_every_page_is_read_once_and_in_order(layout: Layout, spine: Spine) -> None:
    for pages in COUNTS:
        for columns in list_columns(layout):
            plan = plan_layout(layout, pages, spine, columns=columns)
            assert read_plan(plan) == expect(pages, CELLS[layout]), (pages, columns)
            assert plan.blanks == len(expect(pages, CELLS[layout])) - pages


@pytest.mark.parametrize("spine", SPINES)
@pytest.mark.parametrize("signature", [4, 8, 12, 16, 32, 64])
def test_signatures_are_gathered_one_after_the_other(spine: Spine, signature: int) -> None:
    for pages in COUNTS:
        plan = plan_layout(Layout.BOOKLET, pages, spine, signature)
        assert read_plan(plan) == expect(pages, 2), pages
        assert sum(plan.signatures) == len(plan.sheets)
        assert all(4 * sheets == signature for sheets in plan.signatures[:-1])
        assert 4 <= 4 * plan.signatures[-1] <= signature


@pytest.mark.parametrize("spine", SPINES)
def test_leaves_carry_the_right_pair(spine: Spine) -> None:
    for pages in COUNTS:
        plan = plan_layout(Layout.BOOKLET, pages, spine)
        leaves = fold_signature([sheet.sides for sheet in plan.sheets], spine)
        whole = [page if page <= pages else None for page in range(1, 2 * len(leaves) + 1)]
        assert leaves == list(zip(whole[::2], whole[1::2], strict=True))


def test_the_simulation_tells_a_wrong_spine() -> None:
    plan = plan_layout(Layout.BOOKLET, 8, "left")
    leaves = fold_signature([sheet.sides for sheet in plan.sheets], "right")
    assert read_leaves(leaves) != expect(8, 2)


def test_an_eight_page_booklet_from_left_to_right() -> None:
    plan = plan_layout(Layout.BOOKLET, 8, "left")
    assert [sheet.sides for sheet in plan.sheets] == [((8, 1), (2, 7)), ((6, 3), (4, 5))]
    assert [sheet.nesting for sheet in plan.sheets] == [0, 1]


def test_an_eight_page_booklet_from_right_to_left() -> None:
    plan = plan_layout(Layout.BOOKLET, 8, "right")
    assert [sheet.sides for sheet in plan.sheets] == [((1, 8), (7, 2)), ((3, 6), (5, 4))]


def test_blanks_are_at_the_end() -> None:
    plan = plan_layout(Layout.BOOKLET, 5, "left")
    assert [sheet.sides for sheet in plan.sheets] == [((None, 1), (2, None)), ((None, 3), (4, 5))]


def test_four_pages_up_in_both_directions() -> None:
    left = plan_layout(Layout.FOUR_UP, 8, "left").sheets[0]
    right = plan_layout(Layout.FOUR_UP, 8, "right").sheets[0]
    assert (left.front, left.back) == ((1, 2, 3, 4), (5, 6, 7, 8))
    assert (right.front, right.back) == ((2, 1, 4, 3), (6, 5, 8, 7))


def test_two_landscape_pages_stand_above_each_other_whatever_the_direction() -> None:
    for spine in SPINES:
        assert plan_layout(Layout.TWO_UP, 2, spine, columns=1).sheets[0].front == (1, 2)


@pytest.mark.parametrize(
    ("pages", "signature", "columns"), [(0, None, None), (8, 6, None), (8, 0, None), (8, None, 3)]
)
def test_what_cannot_be_is_refused(pages: int, signature: int | None, columns: int | None) -> None:
    with pytest.raises(ValueError, match=r"pages|columns"):
        plan_layout(Layout.BOOKLET, pages, "left", signature, columns)


@given(
    pages=st.integers(1, 1500),
    signature=st.integers(1, 40).map(lambda sheets: 4 * sheets),
    spine=st.sampled_from(SPINES),
)
def test_long_booklets(pages: int, signature: int, spine: Spine) -> None:
    plan = plan_layout(Layout.BOOKLET, pages, spine, signature)
    assert read_plan(plan) == expect(pages, 2)
