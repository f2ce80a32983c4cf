"""What a build with nothing to do is recalled by, and when it must not be."""

from __future__ import annotations

import pytest

from masthead.project import Project
from masthead.targets.executor import InProcess
from masthead.targets.ledger import note_run, recall_run
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.run import Run


def build(workshop, expect=0):
    """Build, take the run down where that may be, and say whether it is recalled."""
    root = str(workshop.root)
    run = Run(Project(workshop.root), Options(), InProcess(), Progress(quiet=True))
    report = run.build()
    assert report.exit_code == expect
    if expect == 0 and run.can_be_recalled:
        note_run(root, [], run.hashes, run.describe(report))
    return recall_run(root, []) is not None


@pytest.fixture
def save_meanwhile(workshop, monkeypatch):
    """Have something saved once a file has been made."""
    make = workshop.make_file

    def prepare(save):
        def make_then_save(*asked):
            made = make(*asked)
            save()
            return made

        monkeypatch.setattr("masthead.targets.build.make_file", make_then_save)

    return prepare


def test_a_build_with_nothing_to_do_is_recalled(workshop):
    assert build(workshop)
    workshop.write(zh="另一文本。")
    assert recall_run(str(workshop.root), []) is None
    assert build(workshop)


def test_a_paper_saved_during_its_build_is_not_up_to_date(workshop, save_meanwhile):
    save_meanwhile(lambda: workshop.write(zh="另一文本。"))
    assert not build(workshop)
    before = workshop.outputs()
    assert build(workshop)
    assert workshop.outputs() != before


def test_a_template_saved_during_a_build_is_not_up_to_date(workshop, save_meanwhile):
    template = workshop.root / "templates/docx/page.txt"
    save_meanwhile(lambda: template.write_text("another\n"))
    assert not build(workshop)
    before = workshop.outputs()
    assert build(workshop)
    assert workshop.outputs() != before
    assert any(data.startswith(b"another") for data in workshop.outputs().values())


def test_a_paper_added_during_a_build_is_not_left_out(workshop, save_meanwhile):
    save_meanwhile(lambda: workshop.write(8))
    assert not build(workshop)
    assert len(workshop.outputs()) == 6
    assert build(workshop)
    assert len(workshop.outputs()) == 12


def test_a_paper_saved_between_plan_and_making_leaves_files_unmade(workshop, monkeypatch):
    """The cache knew the paper, but not its files; when they were to be made it was another."""
    from masthead.targets.prepare import prepare_paper

    build(workshop)
    (workshop.root / "templates/docx/page.txt").write_text("another\n")

    def save_then_prepare(*asked):
        workshop.write(zh="另一文本。")
        return prepare_paper(*asked)

    monkeypatch.setattr("masthead.targets.build.prepare_paper", save_then_prepare)
    assert not build(workshop, expect=3)
    assert build(workshop)
