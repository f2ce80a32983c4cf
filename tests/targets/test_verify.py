"""Everything built anew and compared."""

from __future__ import annotations

import pytest

from masthead.diagnostic import UsageError
from masthead.project import Project
from masthead.targets import verify as verifying
from masthead.targets.executor import InProcess
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.verify import find_formats, verify
from tests.targets.workshop import STEM


def run(workshop, **options):
    told = []
    chosen = Options(**options)
    _, verdicts = verify(
        Project(workshop.root), chosen, InProcess(), Progress(quiet=True), told.append
    )
    assert told == verdicts
    return {verdict.filename: verdict.difference for verdict in verdicts}


def test_what_was_just_built_is_the_same(workshop):
    workshop.build()
    before = workshop.outputs()
    found = run(workshop)
    assert len(found) == 6
    assert set(found.values()) == {None}
    assert workshop.outputs() == before


def test_what_differs_is_named(workshop):
    workshop.build(formats=("html",))
    path = workshop.root / "output" / f"{STEM}-ZH.html"
    path.write_bytes(path.read_bytes().replace(b"template", b"TEMPLATE"))
    (workshop.root / "output" / f"{STEM}-EN.html").unlink()
    assert run(workshop, formats=("html",)) == {
        f"{STEM}-ZH.html": "line 1",
        f"{STEM}-EN.html": "it is not there (build it first)",
    }


def test_what_the_source_no_longer_makes_is_named(workshop):
    workshop.write(8)
    workshop.build(formats=("docx",))
    (workshop.root / "source" / f"{STEM[:-1]}8.yaml").unlink()
    found = run(workshop, formats=("docx",))
    assert found[f"{STEM[:-1]}8-ZH.docx"] == "the source makes no such file any longer"
    assert found[f"{STEM}-ZH.docx"] is None


def test_files_of_papers_in_other_folders_are_no_strangers(workshop):
    below = workshop.root / "source" / "samples" / f"{STEM[:-1]}8.yaml"
    below.parent.mkdir()
    workshop.write(8).replace(below)
    workshop.build(formats=("docx",))
    workshop.build("source/samples", formats=("docx",))
    found = run(workshop, formats=("docx",))
    assert len(found) == 4
    assert set(found.values()) == {None}
    below.unlink()
    assert run(workshop, formats=("docx",))[f"{STEM[:-1]}8-ZH.docx"] == (
        "the source makes no such file any longer"
    )


def test_a_paper_in_source_goes_before_its_twin_elsewhere(workshop):
    twin = workshop.root / "source" / "old" / f"{STEM}.yaml"
    twin.parent.mkdir()
    workshop.write(zh="另一文本。").replace(twin)
    workshop.build("source/old", formats=("docx",))
    workshop.write()
    found = run(workshop, formats=("docx",))
    assert found[f"{STEM}-EN.docx"] is None
    assert found[f"{STEM}-ZH.docx"] is not None


def test_the_formats_are_those_that_were_built(workshop):
    workshop.build(formats=("docx", "html"))
    assert find_formats(Project(workshop.root), Options()) == ("docx", "html")


def test_nothing_built_is_wrong_use(workshop):
    with pytest.raises(UsageError, match="build first"):
        find_formats(Project(workshop.root), Options())


def test_diffoscope_is_asked_when_it_is_there(workshop, tmp_path, monkeypatch):
    program = tmp_path / "bin" / "diffoscope"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'diffoscope says so'\n")
    program.chmod(0o755)
    one, other = tmp_path / "one", tmp_path / "other"
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    assert verifying.run_diffoscope(one, other) == "diffoscope says so\n"
    monkeypatch.setenv("PATH", "/nowhere")
    assert verifying.run_diffoscope(one, other) == ""
