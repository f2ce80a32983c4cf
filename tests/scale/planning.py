"""Planning: what a build of very many papers costs besides making them, without making them.

``PAPERS=5000`` simulates fewer than 100,000; bounds are for these.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from masthead.project import Project
from masthead.targets.deliver import Deliverer
from masthead.targets.ledger import note_run, recall_run
from masthead.targets.options import Options
from masthead.targets.paperbuild import FileResult
from masthead.targets.progress import Progress
from masthead.targets.recall import Recaller
from masthead.targets.report import MADE, UNCHANGED
from masthead.targets.run import Run
from tests.commands.conftest import ROOT
from tests.scale.simulated import Meter, Simulated, say, write_many

PAPERS = 100_000
CORES = 96
MOST_PLANNING, MOST_MEMORY, MOST_NOTHING = 60.0, 1024.0, 90.0
"""Seconds, MB, seconds."""


def main() -> bool:
    """Measure each in a process of its own; whether all bounds are kept."""
    papers = int(os.environ.get("PAPERS", str(PAPERS)))
    with tempfile.TemporaryDirectory(dir=os.environ.get("SCALE_FOLDER")) as name:
        folder = Path(name)
        write_many(folder / "house", papers)
        environment = {**os.environ, "MASTHEAD_CACHE": str(folder / "cache"),
                       "MASTHEAD_CACHE_SIZE": "100G", "PYTHONPATH": str(ROOT)}  # fmt: skip
        kept = True
        for step in ("plan", "fill", "look-up", "nothing"):
            command = [sys.executable, "-m", "tests.scale.planning", step, str(folder), str(papers)]
            kept &= subprocess.run(command, env=environment, check=False).returncode == 0
    return kept


def run_step(step: str, folder: Path, papers: int) -> bool:
    """Do one step: plan, fill (not measured), look-up, nothing."""
    root = folder / "house"
    files = papers * 6
    scale = papers / PAPERS
    if step == "nothing":
        meter = Meter()
        assert recall_run(str(root), ["build"]) is not None
        seconds, wall, peak = meter.read()
        return say([
            (f"nothing to do for {files:,} files", f"{seconds:.1f} s ({wall:.1f} s), {peak:.0f} MB",
             seconds <= MOST_NOTHING * scale or papers < PAPERS),
        ])  # fmt: skip
    executor = Simulated(folder / "one", CORES)
    report, run, (seconds, wall, peak) = build(root, executor, make=step != "plan")
    seconds -= executor.own
    assert len(report.outcomes) == files
    if step == "fill":
        note_run(str(root), ["build"], run.hashes, run.describe(report))
        return True
    if step == "plan":
        assert executor.tasks == papers * 7
        return say([
            (f"planning {papers:,} papers, {files:,} files", f"{seconds:.1f} s ({wall:.1f} s)",
             seconds <= MOST_PLANNING * scale or papers < PAPERS),
            ("  memory", f"{peak:.0f} MB", peak <= MOST_MEMORY),
            (f"  their tasks on {CORES} cores", f"{executor.length / 3600:.2f} h", True),
        ])  # fmt: skip
    assert executor.tasks == 0
    assert {outcome.status for outcome in report.outcomes} == {UNCHANGED}
    return say([
        (f"looking up {files:,} files, all there", f"{seconds:.1f} s ({wall:.1f} s), {peak:.0f} MB",
         True),
    ])  # fmt: skip


def build(root: Path, executor: Simulated, *, make: bool) -> Any:
    """Build with simulated tasks; without ``make`` nothing is stored or written."""
    if not make:
        Recaller.store_file = keep_nothing  # type: ignore[method-assign]
        Deliverer.write = write_nothing  # type: ignore[method-assign]
        Deliverer.finish = write_nothing  # type: ignore[method-assign]
    meter = Meter()
    run = Run(Project(root), Options(), executor, Progress(quiet=True))
    if not make:
        run.cache.remember = write_nothing  # type: ignore[method-assign]
    report = run.build()
    return report, run, meter.read()


def keep_nothing(self: Recaller, key: str, made: Any) -> FileResult:
    """Take what was made for stored."""
    inputs = self.basis.share(made.inputs)
    record: dict[str, Any] = {"sha256": key, "size": 1, "landing": key}
    return FileResult(MADE, record, inputs, b"", made.landing, made.seconds)


def write_nothing(*_: Any) -> None:
    """Take what is to be written for written."""


if __name__ == "__main__":
    if len(sys.argv) == 4:
        sys.exit(not run_step(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
    sys.exit(not main())
