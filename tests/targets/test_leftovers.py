"""Files of papers and versions that are gone: told, removed when asked, and nothing else is."""

from __future__ import annotations

import pytest

from masthead.diagnostic import Place, Problem
from tests.targets.test_verify import run as verify
from tests.targets.workshop import STEM

OLD, NEW = STEM, f"{STEM[:-1]}8"
OLD_FILES = {f"{OLD}-{code}.{form}" for code in ("EN", "ZH") for form in ("pdf", "docx", "epub")}


def names(workshop):
    return set(workshop.outputs())


def rename(workshop):
    """Give the paper the number that was assigned to it."""
    workshop.write(8)
    (workshop.root / "source" / f"{OLD}.yaml").unlink()


def codes(report):
    return {found.code for found in report.diagnostics}


def test_a_renamed_paper_leaves_files_that_are_told(workshop):
    workshop.build()
    rename(workshop)
    report = workshop.build()
    (found,) = report.spoken
    assert found.code == "B014"
    assert "6 files no paper makes any longer: " in found.message
    assert "and 3 more" in found.message
    assert names(workshop) >= OLD_FILES
    assert workshop.build().spoken == [found]


def test_prune_removes_them_and_verify_is_content(workshop):
    workshop.build()
    rename(workshop)
    report = workshop.build(prune=True)
    assert report.removed == 6
    assert report.count() == "6 files: 6 made, 6 removed"
    assert not names(workshop) & OLD_FILES
    assert set(verify(workshop).values()) == {None}
    assert workshop.build(prune=True).count() == "6 files up to date"


def test_a_version_that_is_gone(workshop):
    path = workshop.write()
    workshop.build(formats=("docx", "html"))
    path.write_text(path.read_text().replace("  zh: {}", "  zh: {status: pending}"))
    assert codes(workshop.build(formats=("html",))) == {"R033", "B014"}
    workshop.build(formats=("html",), prune=True)
    assert names(workshop) == {f"{OLD}-EN.docx", f"{OLD}-EN.html"}


def test_what_is_wanted_stays(workshop):
    """Other formats, other folders' papers, drafts, a paper that is broken just now."""
    path = workshop.write()
    below = workshop.root / "source" / "samples" / f"{NEW}.yaml"
    below.parent.mkdir()
    workshop.write(8).replace(below)
    workshop.build("source/samples", formats=("html",))
    workshop.build(formats=("html", "parallel"))
    workshop.build(draft=True, formats=("docx",))
    before = names(workshop)
    assert len(before) == 2 + 3 + 2
    workshop.build(languages=("en",), formats=("html",), prune=True)
    path.write_text("symbol: [")
    workshop.build(expect=1, formats=("html",), prune=True)
    assert names(workshop) == before


def test_a_paper_that_is_refused_drops_no_version(workshop):
    """One that is alone has its files under way before its check is over."""
    path = workshop.write()
    workshop.build(formats=("html",))
    path.write_text(path.read_text().replace("  zh: {}", "  zh: {status: pending}"))
    workshop.findings = [Problem("S002", "an error").at(Place("source/a.yaml", 3))]
    assert workshop.build(expect=1, formats=("html",), prune=True).removed == 0


def test_files_that_the_manifest_does_not_know_or_knows_otherwise_stay(workshop):
    workshop.build(formats=("html",))
    other = workshop.root / "output" / "notes.html"
    other.write_text("mine")
    changed = workshop.root / "output" / f"{OLD}-EN.html"
    changed.write_bytes(changed.read_bytes()[:-2] + b"!\n")
    rename(workshop)
    report = workshop.build(formats=("html",), prune=True)
    assert report.removed == 1
    assert codes(report) == {"B015"}
    assert names(workshop) >= {"notes.html", changed.name}
    assert codes(workshop.build(formats=("html",), prune=True)) == set()


def test_a_manifest_that_names_files_elsewhere(workshop):
    workshop.build(formats=("html",))
    precious = workshop.root / "precious.html"
    (workshop.root / "output" / f"{OLD}-EN.html").rename(precious)
    manifest = workshop.root / "output" / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f"{OLD}-EN.html", "../precious.html"))
    rename(workshop)
    report = workshop.build(formats=("html",), prune=True)
    assert precious.exists()
    assert codes(report) == {"B015"}


def test_a_paper_from_elsewhere_is_never_gone(workshop, tmp_path):
    elsewhere = tmp_path / "elsewhere" / f"{NEW}.yaml"
    elsewhere.parent.mkdir()
    workshop.write(8).replace(elsewhere)
    workshop.build(str(elsewhere), formats=("html",))
    elsewhere.unlink()
    assert workshop.build(formats=("html",), prune=True).removed == 0


@pytest.mark.parametrize("asked", [{"languages": ("zh",)}, {"formats": ("html",)}])
def test_a_partial_build_tells_of_papers_that_are_gone(workshop, asked):
    workshop.build()
    rename(workshop)
    assert codes(workshop.build(**asked)) == {"B014"}
