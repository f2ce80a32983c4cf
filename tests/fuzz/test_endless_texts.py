"""No rule's time grows with the square of a text, whatever is repeated in it."""

from __future__ import annotations

import time

import pytest

from masthead.check.checker import _apply, load_rules
from masthead.check.inspection import Inspection
from masthead.diagnostic import Diagnostics
from masthead.project import Project
from masthead.read.reader import read_source
from tests.check.papers import NAMES, write_paper

PIECES = (
    "a", "A", "1", " ", "a  b", ",", ".", "中", "(", ")", "“", "‘", "一", "-", "—", "–", "1,",
    "a ", "1 ", "I, ", "第", "is", "ise ", "https://a", "/", "A/1", "《", "》", "and ", ", a",
    "1–", "x’s ", "don’t ", "1, and ", "1 May ", "May ", "1月", "1日", "两", "分之", "百分之",
    "…", "...", "\u0430a", "é", "«", "1.", "p. 1 ", "article I, ", "para. 1 ", "two hundred ",
    "first ", "UN ", "U.N.", "-ly-", "States Parties ", "nuclear weapon States ", "，", "。",
    "\u00a0", "\u200b", "《条约》", "核武器国家", "ه\u0640", "يوليه ", "6 % ", "from 1–2 ",
    "3pm ", "1990’s ", "5km ", "[^", "word word ", "A.B.C. ", "1/2 ", "[a](b) ",
)  # fmt: skip
LENGTH = 20_000
MOST = 50
"""The most that a rule may take, in parts of what all of them together take for prose of that
length: growth with the square takes hundreds."""
PROSE = "The Committee notes with concern that 12 States have not yet ratified the Convention. "


def time_rules(project: Project, code: str, piece: str) -> dict[str, float]:
    """Time every rule on a text of one piece, again and again."""
    text = f"X {piece * (LENGTH // len(piece))} x"
    other = "zh" if code != "zh" else "en"
    source = write_paper({code: text, other: NAMES[other]})
    begin = time.process_time()
    reading = read_source(project, source.encode(), "paper.yaml")
    taken = {"reading": time.process_time() - begin}
    if reading.paper is not None:
        inspection = Inspection(project, reading.paper)
        for rule in load_rules():
            if rule.reads != "layout":
                begin = time.process_time()
                list(_apply(rule, inspection, Diagnostics()))
                taken[rule.code] = time.process_time() - begin
    return taken


@pytest.mark.fuzz
@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("code", ["en", "zh", "fr", "ru", "ar", "es"])
def test_time_grows_with_the_text(project: Project, code: str, piece: str) -> None:
    usual = sum(time_rules(project, "en", PROSE).values())
    slow = {
        name: took for name, took in time_rules(project, code, piece).items() if took > MOST * usual
    }
    assert slow == {}
