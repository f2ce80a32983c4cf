"""Numbers of tables, as each language writes them."""

from __future__ import annotations

import pytest

from masthead.language.amounts import count_decimals, write_amount
from masthead.language.language import load_language
from masthead.project import Project

NBSP = "\u00a0"


@pytest.mark.parametrize(("code", "point"), [
    ("ar", ","), ("en", "."), ("es", ","), ("fr", ","), ("ru", ","), ("zh", "."),
])  # fmt: skip
def test_thousands_decimals_and_signs(project: Project, code: str, point: str) -> None:
    words = load_language(project, code).amounts
    assert write_amount(words, 1234567.5, 1) == f"1{NBSP}234{NBSP}567{point}5"
    assert write_amount(words, 25, 1) == f"25{point}0"
    assert write_amount(words, -2.5, 1) == f"(2{point}5)"
    assert write_amount(words, -1000, 0) == f"(1{NBSP}000)"


@pytest.mark.parametrize(("number", "decimals", "written"), [
    (0, 0, "–"), (0, 2, "–"), (0.0, 1, "0.0"), (0.04, 1, "0.0"), (-0.04, 1, "0.0"),
    (999, 0, "999"), (1000, 0, f"1{NBSP}000"), (1e21, 0, f"1{NBSP}" + NBSP.join(["000"] * 7)),
    (2.665, 2, "2.67"), (2.675, 2, "2.68"), (0.1 + 0.2, 1, "0.3"), (1e-7, 7, "0.0000001"),
])  # fmt: skip
def test_a_whole_zero_is_a_dash_and_nothing_is_rounded_by_binary_chance(
    project: Project, number: float, decimals: int, written: str
) -> None:
    assert write_amount(load_language(project, "en").amounts, number, decimals) == written


@pytest.mark.parametrize(("number", "decimals"), [
    (3, 0), (2.5, 1), (2.0, 1), (1234.125, 3), (1e21, 0), (1e-7, 7), (-0.25, 2),
])  # fmt: skip
def test_the_digits_after_the_point_are_those_that_were_typed(number: float, decimals: int) -> None:
    assert count_decimals(number) == decimals
