"""What the last build made of a paper is taken over whole, or not at all."""

from __future__ import annotations

import contextlib
import json

import pytest

from masthead.diagnostic import Diagnostics, Place, Problem, Severity
from masthead.targets.basis import Basis
from masthead.targets.report import MADE, RESTORED, UNCHANGED
from tests.targets.workshop import STEM, made, statuses

WARNING = Problem("S999", "something", severity=Severity.WARNING)


@pytest.fixture
def asked(monkeypatch):
    """The keys that the cache was asked for."""
    keys: list[str] = []
    find = Basis.find
    monkeypatch.setattr(
        Basis, "find", lambda self, key, unpack: keys.append(key) or find(self, key, unpack)
    )
    return keys


def test_of_many_papers_the_cache_is_asked_for_the_changed_one_only(workshop, asked):
    for number in range(1, 31):
        workshop.write(number)
    workshop.build()
    manifest = (workshop.root / "output" / "manifest.json").read_bytes()
    asked.clear()
    workshop.write(5, en="Another text.")
    report = workshop.build()
    assert len(asked) == 7  # the paper, and its six files
    assert made(report) == {"en pdf", "en docx", "en epub"}
    assert list(statuses(report).values()).count(UNCHANGED) == len(report.outcomes) - 3
    workshop.write(5)
    assert RESTORED in statuses(workshop.build()).values()
    assert (workshop.root / "output" / "manifest.json").read_bytes() == manifest


def test_what_was_found_in_a_paper_is_said_again(workshop, asked):
    workshop.findings = [WARNING.at(Place(f"source/{STEM}.yaml", 3, 1))]
    before = [str(found) for found in workshop.build().spoken]
    asked.clear()
    assert [str(found) for found in workshop.build().spoken] == before != []
    assert asked == []


@pytest.mark.parametrize("change", ["a file is gone", "a file is another", "a template"])
def test_a_paper_of_which_something_changed_is_not_taken_over(workshop, change):
    workshop.build()
    before = workshop.outputs()
    file = workshop.root / "output" / f"{STEM}-EN.docx"
    if change == "a file is gone":
        file.unlink()
    elif change == "a file is another":
        file.write_bytes(b"another")
    else:
        (workshop.root / "templates" / "docx" / "page.txt").write_text("another template\n")
    status = statuses(workshop.build())[file.name]
    assert status == (MADE if change == "a template" else RESTORED)
    assert (workshop.outputs() == before) == (change != "a template")


def test_with_other_options_nothing_is_taken_over(workshop, asked):
    workshop.build()
    for options in ({"draft": True}, {"formats": ("docx",)}, {"languages": ("en",)}):
        asked.clear()
        workshop.build(**options)
        assert asked, options


def test_a_paper_with_errors_is_not_taken_over(workshop):
    workshop.build()
    workshop.findings = [Problem("S999", "wrong").at(Place(f"source/{STEM}.yaml", 3, 1))]
    workshop.write(7, en="Wrong.")
    workshop.build(expect=1)
    workshop.build(expect=1)
    workshop.findings = []
    workshop.write(7, en="Right.")
    assert made(workshop.build()) == {"en pdf", "en docx", "en epub"}


def test_a_link_that_leads_out_is_asked_for_again(workshop, tmp_path):
    workshop.build()
    paper = workshop.root / "source" / f"{STEM}.yaml"
    outside = tmp_path / "elsewhere.yaml"
    outside.write_bytes(paper.read_bytes())
    paper.unlink()
    paper.symlink_to(outside)
    assert not workshop.build(expect=1).outcomes


@pytest.mark.parametrize("damage", [b"", b"null", b"{}", b"[]", b"\xff"])
def test_damaged_records_are_not_there(workshop, tmp_path, damage):
    workshop.build()
    (path,) = (tmp_path / "cache" / "runs").glob("*.papers")
    path.write_bytes(damage)
    assert set(statuses(workshop.build()).values()) == {UNCHANGED}
    assert b'"papers"' in path.read_bytes()


def test_papers_and_inputs_that_are_gone_are_forgotten(workshop, tmp_path):
    workshop.write(8)
    workshop.build()
    (path,) = (tmp_path / "cache" / "runs").glob("*.papers")
    for number in range(4):
        (workshop.root / "templates" / "docx" / "page.txt").write_text(f"template {number}\n")
        workshop.build()
    (workshop.root / "source" / f"{STEM[:-1]}8.yaml").unlink()
    workshop.build()
    kept = json.loads(path.read_bytes().partition(b"\n")[2])
    assert list(kept["papers"]) == [f"source/{STEM}.yaml"]
    used = {file[-1] for file in kept["papers"][f"source/{STEM}.yaml"]["files"]}
    used |= set(kept["papers"][f"source/{STEM}.yaml"]["inputs"])
    assert used == set(range(len(kept["inputs"])))


def test_what_stands_beside_one_paper_is_looked_at_for_that_paper_alone(
    workshop, asked, monkeypatch
):
    def check(project, paper):
        with contextlib.suppress(FileNotFoundError):
            project.read_file(f"source/{paper.symbol.rpartition('.')[2]}.txt")
        return Diagnostics()

    monkeypatch.setattr("masthead.targets.prepare.check_paper", check)
    for number in range(1, 5):
        workshop.write(number)
    workshop.build()
    (kept,) = (workshop.root.parent / "cache" / "runs").glob("*.papers")
    run = json.loads(kept.read_bytes().partition(b"\n")[2])
    shared = {name for inputs in run["inputs"] for name in inputs}
    assert not [name for name in shared if name.startswith("source/")]
    for text in ("new", "other"):
        (workshop.root / "source" / "3.txt").write_text(text)
        asked.clear()
        workshop.build()
        assert len(asked) == 7
