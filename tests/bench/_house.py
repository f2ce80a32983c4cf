"""Project folders for measuring: the paper itself, and as many like it as are wanted."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent.parent
STEM = "NPT_CONF.2026_PC.II_WP.XX"
MASTHEAD = [sys.executable, "-P", "-m", "masthead"]


class House:
    """A project folder with a cache of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "house"
        self.cache = folder / "cache"
        (self.root / "source").mkdir(parents=True)
        (self.root / "styles").mkdir()
        (self.root / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
        self.environment = {
            **os.environ, "MASTHEAD_CACHE": str(self.cache), "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        # As for users: Python keeps what it has compiled.
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.source = self.root / "source" / f"{STEM}.yaml"

    def put_paper(self) -> None:
        """Put the project's own paper there."""
        self.source.write_bytes((ROOT / "source" / f"{STEM}.yaml").read_bytes())

    def put_papers(self, number: int) -> None:
        """Put papers there that are like the project's own, each with a text of its own."""
        written = yaml.safe_load((ROOT / "source" / f"{STEM}.yaml").read_text("utf-8"))
        units = written["text"]
        for count in range(1, number + 1):
            choice = random.Random(count)  # the same papers every time
            symbol = f"NPT/CONF.2026/PC.II/WP.{count}"
            kept = [unit for unit in units if "heading" in unit or choice.random() < 0.9]
            text = yaml.safe_dump({**written, "symbol": symbol, "text": kept}, allow_unicode=True)
            called = {key: note for key, note in written["notes"].items() if f"[^{key}]" in text}
            text = yaml.safe_dump(
                {**written, "symbol": symbol, "text": kept, "notes": called},
                allow_unicode=True, sort_keys=False, width=2**20,
            )  # fmt: skip
            path = self.root / "source" / f"{symbol.replace('/', '_')}.yaml"
            path.write_text(text, "utf-8")

    def run(self, *typed: str, script: list[str] | None = None) -> None:
        """Run a command in the folder, or another program; what it says is not wanted."""
        subprocess.run(
            script or [*MASTHEAD, *typed], cwd=self.root, env=self.environment, check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )  # fmt: skip


def time_runs(
    run: Callable[[], None], times: int, before: Callable[[], object] = lambda: None
) -> float:
    """Time whole processes and give the median, in seconds; ``before`` is not timed."""
    return time_in_turn({"": (run, before)}, times)[""]


def time_in_turn(
    runs: Mapping[str, tuple[Callable[[], None], Callable[[], object]]], times: int
) -> dict[str, float]:
    """Time processes that are to be compared, each once in every round: medians, in seconds.

    A machine that is slower for a while is then so for all of them.
    """
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(times):
        for name, (run, before) in runs.items():
            before()
            started = time.perf_counter()
            run()
            taken[name].append(time.perf_counter() - started)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}
