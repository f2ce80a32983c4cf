"""Where the cells of a table stand, and what is wrong where they cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.grid import GridFault, Span, lay_grid

ONE = Span()


def test_a_plain_table_counts_its_columns() -> None:
    grid = lay_grid([[ONE, ONE, ONE], [ONE, ONE, ONE]], 3)
    assert grid.starts == ((0, 1, 2), (0, 1, 2))
    assert grid.faults == ()


def test_places_covered_from_above_are_passed_over() -> None:
    rows = [[Span(rows=2), Span(columns=2)], [ONE, ONE], [ONE, Span(rows=2), ONE], [ONE, ONE]]
    grid = lay_grid(rows, 3)
    assert grid.starts == ((0, 1), (1, 2), (0, 1, 2), (0, 2))
    assert grid.faults == ()


@pytest.mark.parametrize(("rows", "fault"), [
    ([[ONE, ONE]], GridFault("short", 0, None, 1)),
    ([[ONE, ONE, ONE, ONE, ONE]], GridFault("long", 0, 3, 2)),
    ([[ONE, Span(columns=3)]], GridFault("wide", 0, 1)),
    ([[ONE, ONE, Span(rows=3)]], GridFault("over", 0, 2, 2)),
    ([[ONE, Span(rows=2), ONE], [Span(columns=2), ONE]], GridFault("wide", 1, 0)),
    ([[]], GridFault("short", 0, None, 3)),
])  # fmt: skip
def test_what_does_not_fit_is_said(rows: list[list[Span]], fault: GridFault) -> None:
    assert lay_grid(rows, 3).faults[0] == fault


spans = st.builds(Span, st.integers(1, 4), st.integers(1, 4))


@given(rows=st.lists(st.lists(spans, max_size=5), max_size=6), columns=st.integers(1, 6))
def test_a_grid_without_faults_covers_every_place_once(
    rows: list[list[Span]], columns: int
) -> None:
    grid = lay_grid(rows, columns)
    places = [
        (at + below, start + beside)
        for at, (row, starts) in enumerate(zip(rows, grid.starts, strict=True))
        for span, start in zip(row, starts, strict=True)
        for below in range(span.rows)
        for beside in range(span.columns)
    ]
    wanted = [(row, column) for row in range(len(rows)) for column in range(columns)]
    assert (sorted(places) == wanted) == (not grid.faults)
