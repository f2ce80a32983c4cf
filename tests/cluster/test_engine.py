"""A build on a cluster gives the bytes of a local one, whatever becomes of the workers."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from masthead.cluster import crew, engine
from masthead.cluster import executor as executor_module
from masthead.cluster.engine import open_engine
from masthead.diagnostic import ToolError
from masthead.project import Project
from masthead.targets.executor import InProcess
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.run import Run
from tests.cluster.grounds import (
    Grounds,
    Killer,
    name_settings,
    read_files,
    write_papers,
)  # fmt: skip
from tests.commands.conftest import ROOT
from tests.waiting import LONG, wait_until


def build(root, executor, **chosen):
    """Build without a cache: the report, and every file."""
    options = Options(cache=False, **chosen)
    report = Run(Project(root), options, executor, Progress(quiet=True)).build()
    return report, read_files(root / "output")


def build_on(grounds, root, **chosen):
    """Build on a cluster; its executor, the report, every file."""
    options = Options(cache=False, engine="dask", scheduler=grounds.address, **chosen)
    executor = open_engine(Project(root), options)
    try:
        report, files = build(root, executor, **chosen)
    finally:
        executor.shutdown()
    return executor, report, files


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return write_papers(tmp_path_factory.mktemp("cluster") / "house", 4)


@pytest.fixture(scope="module")
def expected(house):
    report, files = build(house, InProcess())
    assert report.exit_code == 0
    assert len(files) == 4 * 2 * 3 + 1
    shutil.rmtree(house / "output")
    return files


def test_files_are_those_of_a_local_build_though_a_worker_is_killed(grounds, house, expected):
    killer = Killer(grounds, times=1, gap=2)
    killer.start()
    executor, report, files = build_on(grounds, house)
    killer.over.set()
    killer.join()
    assert files == expected
    assert executor.crew.places
    codes = {found.code for found in report.diagnostics}
    assert codes <= {"B021"}
    assert report.exit_code == (3 if codes else 0)  # it may have been killed when all was done
    shutil.rmtree(house / "output")


def test_what_a_project_brings_along_travels(grounds, tmp_path):
    """Pictures, rows, papers corrected, styles of its own: none of these is at the worker."""
    root = tmp_path / "own"
    write_papers(root, 0)
    samples = ROOT / "source" / "samples"
    for name in ("A_C.4_80_XX.yaml", "A_C.5_80_XX.yaml"):
        shutil.copy(samples / name, root / "source")
    shutil.copy(samples / "A_80_XX_Corr.1.yaml", root / "source")
    (root / "source" / "older").mkdir()
    shutil.copy(samples / "A_80_XX.yaml", root / "source" / "older")
    for name in ("figures", "tables"):
        shutil.copytree(samples / name, root / "source" / name)
    shutil.copytree(ROOT / "templates" / "html", root / "templates" / "html")
    page = root / "templates" / "html" / "page.html"
    page.write_text(page.read_text().replace("<body", "<!-- our own --><body"))
    report, wanted = build(root, InProcess(), formats=("html",), languages=("en",))
    assert report.exit_code == 0, [str(found) for found in report.diagnostics]
    assert any(b"<!-- our own -->" in data for data in wanted.values())
    shutil.rmtree(root / "output")
    _, report, files = build_on(grounds, root, formats=("html",), languages=("en",))
    assert report.exit_code == 0, [str(found) for found in report.diagnostics]
    assert files == wanted


def test_a_paper_with_errors_is_told_as_a_local_build_tells_it(grounds, tmp_path):
    root = write_papers(tmp_path / "wrong", 2)
    path = root / "source" / "NPT_CONF.2026_PC.II_WP.1.yaml"
    path.write_text(path.read_text().replace("session: 2", "session: many"))
    local, _ = build(root, InProcess(), formats=("html",))
    _, report, _ = build_on(grounds, root, formats=("html",))
    assert [str(one) for one in report.diagnostics] == [str(one) for one in local.diagnostics]
    assert report.exit_code == 1
    assert len(report.outcomes) == 2


@pytest.mark.parametrize(
    ("patch", "words"),
    [
        ("import masthead; masthead.__version__ = '0.0'", "Masthead 0.0 instead of"),
        (
            "import pathlib, masthead.cluster.plan as plan\n"
            "plan.find_own_fonts = lambda: pathlib.Path('/nowhere')",
            "ttf is not there instead of",
        ),
    ],
)
def test_a_worker_that_is_not_alike_gets_nothing_and_is_told(
    grounds, house, tmp_path, patch, words
):
    (tmp_path / "sitecustomize.py").write_text(patch)
    foreign = grounds.start_worker(PYTHONPATH=f"{tmp_path}:{ROOT}")
    try:
        client = engine_client(grounds)
        client.wait_for_workers(3, timeout=LONG)
        client.close()
        _, report, _ = build_on(grounds, house, formats=("text",))
    finally:
        grounds.kill(foreign)
        shutil.rmtree(house / "output", ignore_errors=True)
    assert len(report.outcomes) == 8
    assert report.exit_code == 3
    told = [str(found) for found in report.diagnostics if found.code == "B020"]
    assert len(told) == 1
    assert words in told[0]
    assert "\n" not in told[0].replace("\n  hint", "")


def test_the_settings_of_the_builds_own_cluster_are_advised_for_others():
    told = (ROOT / "docs" / "scale.md").read_text()
    for name, value in name_settings().items():
        assert f"export {name}={value}\n" in told


def engine_client(grounds):
    from distributed import Client

    return Client(grounds.address, set_as_default=False)


def test_a_scheduler_that_is_not_there(house, monkeypatch):
    monkeypatch.setattr(engine, "CONNECT", 0.5)
    options = Options(engine="dask", scheduler="tcp://127.0.0.1:9")
    with pytest.raises(ToolError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9: ") as told:
        open_engine(Project(house), options)
    assert "\n" not in str(told.value)


@pytest.fixture
def alone(tmp_path):
    """A cluster for one test, which may ruin it."""
    folder = tmp_path / "alone"
    folder.mkdir()
    made = Grounds(folder)
    made.start_scheduler()
    yield made
    made.close()


def test_a_scheduler_without_workers(alone, house, monkeypatch):
    monkeypatch.setattr(crew, "CONNECT", 1.0)
    with pytest.raises(ToolError, match=f"{alone.address} has no worker"):
        open_engine(Project(house), Options(engine="dask", scheduler=alone.address))


class Told(Progress):
    """Calls back when the first file is done."""

    def __init__(self, act):
        super().__init__(quiet=True)
        self.act = act

    def end(self, target, status, seconds):
        act, self.act = self.act, None
        if act is not None:
            threading.Thread(target=act, daemon=True).start()
        super().end(target, status, seconds)


@pytest.mark.parametrize("victim", ["scheduler", "worker"])
def test_what_goes_in_the_middle_is_one_line_and_the_next_build_makes_the_rest(
    alone, tmp_path, monkeypatch, victim
):
    monkeypatch.setattr(executor_module, "PATIENCE", 2.0)
    monkeypatch.setattr(executor_module, "LOOK", 0.5)
    monkeypatch.setenv("MASTHEAD_CACHE", str(tmp_path / "cache"))
    root = write_papers(tmp_path / "house", 24)
    worker = alone.start_worker()
    options = Options(engine="dask", scheduler=alone.address, formats=("html",))
    executor = open_engine(Project(root), options)
    executor.client._timeout = 2.0  # so long a scheduler that is gone is looked for
    gone = alone.scheduler if victim == "scheduler" else worker
    progress = Told(lambda: alone.kill(gone))
    try:
        report = Run(Project(root), options, executor, progress).build()
    finally:
        executor.shutdown()
    assert report.exit_code == 3
    errors = [str(found) for found in report.diagnostics.errors]
    codes = ["B022"] if victim == "scheduler" else ["B022", "B021"]
    assert len(errors) == len(codes), errors
    for error, code in zip(errors, codes, strict=True):
        assert error.startswith(f"{alone.address}: error[{code}]")
    assert 0 < len(report.outcomes) < 48
    again = Options(formats=("html",))
    local = Run(Project(root), again, InProcess(), Progress(quiet=True)).build()
    assert local.exit_code == 0
    made = [one for one in local.outcomes if one.status == "made"]
    assert len(local.outcomes) == 48
    assert len(made) == 48 - len(report.outcomes)


def test_the_last_worker_goes_and_another_one_comes(alone, tmp_path, monkeypatch):
    """The scheduler alone would not give the tasks of the one to the other."""
    monkeypatch.setattr(executor_module, "LOOK", 0.5)
    root = write_papers(tmp_path / "house", 12)
    worker = alone.start_worker()
    options = Options(engine="dask", scheduler=alone.address, formats=("text",), cache=False)
    executor = open_engine(Project(root), options)

    def replace():
        alone.kill(worker)
        alone.start_worker()

    try:
        report = Run(Project(root), options, executor, Told(replace)).build()
    finally:
        executor.shutdown()
    assert [found.code for found in report.diagnostics] == ["B021"]
    assert report.exit_code == 3
    assert len(report.outcomes) == 24


def test_workers_are_seen_while_the_client_asks_for_something_else(grounds, house):
    """What the client itself keeps of the scheduler names no workers, every other second."""
    executor = open_engine(Project(house), Options(engine="dask", scheduler=grounds.address))
    client = executor.client
    try:
        client.sync(client._update_scheduler_info)
        client._update_scheduler_info = lambda **_: client.scheduler.identity(n_workers=0)
        wait_until(lambda: executor.crew.look() and executor.crew.places == 2, "both are ready")
        assert executor.find_troubles() == []
    finally:
        executor.shutdown()


def test_a_worker_that_is_retired_is_not_told(alone, tmp_path):
    root = write_papers(tmp_path / "house", 4)
    alone.start_worker()
    alone.start_worker()
    options = Options(engine="dask", scheduler=alone.address, formats=("text",), cache=False)
    executor = open_engine(Project(root), options)
    client = executor.client
    try:
        wait_until(lambda: executor.crew.look() and executor.crew.places == 2, "both are there")
        client.retire_workers([min(client.scheduler_info(n_workers=-1)["workers"])])
        report = Run(Project(root), options, executor, Progress(quiet=True)).build()
    finally:
        executor.shutdown()
    assert [str(found) for found in report.diagnostics] == []
    assert len(report.outcomes) == 8


def test_a_cluster_of_the_builds_own_is_on_loopback_without_pages_and_ends_with_it(tmp_path, capfd):
    from urllib.error import HTTPError
    from urllib.request import urlopen

    root = write_papers(tmp_path / "house", 2)
    executor = open_engine(Project(root), Options(engine="dask", jobs=1, formats=("text",)))
    try:
        assert executor.address.startswith("tcp://127.0.0.1:")
        served = executor.cluster.scheduler.http_server
        assert served.address == "127.0.0.1"
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"http://127.0.0.1:{served.port}/status")
        report, files = build(root, executor, formats=("text",))
        (pid,) = executor.client.run(os.getpid).values()
    finally:
        executor.shutdown()
    assert report.exit_code == 0
    assert len(files) == 5
    wait_until(lambda: not Path(f"/proc/{pid}").exists(), "the worker ends")
    assert capfd.readouterr().err == ""


def test_a_build_with_a_cluster_of_its_own_that_is_stopped_says_one_line(tmp_path):
    root = write_papers(tmp_path / "house", 6)
    build = subprocess.Popen(
        [sys.executable, "-P", "-m", "masthead", "build", "--no-cache", "--engine", "dask"],
        cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    with build:
        assert build.stdout is not None
        assert build.stdout.readline().startswith("NPT_")
        build.send_signal(signal.SIGINT)
        said = [line for line in build.stdout if not line.startswith("NPT_")]
    assert said == ["masthead: stopped\n"]
    assert build.returncode == 130
