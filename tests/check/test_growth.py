"""Checking takes work in proportion to the text, counted in calls."""

from __future__ import annotations

from masthead.check.checker import check_paper
from masthead.project import Project
from masthead.read.reader import read_source
from tests.conftest import ROOT
from tests.counting import count_calls

HEAD = """symbol: NPT/CONF.2026/PC.II/WP.7
series: npt-preparatory-committee
session: 2
date: 2024-05-16
original: en
versions: {en: {}, zh: {from: en}}
title: {en: A long paper, zh: 长文件}
text:
"""
PARAGRAPH = """- id: p{number}
  paragraph:
    en: "The Group recalls paragraph {{p{before}}} and the 64 actions of 2010:[^n{number}]"
    zh: "集团回顾第{{p{before}}}段和2010年的64项行动：[^n{number}]"
  subparagraphs:
  - {{en: "Threats to use nuclear weapons;", zh: "威胁使用核武器；"}}
  - {{en: "Other matters.", zh: "其他事项。"}}
"""
NOTE = '  n{number}: {{en: "A/RES/{number}/1.", zh: "A/RES/{number}/1。"}}\n'


def write_paper(paragraphs: int) -> bytes:
    numbers = range(1, paragraphs + 1)
    text = "".join(PARAGRAPH.format(number=one, before=max(1, one - 1)) for one in numbers)
    notes = "".join(NOTE.format(number=one) for one in numbers)
    return f"{HEAD}{text}notes:\n{notes}".encode()


def test_four_times_the_text_is_four_times_the_work() -> None:
    project = Project(ROOT)

    def check(paragraphs: int) -> None:
        reading = read_source(project, write_paper(paragraphs), "source/x.yaml", "x.yaml")
        assert reading.paper is not None, list(reading.diagnostics)
        check_paper(project, reading.paper)

    check(2)  # what is read once, and compiled
    few, many = (count_calls(lambda number=number: check(number)) for number in (15, 60))
    assert many < 4.5 * few
