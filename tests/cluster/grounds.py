"""A cluster on this machine for tests: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

from masthead.cluster.engine import SETTINGS
from tests.commands.conftest import ROOT
from tests.waiting import wait_until

PAPER = """\
symbol: NPT/CONF.2026/PC.II/WP.{number}
series: npt-preparatory-committee
session: 2
date: 2024-05-16
original: en
versions:
  zh: {{}}
  en: {{}}
title: {{en: A paper, zh: 文件}}
byline: {{en: Working paper submitted by Iceland, zh: 冰岛提交的工作文件}}
text:
- paragraph: {{en: "This paper speaks of {words}.", zh: "本文件有一些话。"}}
- paragraph: {{en: "It ends.", zh: "它到此为止。"}}
"""
NOUNS = ("sea", "land", "grain", "water", "trade", "peace", "law")


def write_papers(root: Path, count: int, first: int = 1) -> Path:
    """Write short papers into a new project; each is unlike the others."""
    source = root / "source"
    source.mkdir(parents=True, exist_ok=True)
    (root / "styles").mkdir(exist_ok=True)
    if not (root / "styles" / "fonts").exists():
        (root / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    for number in range(first, first + count):
        words = " and ".join(NOUNS[(number + step**2) % 7] for step in range(number % 20 + 5))
        path = source / f"NPT_CONF.2026_PC.II_WP.{number}.yaml"
        path.write_text(PAPER.format(number=number, words=words))
    return root


def write_ordinary(root: Path, count: int) -> Path:
    """Write papers of all kinds that there are samples of, in their languages, each in its turn."""
    write_papers(root, 0)
    samples = [*sorted((ROOT / "source").glob("*.yaml"))]
    for path in sorted((ROOT / "source" / "samples").iterdir()):
        if path.is_dir():
            shutil.copytree(path, root / "source" / path.name, dirs_exist_ok=True)
        elif "L.XX.yaml" not in path.name:  # a draft that is not agreed upon is not built
            samples.append(path)
    for number in range(count):
        path = samples[number % len(samples)]
        own = str(number // len(samples) + 101)
        head, key, rest = path.read_text().partition("\nsymbol: ")
        symbol, end, rest = rest.partition("\n")
        text = head + key + symbol.partition("#")[0].replace("XX", own) + end + rest
        (root / "source" / path.name.replace("XX", own)).write_text(text)
    return root


def read_files(folder: Path) -> dict[str, bytes]:
    """Read everything that a build put into its output folder, with the manifest."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def name_settings() -> dict[str, str]:
    """The settings of a build's own cluster as variables, for others."""
    return {
        f"DASK_{key.upper().replace('.', '__').replace('-', '_')}": str(value)
        for key, value in SETTINGS.items()
    }


class Grounds:
    """A scheduler and workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.contact = folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.environment = {
            **os.environ, "PYTHONPATH": str(ROOT),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "10",
            **name_settings(),
        }  # fmt: skip

    def start_scheduler(self) -> str:
        """Start a scheduler on loopback; its address."""
        self.scheduler = self._start(
            "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
            "--no-dashboard", "--scheduler-file", str(self.contact),
        )  # fmt: skip
        wait_until(self.contact.is_file, "the scheduler has an address")
        wait_until(lambda: self.contact.read_text().endswith("}"), "the address is written")
        self.address: str = json.loads(self.contact.read_text())["address"]
        return self.address

    def start_worker(self, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker with one thread."""
        return self._start(
            "distributed.cli.dask_worker", self.address, "--host", "127.0.0.1",
            "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0",
            "--local-directory", str(self.folder), **environment,
        )  # fmt: skip

    def _start(self, module: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        log = (self.folder / "log").open("ab")
        with log:
            process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                env={**self.environment, **environment},
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        self.processes.append(process)
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a process, as when memory runs out."""
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.processes.remove(process)

    def close(self) -> None:
        """End everything."""
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()


class Killer(threading.Thread):
    """Kills a worker at random moments, each time another takes its place."""

    def __init__(self, grounds: Grounds, times: int, gap: float, seed: int = 1) -> None:
        super().__init__(daemon=True)
        self.grounds = grounds
        self.times = times
        self.gap = gap
        self.random = random.Random(seed)
        self.killed = 0
        self.over = threading.Event()

    def run(self) -> None:
        while self.killed < self.times and not self.over.wait(self.random.uniform(0, self.gap)):
            workers = [one for one in self.grounds.processes if one is not self.grounds.scheduler]
            self.grounds.start_worker()
            self.grounds.kill(self.random.choice(workers))
            self.killed += 1
