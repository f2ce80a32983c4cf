"""Many papers: 200 of them, in two languages and three formats, generated, the same every time.

How busy the cores are, how much of the time is our own code's, whether workers grow, and how long
it takes to see that there is nothing to do. ``PAPERS=20`` measures fewer.
"""

from __future__ import annotations

import collections
import contextlib
import gc
import math
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import FrameType
from unittest.mock import patch

from masthead.ending import COLLECTION
from masthead.project import Project
from masthead.targets.executor import InProcess
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.run import Run
from tests.bench._house import MASTHEAD, ROOT, House, time_runs
from tests.bench.builds import list_family, read_share

LEAST_BUSY = 0.9
MOST_OWN = 0.1
MOST_GROWTH = 0.1
MOST_NOTHING = 1.0
"""Seconds."""
NOTHINGS = 5
PROFILED = 12
"""Papers whose build is looked at a thousand times a second."""


def main() -> int:
    """Measure, and say what is not as it should be."""
    papers = int(os.environ.get("PAPERS", "200"))
    with tempfile.TemporaryDirectory() as name:
        house = House(Path(name))
        house.put_papers(papers)
        wall, busy, early, late = measure_build(house, papers)
        nothing = time_runs(lambda: house.run("build"), NOTHINGS)
        house.run("cache", "clear")  # the ledger goes, too: everything is looked at again
    with tempfile.TemporaryDirectory() as name:
        own, where = profile(Path(name))
    growth = late / early - 1 if early else math.nan
    cores = os.cpu_count() or 1
    print(f"{papers} papers, {papers * 6} files in {wall:.1f} s: {wall / papers / 6:.3f} s a file")
    missed = False
    for what, found, kept in (
        ("cores busy", f"{busy:.0%} of {cores}", busy >= LEAST_BUSY),
        ("our own code", f"{own:.1%} of the processor's time", own <= MOST_OWN),
        ("a worker's memory", f"{early:.0f} MB, then {late:.0f} MB", growth <= MOST_GROWTH),
        (f"nothing to do for {papers * 6} files", f"{nothing:.3f} s", nothing <= MOST_NOTHING),
    ):
        missed |= not kept
        print(f"{what:34}{found}{'' if kept else '   not as it should be'}")
    print("where the time goes: " + ", ".join(f"{name} {part:.1%}" for name, part in where))
    return int(missed)


def measure_build(house: House, papers: int) -> tuple[float, float, float, float]:
    """Build everything: wall time, how busy the cores were, a worker's memory early and late."""
    started = time.perf_counter()
    build = subprocess.Popen(
        [*MASTHEAD, "build"], cwd=house.root, env=house.environment,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    memory: dict[str, list[float]] = {"early": [], "late": []}
    written = [0]
    used: dict[int, float] = {}

    def look() -> None:
        while build.poll() is None:
            used.update({pid: read_time(pid) for pid in list_family(build.pid)})
            part = written[0] / (papers * 6)
            when = "early" if 0.1 <= part <= 0.2 else "late" if part >= 0.9 else None
            if when:
                family = list(list_family(build.pid))[2:]  # without the build and its fork server
                shares = sorted(map(read_share, family))[-(os.cpu_count() or 1) :]
                memory[when].append(sum(shares) / max(1, len(shares)))
            time.sleep(0.2)

    looker = threading.Thread(target=look)
    looker.start()
    assert build.stdout is not None
    with build.stdout:
        for _ in build.stdout:
            written[0] += 1
    build.wait()
    looker.join()
    wall = time.perf_counter() - started
    early, late = (sum(found) / max(1, len(found)) for found in memory.values())
    return wall, sum(used.values()) / wall / (os.cpu_count() or 1), early, late


def read_time(pid: int) -> float:
    """Read the processor's time that a process, and the tools it waited for, have used so far."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        # WorkerPool wait for their tools only; what the build waits for is counted for itself.
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0


def profile(folder: Path) -> tuple[float, list[tuple[str, float]]]:
    """Look a thousand times a second in whose code the processor is, in one process."""
    house = House(folder)
    house.put_papers(PROFILED + 1)
    counted: collections.Counter[str] = collections.Counter()
    package = str(ROOT / "masthead")

    def look(_: int, frame: FrameType | None) -> None:
        path = frame.f_code.co_filename if frame else ""
        if path.startswith(package):
            counted["masthead"] += 1
        elif "site-packages" in path:
            counted[path.partition("site-packages/")[2].partition("/")[0]] += 1
        else:
            counted["the standard library"] += 1

    def build(papers: list[Path]) -> None:
        environment = {"MASTHEAD_CACHE": str(house.cache)}
        options = Options(papers=tuple(map(str, papers)), cache=False, jobs=1)
        with (
            patch.dict(os.environ, environment),
            Path(os.devnull).open("w") as nowhere,
            contextlib.redirect_stderr(nowhere),
        ):
            Run(Project(house.root), options, InProcess(), Progress(quiet=True)).build()

    papers = sorted((house.root / "source").glob("*.yaml"))
    usual = gc.get_threshold()
    gc.set_threshold(*COLLECTION)  # as in a worker
    build(papers[:1])  # what is imported once is not what many papers wait for
    before = time.process_time(), read_tools_time()
    handler = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    build(papers[1:])
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, handler)
    gc.set_threshold(*usual)
    own, tools = time.process_time() - before[0], read_tools_time() - before[1]
    # The kernel looks less often than it is asked to: only the proportion of what it saw counts.
    seconds = {name: own * count / counted.total() for name, count in counted.items()}
    seconds["pandoc"] = tools
    shares = sorted(((name, part / (own + tools)) for name, part in seconds.items()),
                    key=lambda share: -share[1])  # fmt: skip
    return seconds.get("masthead", 0) / (own + tools), shares[:8]


def read_tools_time() -> float:
    """Read the processor's time of the tools that this process waited for, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
