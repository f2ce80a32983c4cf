"""The model: what docs/scale.md reckons for an archive from a few papers, against what it took.

Each kind of paper is timed by itself; then an archive is built in which each is found ``COPIES``
times (5). What a random draw of papers says of it is compared with what was measured.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import statistics
import sys
import tempfile
from pathlib import Path

from masthead.project import Project
from masthead.targets.executor import InProcess
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.run import Run
from tests.cluster.grounds import write_ordinary
from tests.scale.cluster import build
from tests.scale.simulated import say

DRAWN, DRAWS, MOST_OFF = 50, 2000, 0.25
"""Papers in a draw, draws, and how far off a draw may be, nineteen times of twenty."""


def main() -> bool:
    """Measure; whether what was reckoned is what it took."""
    copies = int(os.environ.get("COPIES", "5"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kinds = len([*(write_ordinary(folder / "one", 19) / "source").glob("*.yaml")])
        taken = time_each(folder / "one")
        root = write_ordinary(folder / "archive", kinds * copies)
        watched, _, _ = build(root, folder / "log", "model", "--jobs", "2")
        files = (folder / "log").read_bytes().count(b" s\n") - 1
    measured = sum(watched.seconds.values())
    means = [seconds / count for seconds, count in taken]
    draw = random.Random(1)
    off = []
    for _ in range(DRAWS):
        drawn = draw.choices(taken, k=DRAWN)
        reckoned = sum(one[0] for one in drawn) / sum(one[1] for one in drawn) * files
        off.append(reckoned / measured - 1)
    off.sort()
    low, high = off[DRAWS // 40], off[-DRAWS // 40]
    whole = sum(one[0] for one in taken) * copies
    return say([
        (f"{kinds} kinds of papers, seconds of processor time a file",
         f"{min(means):.3f} to {max(means):.3f}, {statistics.median(means):.3f} in the middle",
         True),
        (f"an archive of {kinds * copies} papers, {files} files: it took",
         f"{measured:.0f} s, {measured / files:.3f} s a file", True),
        ("  reckoned from every kind", f"{whole:.0f} s ({whole / measured - 1:+.1%})", True),
        (f"  from {DRAWN} papers drawn at random, 19 times of 20", f"{low:+.1%} to {high:+.1%}",
         max(-low, high) <= MOST_OFF),
    ])  # fmt: skip


def time_each(root: Path) -> list[tuple[float, int]]:
    """Build each paper by itself, after one that warms the process: seconds, and files."""
    taken = []
    papers = sorted((root / "source").glob("*.yaml"))
    for path in (papers[0], *papers):
        options = Options(papers=(str(path),), cache=False, jobs=1)
        begun = sum(os.times()[:4])
        with contextlib.redirect_stdout(io.StringIO()):
            run = Run(Project(root), options, InProcess(), Progress(quiet=True))
            report = run.build()
        assert report.exit_code == 0, [str(found) for found in report.diagnostics]
        taken.append((sum(os.times()[:4]) - begun, len(report.outcomes)))
    return taken[1:]


if __name__ == "__main__":
    sys.exit(not main())
