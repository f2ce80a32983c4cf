"""Clusters: the same bytes as a local build, at what cost, and whatever becomes of the workers.

``PAPERS=6 ORDINARY=19 MANY=100 KILLS=2`` measures less than 60 papers, 190 of the kinds of the
samples and 2,000 tiny ones in one light format, and ten kills.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.cluster.grounds import Grounds, Killer, read_files, write_ordinary, write_papers
from tests.commands.conftest import ROOT
from tests.scale.simulated import say

MOST_OVERHEAD, MOST_GROWTH, LEAST_BUSY = 0.10, 0.15, 0.90
MARK = "MASTHEAD_MEASURED"
"""The variable by whose value the processes of one build are found."""
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE") / 1024**2


@dataclass
class Watched:
    """What was seen of the processes that carry a mark, looked at twice a second."""

    mark: str
    seconds: dict[int, float] = field(default_factory=dict)
    """Processor time by process, as it was last seen."""
    memory: dict[int, list[tuple[int, float]]] = field(default_factory=dict)
    """By process: files done, and its memory in MB."""
    makers: set[int] = field(default_factory=set)
    """The processes that make files."""
    busy: list[int] = field(default_factory=list)
    """How many workers were at work, they or what they had started, or waited for a core."""

    def look(self, done: int) -> None:
        """Look at the processes once."""
        running = []
        for folder in Path("/proc").iterdir():
            if not folder.name.isdecimal():
                continue
            with contextlib.suppress(OSError, ValueError, IndexError):
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                if f"{MARK}={self.mark}".encode() not in (folder / "environ").read_bytes():
                    if stat[0] in "RD":  # perhaps what a worker started
                        running.append((0, int(stat[1])))
                    continue
                pid, command = int(folder.name), (folder / "cmdline").read_bytes()
                works = b"serve_forks" in command
                # What a worker starts, such as pandoc, ends too soon to be seen itself.
                ticks = sum(map(int, stat[11:15] if works else stat[11:13]))
                self.seconds[pid] = ticks / _TICKS
                self.memory.setdefault(pid, []).append((done, int(stat[21]) * _PAGE))
                if works:
                    self.makers.add(pid)
                if stat[0] in "RD":
                    running.append((pid, int(stat[1])))
        self.busy.append(sum(bool(self.makers & {*family}) for family in running))


@contextlib.contextmanager
def watching(mark: str, log: Path) -> Iterator[Watched]:
    """Watch the processes with a mark while a build writes its lines into ``log``."""
    watched, over = Watched(mark), threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            done = log.read_bytes().count(b"\n") if log.exists() else 0
            watched.look(done)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield watched
    finally:
        over.set()
        thread.join()


def build(
    root: Path, log: Path, mark: str, *options: str, expect: int = 0
) -> tuple[Watched, int, float]:
    """Build without a cache: what was seen, the build's own process, seconds of the clock."""
    environment = {**os.environ, MARK: mark, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-P", "-m", "masthead", "build", "--no-cache", *options]
    begun = time.perf_counter()
    with log.open("wb") as file, watching(mark, log) as watched:
        process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=file, stderr=subprocess.STDOUT
        )
        code = process.wait()
        watched.look(log.read_bytes().count(b"\n"))
    assert code == expect, log.read_text()[-2000:]
    return watched, process.pid, time.perf_counter() - begun


def main() -> bool:
    """Measure; whether all bounds are kept."""
    papers = int(os.environ.get("PAPERS", "60"))
    ordinary = int(os.environ.get("ORDINARY", "190"))
    many = int(os.environ.get("MANY", "2000"))
    kills = int(os.environ.get("KILLS", "10"))
    kept = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if papers:
            kept &= measure_bytes(folder, papers, kills)
        if ordinary:
            root = write_ordinary(folder / "ordinary-house", ordinary)
            kept &= measure_cost(folder, root, "ordinary")
        if many:
            root = write_papers(folder / "tiny-house", many)
            kept &= measure_cost(folder, root, "tiny", "--format", "docx", "--lang", "en")
    return kept


@contextlib.contextmanager
def open_grounds(folder: Path, mark: str) -> Iterator[Grounds]:
    """A scheduler and two workers that carry a mark."""
    folder.mkdir()
    grounds = Grounds(folder)
    grounds.environment[MARK] = mark
    try:
        grounds.start_scheduler()
        grounds.start_worker()
        grounds.start_worker()
        yield grounds
    finally:
        grounds.close()


def measure_bytes(folder: Path, papers: int, kills: int) -> bool:
    """Papers in two languages and three formats: equal bytes, also when workers are killed."""
    root = write_papers(folder / "house", papers)
    local, _, alone = build(root, folder / "log", "local", "--jobs", "2", "--output", "local")
    files = len(read_files(root / "local")) - 1
    with open_grounds(folder / "grounds", "cluster") as grounds:
        engine = ("--engine", "dask", "--scheduler", grounds.address)
        cluster, _, _ = build(root, folder / "log", "cluster", *engine, "--output", "cluster")
        killer = Killer(grounds, kills, gap=alone / max(kills, 1))
        killer.start()
        build(root, folder / "log", "killed", *engine, "--output", "killed", expect=3)
        killer.over.set()
        killer.join()
    assert killer.killed == kills, f"the build was over after {killer.killed} kills"
    same = read_files(root / "cluster") == read_files(root / "local")
    whole = read_files(root / "killed") == read_files(root / "local")
    here, there = sum(local.seconds.values()), sum(cluster.seconds.values())
    return say([
        (f"{papers} papers, {files} files: bytes are the same", str(same), same),
        (f"  with workers killed {killer.killed} times", str(whole), whole),
        ("  processor time, local", f"{here:.0f} s, {here / files:.3f} s a file", True),
        ("  on the cluster, with its start", f"{there:.0f} s ({there / here - 1:+.1%})", True),
    ])  # fmt: skip


def measure_cost(folder: Path, root: Path, what: str, *options: str) -> bool:
    """Papers built here and on a cluster: what the engine costs, what grows, who waits."""
    papers = len([*(root / "source").glob("*.yaml")])
    local, _, _ = build(root, folder / "log", what, *options, "--jobs", "2", "--output", "local")
    with open_grounds(folder / f"{what}-grounds", f"{what}-far") as grounds:
        engine = ("--engine", "dask", "--scheduler", grounds.address, "--output", "cluster")
        cluster, client, _ = build(root, folder / "log", f"{what}-far", *options, *engine)
        scheduler = grounds.scheduler.pid
    same = read_files(root / "cluster") == read_files(root / "local")
    files = len(read_files(root / "local")) - 1
    here, there = sum(local.seconds.values()), sum(cluster.seconds.values())
    made = [sum(one.seconds[pid] for pid in one.makers) for one in (local, cluster)]
    extra = there - here - (made[1] - made[0])
    rows = [
        (f"{papers:,} {what} papers, {files:,} files: bytes are the same", str(same), same),
        ("  processor time, local", f"{here:.0f} s, of it making files {made[0]:.0f} s", True),
        ("  on the cluster, with its start", f"{there:.0f} s ({there / here - 1:+.1%})",
         there / here - 1 <= MOST_OVERHEAD),
        ("    of it making files", f"{made[1]:.0f} s", True),
        ("    of it the engine's", f"{extra:.1f} s ({extra / here:+.1%})", True),
    ]  # fmt: skip
    for who, pid in (("the build", client), ("the scheduler", scheduler)):
        seen = cluster.memory[pid]
        early = [memory for done, memory in seen if files / 4 <= done <= files / 3]
        late = [memory for done, memory in seen if done >= files * 0.95]
        before, after = statistics.median(early), statistics.median(late)
        rows.append((
            f"  memory of {who}, from the {files // 4:,}th file on",
            f"{before:.0f} MB, {after:.0f} MB ({after / before - 1:+.1%})",
            abs(after / before - 1) <= MOST_GROWTH,
        ))  # fmt: skip
    inner = cluster.busy[len(cluster.busy) // 10 : -len(cluster.busy) // 10 or None]
    busy = statistics.mean(min(2, number) for number in inner) / 2
    rows.append(("  both workers at work", f"{busy:.0%} of the time", busy >= LEAST_BUSY))
    return say(rows)


if __name__ == "__main__":
    sys.exit(not main())
