"""Runs over many papers: what fails is listed and stops nothing, parts are stable, pace is told."""

from __future__ import annotations

import json

import pytest

from masthead.diagnostic import Problem
from masthead.read.papers import is_in_shard
from masthead.render.fault import RenderError, RenderFault
from masthead.targets import build as build_module
from masthead.targets.losses import Loss, format_table
from masthead.targets.pace import Pace, write_time
from masthead.targets.progress import Progress
from tests.targets.workshop import statuses


@pytest.fixture
def many(workshop):
    """Nine papers, of which two cannot be read."""
    for number in range(1, 10):
        workshop.write(number)
    for number in (3, 6):
        path = workshop.write(number)
        path.write_text(path.read_text().replace("session: 2", "session: many"))
    return workshop


def test_what_fails_is_listed_and_stops_nothing(many, tmp_path, monkeypatch):
    make = build_module.make_file

    def fail_one(root, generation, order):
        edition = order.editions[0]
        if (edition.stem[-1], edition.language.code, order.format) == ("5", "zh", "docx"):
            raise OSError(5, "a | pipe broke")
        return make(root, generation, order)

    monkeypatch.setattr(build_module, "make_file", fail_one)
    lines, table = tmp_path / "failures.jsonl", tmp_path / "failures.md"
    lines.write_text("of an older run\n")
    report = many.build(expect=3, failures=(lines, table))
    assert len(report.outcomes) == 7 * 6 - 1
    losses = [json.loads(line) for line in lines.read_text().splitlines()]
    losses.sort(key=lambda one: one["paper"])
    assert all(list(one) == ["paper", "language", "format", "code", "message"] for one in losses)
    assert [(one["paper"][-6], one["language"], one["format"]) for one in losses] == [
        ("3", "", ""), ("5", "zh", "docx"), ("6", "", ""),
    ]  # fmt: skip
    assert losses[1]["code"] == "B002"
    assert "a | pipe broke" in losses[1]["message"]
    rows = table.read_text().splitlines()
    assert len(rows) == 5
    assert "| zh | docx | B002 |" in rows[3]
    assert "a \\| pipe broke" in rows[3]
    monkeypatch.setattr(build_module, "make_file", make)
    for number in (3, 6):
        many.write(number)
    again = many.build(failures=(lines, table))
    assert sorted(many.made) == sorted(
        ["5-zh-docx", *(f"{n}-{code}-{form}" for n in (3, 6) for code in ("zh", "en")
                        for form in ("pdf", "docx", "epub"))]
    )  # fmt: skip
    assert len(again.outcomes) == 9 * 6
    assert lines.read_text() == ""
    assert len(table.read_text().splitlines()) == 2


def test_a_build_stops_once_too_many_papers_have_failed(many):
    for number in range(10, 30):
        many.write(number)
    report = many.build(expect=1, max_failures=1, jobs=1)
    (told,) = (one for one in report.diagnostics if one.code == "B023")
    assert str(told).startswith("--max-failures: error[B023] the build stopped once 1 papers")
    assert 0 < len(report.outcomes) < 27 * 6
    many.write(3)
    many.write(6)
    again = many.build(max_failures=1)
    assert len(again.outcomes) == 29 * 6
    assert len(many.made) == 29 * 6 - len(report.outcomes)


def test_as_many_failures_as_there_are_papers_stop_nothing(many):
    report = many.build(expect=1, max_failures=9)
    assert not any(one.code == "B023" for one in report.diagnostics)


def test_what_cannot_be_set_names_paper_language_and_format(workshop, monkeypatch):
    def fail(root, generation, order):
        raise RenderError(RenderFault(Problem("X999", "too {how}"), "title", {"how": "wide"}))

    monkeypatch.setattr(build_module, "make_file", fail)
    report = workshop.build(expect=1, formats=("html",))
    paper = report.losses[0].paper
    assert sorted(report.losses, key=lambda one: one.language) == [
        Loss(paper, "en", "html", "X999", "too wide"),
        Loss(paper, "zh", "html", "X999", "too wide"),
    ]


def test_parts_hold_every_paper_once_and_hang_on_names_alone(many):
    for number in (3, 6):
        many.write(number)
    names = [set(statuses(many.build(shard=(part, 4), formats=("html",)))) for part in (1, 2, 3, 4)]
    together = statuses(many.build(formats=("html",)))
    assert set.union(*names) == set(together)
    assert sum(map(len, names)) == len(together)
    for path in many.root.glob("source/*WP.[1-5].yaml"):
        path.unlink()
    left = [set(statuses(many.build(shard=(part, 4), formats=("html",)))) for part in (1, 2, 3, 4)]
    assert all(one <= before for one, before in zip(left, names, strict=True))


def test_a_part_is_the_same_everywhere_and_for_ever():
    assert [n for n in range(1, 30) if is_in_shard(f"source/{n}.yaml", (3, 8))] == [
        11,
        21,
        23,
        28,
        29,
    ]


def test_two_papers_that_build_the_same_files_are_told_in_the_part_that_has_them(many):
    (many.root / "source" / "NPT_CONF.2026_PC.II_WP.1.yml").write_text("symbol: A/1\n")
    for number in (3, 6):
        many.write(number)
    found = [
        str(one.place.file)
        for part in (1, 2, 3)
        for one in many.build(
            shard=(part, 3), formats=("html",), expect=1 if part in parts_of(many) else 0
        ).diagnostics.errors
    ]
    assert sorted(found) == [
        "source/NPT_CONF.2026_PC.II_WP.1.yaml", "source/NPT_CONF.2026_PC.II_WP.1.yml",
    ]  # fmt: skip


def parts_of(many):
    twins = [f"source/NPT_CONF.2026_PC.II_WP.1.{end}" for end in ("yaml", "yml")]
    return {part for part in (1, 2, 3) for twin in twins if is_in_shard(twin, (part, 3))}


def test_pace_is_that_of_late_and_says_how_long_it_takes():
    now = [0.0]
    pace = Pace(20_000, lambda: now[0])
    assert str(pace) == "0 of 20,000 papers"
    for _ in range(10_000):  # what the cache had
        now[0] += 0.001
        pace.step(failed=False)
    for step in range(100):
        now[0] += 10
        pace.step(failed=step % 25 == 0)
    assert str(pace) == ("10,100 of 20,000 papers, 6.0 a minute, about 28 h to go, 4 failed")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (89, "89 s"), (90, "2 min"), (5_400, "2 h"), (259_200, "3.0 days")],
)
def test_times_are_written_as_one_says_them(seconds, words):
    assert write_time(seconds) == words


def test_a_long_run_tells_how_far_it_is_and_a_short_one_does_not(capsys, monkeypatch):
    progress = Progress()
    progress.plan(3)
    progress.count(failed=False)
    assert capsys.readouterr().out == ""
    monkeypatch.setattr("masthead.targets.progress.TELL", 0.0)
    progress.count(failed=True)
    assert capsys.readouterr().out.startswith("2 of 3 papers")


def test_a_table_of_losses_is_in_order():
    losses = [Loss("b", "en", "pdf", "B1", "x"), Loss("a", "zh", "pdf", "B1", "y")]
    assert [row[2] for row in format_table(losses).splitlines()[2:]] == ["a", "b"]
