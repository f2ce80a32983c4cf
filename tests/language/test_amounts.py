"""Numbers of tables, as each language writes them."""

from __future__ import annotations

from decimal import Decimal

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
    assert write_amount(words, Decimal("1234567.5"), 1) == f"1{NBSP}234{NBSP}567{point}5"
    assert write_amount(words, Decimal(25), 1) == f"25{point}0"
    assert write_amount(words, Decimal("-2.5"), 1) == f"(2{point}5)"
    assert write_amount(words, Decimal(-1000), 0) == f"(1{NBSP}000)"


@pytest.mark.parametrize(("number", "decimals", "written"), [
    ("0", 0, "–"), ("0", 2, "–"), ("0.0", 1, "0.0"), ("0.04", 1, "0.0"), ("-0.04", 1, "0.0"),
    ("999", 0, "999"), ("1000", 0, f"1{NBSP}000"), ("2.665", 2, "2.67"), ("2.5", 0, "3"),
    ("9" * 30, 0, NBSP.join(["999"] * 10)), ("0.0000001", 7, "0.0000001"),
])  # fmt: skip
def test_a_whole_zero_is_a_dash_and_halves_go_up(
    project: Project, number: str, decimals: int, written: str
) -> None:
    assert write_amount(load_language(project, "en").amounts, Decimal(number), decimals) == written


@pytest.mark.parametrize(("number", "decimals"), [
    ("3", 0), ("2.5", 1), ("2.50", 2), ("1234.125", 3), ("-0.25", 2),
])  # fmt: skip
def test_the_digits_after_the_point_are_those_that_were_typed(number: str, decimals: int) -> None:
    assert count_decimals(Decimal(number)) == decimals
