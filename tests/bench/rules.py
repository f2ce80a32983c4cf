"""Rules: no rule's time grows with the square of a text; a mutated paper is checked soon, too."""

from __future__ import annotations

import gc
import time

from masthead.check.checker import _apply, load_rules
from masthead.check.inspection import Inspection
from masthead.diagnostic import Diagnostics
from masthead.project import Project
from masthead.read.reader import read_source
from tests.check.papers import NAMES, write_paper
from tests.conftest import ROOT
from tests.fuzz.test_mutated_papers import PAPERS, SHORT, check_mutated, check_paper

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
CODES = ("en", "zh", "fr", "ru", "ar", "es")
MOST = 50
"""The most that a rule may take, in parts of what all of them together take for prose of that
length: growth with the square takes hundreds."""
MOST_MUTATED = 40
"""The most that checking a mutated paper may take, in parts of what the paper itself takes."""
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


def time_again(project: Project, code: str, piece: str) -> dict[str, float]:
    """Time every rule twice, and take the better time: what is looked up once does not grow."""
    first, second = (time_rules(project, code, piece) for _ in range(2))
    return {name: min(took, second[name]) for name, took in first.items()}


def time_check(project: Project, seed: int | None) -> float:
    """Time the check of a mutated paper, or of the paper itself."""
    begin = time.process_time()
    if seed is None:
        check_paper(project, PAPERS[0].read_bytes())
    else:
        check_mutated(project, seed)
    return time.process_time() - begin


def main() -> bool:
    """Measure, and say whether a limit was missed."""
    project = Project(ROOT)
    for code in CODES:  # dictionaries are read once
        time_rules(project, code, PROSE)
    gc.freeze()  # else they are looked through for garbage, for seconds, whichever rule is at work
    usual = sum(time_again(project, "en", PROSE).values())
    worst = max(
        (took / usual, name, code, piece)
        for code in CODES
        for piece in PIECES
        for name, took in time_again(project, code, piece).items()
    )
    print("slowest rule   {:5.2f} x all of them on prose: {} in {}, {!r}".format(*worst))
    time_check(project, None)  # what is loaded once
    paper = time_check(project, None)
    slow = max((time_check(project, seed) / paper, seed) for seed in range(SHORT))
    print("mutated papers {:5.2f} x the paper itself: seed {}".format(*slow))
    gc.unfreeze()
    return worst[0] > MOST or slow[0] > MOST_MUTATED
