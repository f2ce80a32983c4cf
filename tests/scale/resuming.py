"""Resuming: a build that is killed again and again makes no file twice but those at work just then.

``PAPERS=40 KILLS=3`` measures less than 500 papers and 20 kills.
"""

from __future__ import annotations

import collections
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from tests.cluster.grounds import Grounds, write_papers
from tests.commands.conftest import ROOT

_MADE = re.compile(r"(\S+)  [\d.]+ s")


def main() -> bool:
    """Measure on a cluster; whether no file was made twice."""
    papers = int(os.environ.get("PAPERS", "500"))
    kills = int(os.environ.get("KILLS", "20"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = write_papers(folder / "house", papers)
        grounds = Grounds(folder)
        try:
            address = grounds.start_scheduler()
            grounds.start_worker()
            grounds.start_worker()
            made, killed, runs = build_killed(
                root, folder / "cache", kills, papers * 2,
                "--engine", "dask", "--scheduler", address,
            )  # fmt: skip
        finally:
            grounds.close()
        there = len(list((root / "output").glob("*.html")))
    twice = sorted(file for file, times in made.items() if times > 1)
    print(f"  {papers} papers, {papers * 2} files, killed {killed} times, {runs} runs")
    print(f"  files there: {there}, made twice: {len(twice)}{'' if not twice else '   MISSED'}")
    return not twice and there == papers * 2 and killed == kills


def build_killed(
    root: Path, cache: Path, kills: int, files: int, *options: str, seed: int = 1
) -> tuple[collections.Counter[str], int, int]:
    """Build pages of HTML, killed each time after some files, until a run ends of itself.

    Given back: how often each file was made, as the build said (one killed before it could say so
    made it, too), how often the build was killed, how many runs it took.
    """
    draw = random.Random(seed)
    made: collections.Counter[str] = collections.Counter()
    killed = runs = 0
    environment = {**os.environ, "MASTHEAD_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-P", "-m", "masthead", "build", "--format", "html", *options]
    while True:
        runs += 1
        process = subprocess.Popen(
            command, cwd=root, env=environment, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert process.stdout is not None
        wanted = draw.randint(1, max(1, 2 * (files - len(made)) // (kills - killed + 1)))
        said = []
        for line in process.stdout:
            said.append(line)
            found = _MADE.match(line)
            if found is not None:
                made[found[1]] += 1
                wanted -= 1
                if wanted == 0 and killed < kills:
                    # At any moment from now on, not just after a line.
                    threading.Timer(draw.uniform(0, 0.03), process.kill).start()
        process.stdout.close()
        code = process.wait()
        assert code in (0, -9), "".join(said)
        killed += code != 0
        if code == 0:
            return made, killed, runs


if __name__ == "__main__":
    sys.exit(not main())
