"""What is read of a paper that was changed is what would be read of it alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from masthead.check.checker import check_paper
from masthead.diagnostic import PaperError
from masthead.edition.resolve import resolve_edition
from masthead.paper.made import Made
from masthead.project import Project
from masthead.read.again import Readings
from masthead.read.reader import read_source
from masthead.syntax import again
from tests.compare.edits import dump, edit
from tests.render.pdf.keeping.longpapers import EDITS, write_paper

PROJECT = Project(Path(__file__).resolve().parents[2])
NAME = "source/random.yaml"
BEGINS = "#:-|>&{'\""


def tell(reading):
    """Tell all that came of a reading, and what was made of it."""
    editions = []
    if reading.paper is not None and not reading.diagnostics.errors:
        for code in reading.paper.built_versions:
            try:
                editions.append(resolve_edition(PROJECT, reading.paper, code))
            except PaperError as error:
                editions.append(tuple(error.diagnostics))
    found = check_paper(PROJECT, reading.paper) if reading.paper else ()
    checked = sorted(found, key=lambda one: (one.place, one.code, one.message))
    paper = reading.paper and reading.paper.model_copy(update={"made": None})
    return paper, tuple(reading.diagnostics), editions, checked


def compare(readings, text):
    """Read a text with what is kept, and alone; both must be the same."""
    found, wanted = (
        tell(read_source(PROJECT, text.encode(), NAME, kept=kept)) for kept in (readings, None)
    )
    assert found == wanted
    return found


def type_something(text, chance):
    """Do to a text what fingers do: a letter more, one less, a line that is moved or cut off."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    column = chance.randint(0, len(lines[at]))
    match chance.randrange(8):
        case 0 | 1 | 2:
            lines[at] = f"{lines[at][:column]}{chance.choice('a .,*[]')}{lines[at][column:]}"
        case 3:
            lines[at] = lines[at][:column] + lines[at][column + 1 :]
        case 4:
            lines[at] = f"{lines[at][:column]}{chance.choice(BEGINS)}"
        case 5:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case 6:
            lines[at] = f" {lines[at]}"
        case _:
            lines.insert(at, chance.choice(["", "# remark", "- paragraph: {en: More, zh: 更多}"]))
    return "\n".join(lines)


def follow(seeds, steps):
    for seed in seeds:
        chance = random.Random(seed)
        readings, source = Readings(), write_paper(chance, 1)
        for _ in range(steps):
            compare(readings, text := dump(source))
            for _ in range(3):
                compare(readings, type_something(text, chance))
            compare(readings, text)
            source = edit(PROJECT, source, chance, 1, EDITS)


def test_edits_are_read_as_from_nothing():
    follow(range(4), 3)


@pytest.mark.fuzz
def test_many_edits_are_read_as_from_nothing():
    follow(range(100, 400), 4)


TEXT = """\
symbol: NPT/CONF.2026/PC.II/WP.7
series: npt-preparatory-committee
session: 2
date: 2024-05-16
original: en
versions: {en: {}}
title: {en: A title}
text:
- paragraph: {en: 'One [@there].'}
- paragraph: {en: Two.}
  subparagraphs:
  - {en: Inner.}
- paragraph: {en: Three.}
  id: there
- paragraph: {en: Four.}
"""


@pytest.fixture
def loaded(monkeypatch):
    """The lines of which items were loaded again, first and last."""
    found = []
    original = again.load_items

    def load_items(lines, begin, end, *rest):
        found.append((begin, end - 1))
        return original(lines, begin, end, *rest)

    monkeypatch.setattr(again, "load_items", load_items)
    return found


def read(readings, text):
    return read_source(PROJECT, text.encode(), NAME, kept=readings).require()


def test_units_that_were_not_changed_stay(loaded):
    readings = Readings()
    before = read(readings, TEXT).text
    after = read(readings, TEXT.replace("Inner", "Inside")).text
    assert loaded == [(10, 12)]
    assert [one is other for one, other in zip(before, after, strict=True)] == [
        True, False, True, True,
    ]  # fmt: skip
    assert after[1].subparagraphs[0].text["en"].raw == "Inside."
    assert after[1].subparagraphs[0].place.line == 12


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("session: 2", "session: 3"),
        ("Four", "Five"),  # the last one, which ends with the file
        ("Two.}", "Two.}\n"),
        ("- paragraph: {en: Two.}", "  paragraph: {en: Two.}"),
        ("Inner.}", "Inner."),
        ("Inner.}", "'[@nowhere].'}"),
    ],
)
def test_any_other_change_is_read_with_all(old, new):
    readings = Readings()
    compare(readings, TEXT)
    compare(readings, TEXT.replace(old, new))
    compare(readings, TEXT)


def test_what_was_made_of_a_unit_goes_when_it_is_asked_for_no_more():
    made, (one, other, *_) = Made(), read(None, TEXT).text
    counted = []

    def make(unit):
        counted.append(unit)
        return len(counted)

    assert [made.make_once(unit, "x", make) for unit in (one, other, one)] == [1, 2, 1]
    made.turn()
    assert made.make_once(one, "x", make) == 1
    assert made.make_once(one, "y", make) == 3
    made.turn()
    made.turn()
    assert made.make_once(one, "x", make) == 4
