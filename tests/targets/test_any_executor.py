"""A build works with any executor of ``concurrent.futures``: it knows no more of it than that."""

from __future__ import annotations

import multiprocessing
import shutil
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from masthead.project import Project
from masthead.targets.executor import InProcess
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.run import Run
from tests.commands.conftest import ROOT
from tests.targets import tasks
from tests.targets.workshop import STEM, statuses

PAPERS = ("A_80_XX.yaml", "S_2024_XX.yaml")
CHOSEN = Options(languages=("en", "ar", "zh"), formats=("pdf", "html", "docx"), cache=False)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    root = tmp_path_factory.mktemp("house")
    (root / "styles").mkdir()
    (root / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    (root / "source").mkdir()
    for name in PAPERS:
        shutil.copy(ROOT / "source" / "samples" / name, root / "source")
    return root


def build(root, executor):
    """Build with an executor: the files, and the inputs that were recorded of each."""
    report = Run(Project(root), CHOSEN, executor, Progress(quiet=True)).build()
    assert report.exit_code == 0, [str(found) for found in report.diagnostics]
    inputs = {outcome.target.filename: outcome.inputs for outcome in report.outcomes}
    files = {name: (root / "output" / name).read_bytes() for name in inputs}
    shutil.rmtree(root / "output")
    return files, inputs


@pytest.fixture(scope="module")
def expected(house):
    files, inputs = build(house, InProcess())
    assert len(files) == 12
    return files, inputs


def make_threads():
    return ThreadPoolExecutor(3)


def make_processes():
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))


@pytest.mark.parametrize("make", [make_threads, make_processes])
def test_files_and_what_they_were_made_from_are_the_same(house, expected, make):
    """In threads, too: the layout engine is taught otherwise for each language."""
    with make() as executor:
        assert build(house, executor) == expected


class Remote(Executor):
    """An executor that hands a task over with its arguments by name, as an adapter may."""

    names = ("root", "generation")

    def submit(self, function, /, *args, **kwargs):
        named = dict(zip(self.names, args, strict=False))
        rest = args[len(named) :]
        return InProcess().submit(lambda **given: function(*given.values(), *rest), **named)


def test_arguments_by_name_arrive(workshop):
    assert len(workshop.build(executor=Remote()).outcomes) == 6


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(28, "No space left on device"), "B002"),
        (MemoryError(), "B002"),
        (KeyError("nobody\nexpected this"), "B006"),
    ],
)
def test_what_a_foreign_executor_brings_back_is_told_in_a_line(workshop, monkeypatch, error, code):
    def fail(root, generation, order):
        raise error

    monkeypatch.setattr("masthead.targets.build.make_file", fail)
    with ThreadPoolExecutor(2) as executor:
        report = workshop.build(executor=executor, expect=3, formats=("docx",))
    assert {found.code for found in report.diagnostics.errors} == {code}
    assert not any("\n" in str(found) for found in report.diagnostics)


def test_a_foreign_process_that_is_killed(workshop, monkeypatch):
    """The standard library gives all of its tasks up then; a pool of ours loses the one."""
    monkeypatch.setattr("masthead.targets.build.make_file", tasks.make_or_die)
    with make_processes() as executor:
        report = workshop.build(executor=executor, expect=3, formats=("docx",))
    codes = {found.code for found in report.diagnostics.errors}
    assert codes == {"B003"}
    assert f"{STEM}-ZH.docx" not in statuses(report)
