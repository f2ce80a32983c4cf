"""A link that leads out of a project is not followed, whatever the cache knows of its content."""

from __future__ import annotations

import pytest

from masthead.project import Project
from masthead.targets.executor import InProcess
from masthead.targets.ledger import note_run, recall_run
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.run import Run
from tests.targets.workshop import STEM, Workshop


@pytest.fixture
def other(workshop, tmp_path, monkeypatch):
    """Another project with the same cache, in which the same paper was built already."""
    workshop.build()
    return Workshop(tmp_path / "other", monkeypatch)


def codes(report):
    return {found.code for found in report.diagnostics.errors}


@pytest.mark.parametrize("cache", [True, False])
@pytest.mark.parametrize("papers", [1, 2])
def test_a_linked_paper_is_refused_and_not_taken_from_the_cache(workshop, other, cache, papers):
    for number in range(8, 7 + papers):
        other.write(number)
    path = other.root / "source" / f"{STEM}.yaml"
    path.symlink_to(workshop.root / "source" / f"{STEM}.yaml")
    report = other.build(cache=cache, expect=1)
    assert codes(report) == {"R005"}
    assert not (other.root / "output" / f"{STEM}-EN.docx").exists()


def test_a_paper_linked_inside_its_project_is_built(other):
    real = other.root / "source" / "drafts" / f"{STEM}.yaml"
    real.parent.mkdir()
    other.write().replace(real)
    (other.root / "source" / f"{STEM}.yaml").symlink_to(f"drafts/{STEM}.yaml")
    assert len(other.build().outcomes) == 6


@pytest.mark.parametrize("linked", ["docx/page.txt", "docx"])
def test_a_linked_template_is_not_what_the_cache_knows(workshop, other, tmp_path, linked):
    other.write()
    place = other.root / "templates" / linked
    place.rename(tmp_path / "away")
    place.symlink_to(tmp_path / "away")
    report = other.build(expect=3)
    assert codes(report) == {"B002"}
    assert {found.place.file for found in report.diagnostics.errors} == {f"source/{STEM}.yaml"}
    assert len(report.outcomes) == 4


@pytest.mark.parametrize("linked", [f"source/{STEM}.yaml", "templates/docx"])
def test_the_quick_way_sees_that_a_file_became_a_link(workshop, tmp_path, linked):
    root = str(workshop.root)
    run = Run(Project(workshop.root), Options(), InProcess(), Progress(quiet=True))
    report = run.build()
    note_run(root, [], run.hashes, run.describe(report))
    assert recall_run(root, []) is not None
    place = workshop.root / linked
    place.rename(tmp_path / "away")
    assert recall_run(root, []) is None
    place.symlink_to(tmp_path / "away")
    assert recall_run(root, []) is None
