"""Every measure of ``make bench``, run once on next to nothing: so none can rot unseen."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from tests.bench.__main__ import list_measures, main

DICTIONARIES = Path(__file__).parent / "check" / "dictionaries"
SMALL: dict[str, dict[str, Any]] = {
    "builds": {"builds.ROUNDS": 1, "builds.FEWER": 1, "builds.MANY": 1},
    "checks": {"checks.PAPERS": 2, "checks.ROUNDS": 1, "checks.FEWER": 1, "checks.PLANTED": 2},
    "importing": {
        "importing.WORKS": 1, "importing.LENGTH": 2, "importing.MUTATED": 2,
        "importing.MUTATED_WORDS": 1, "_report.PARAGRAPHS": 4, "_report.TABLES": 2,
        "_report.ROUNDS": 1,
    },
    "many": {"many.PROFILED": 1, "many.NOTHINGS": 1},
    "pages": {"pages.RUNS": 1, "pages.LONG": (1,), "pages.CODES": ("zh",)},
    "printing": {"printing.PAGES": 8, "printing.ROUNDS": 1},
    "ratios": {
        "ratios.ROUNDS": 1, "ratios.WATCHED": 1, "ratios.EDITS": 2, "ratios.EDITED": (1, 2),
        "ratios.LONG": (1, 2), "ratios.PAGED": 1,
    },
    "reading": {"reading.TIMES": 1},
    "rules": {
        "rules.PIECES": ("a",), "rules.LENGTH": 200, "rules.SHORT": 1, "rules.CODES": ("en",),
    },
    "tables": {"tables.ROWS": 20, "tables.RUNS": 1, "tables.LONGER": (20, 40)},
    "tracked": {"tracked.PARAGRAPHS": 20, "tracked.CHANGES": 4, "tracked.TIMES": 1},
    "word": {"word.PARAGRAPHS": 20, "word.NOTES": 5, "word.TIMES": 1},
    "writing": {"writing.TIMES": 1, "writing.EDITS": 2, "writing.FIRST": 1, "writing.IDLE": 0.1},
}  # fmt: skip
"""What is measured less often, or less of, by the measure's name."""


def test_every_measure_has_a_small_form() -> None:
    assert list_measures() == sorted(SMALL)


@pytest.mark.parametrize("name", SMALL)
def test_it_can_be_measured(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAPERS", "2")
    monkeypatch.setattr("sys.argv", ["bench"])
    monkeypatch.setattr("masthead.check.dictionaries._SYSTEM", (DICTIONARIES,))  # a small one
    for place, value in SMALL[name].items():
        module, _, constant = place.partition(".")
        monkeypatch.setattr(importlib.import_module(f"tests.bench.{module}"), constant, value)
    assert main([name]) in (0, 1)  # how fast this machine is does not matter here
    assert any(sign.isdecimal() for sign in capsys.readouterr().out.partition(f"--- {name}")[2])
