"""``check``: whole runs on the paper and on a hundred, and what the planted faults come to."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAPER = ROOT / "source" / "NPT_CONF.2026_PC.II_WP.XX.yaml"
MOST = {"the paper": 0.4, "a hundred papers": 5.0, "as they were": 0.6}
"""Seconds that a whole run may take."""
PAPERS = 100
ROUNDS, FEWER = 9, 3
PLANTED = 300
"""How many faults are planted."""


def time_check(folder: Path, cache: Path, times: int, *, anew: bool = True) -> float:
    """Time a whole run in a folder: the median, in seconds; ``anew``: with an empty cache."""
    taken = []
    for _ in range(times):
        if anew:
            shutil.rmtree(cache, ignore_errors=True)
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "masthead", "check"], cwd=folder, check=True,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "MASTHEAD_CACHE": str(cache)},
        )  # fmt: skip
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def main() -> bool:
    """Measure, and say whether a limit was missed."""
    from tests.check.planted.measure import measure

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "source").mkdir()
        text = PAPER.read_text(encoding="utf-8")
        for number in range(100, 100 + PAPERS):
            name = PAPER.name.replace("XX", str(number))
            changed = text.replace("WP.XX", f"WP.{number}")
            (folder / "source" / name).write_text(changed, encoding="utf-8")
        cache = folder / "cache"
        taken = {
            "the paper": time_check(ROOT, cache, ROUNDS),
            "a hundred papers": time_check(folder, cache, FEWER),
            "as they were": time_check(folder, cache, FEWER, anew=False),
        }
    missed = False
    for name, seconds in taken.items():
        missed |= seconds > MOST[name]
        print(f"{name:<20} {seconds:6.2f} s   (at most {MOST[name]} s)")
    measured = measure(count=PLANTED)
    print(f"planted faults found {measured.share:.1%} of {measured.planted.total()}")
    return missed or measured.share < 0.95
