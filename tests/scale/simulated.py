"""Papers without number, built without being made: tasks give what was recorded of one of them.

What the build does itself (finding papers, fingerprints, looking up, writing, reporting) is
done in earnest; what workers would do takes no time here, and is added up from recorded lengths.
"""

from __future__ import annotations

import hashlib
import heapq
import resource
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from masthead.edition.edition import Edition
from masthead.project import Project
from masthead.targets.executor import InProcess
from masthead.targets.make import Made, Order, make_file
from masthead.targets.prepare import Prepared, prepare_paper
from tests.cluster.grounds import PAPER, write_papers

SECONDS = {"prepare": 0.12, "pdf": 0.55, "docx": 0.30, "epub": 0.17}
"""Processor time of a task of a short paper, as ``make scale`` recorded it (docs/scale.md)."""


class Simulated(Executor):
    """Gives for every task what a real one gave for another paper of the kind."""

    def __init__(self, root: Path, cores: int) -> None:
        write_papers(root, 1)
        (paper,) = (root / "source").iterdir()
        self.stem = paper.stem
        self.prepared: Prepared = (
            InProcess().submit(prepare_paper, str(root), 0, str(paper), "official", True).result()
        )
        assert self.prepared.editions, self.prepared.diagnostics
        self.made: dict[str, Made] = {}
        landing = None
        for form in ("pdf", "docx", "epub"):
            order = Order(
                form, (self.prepared.editions["en"],), landing if form == "epub" else None
            )
            self.made[form] = InProcess().submit(make_file, str(root), 0, order).result()
            landing = landing or self.made[form].landing
        self.tasks = 0
        self.own = 0.0
        """Seconds of processor time that simulating took, which no build spends."""
        self._free = [0.0] * cores
        self.length = 0.0
        """Seconds that the cores would work."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Give at once what would come of a task, and add its length to the core free first."""
        begun = time.thread_time()
        future: Future[Any] = Future()
        _, _, subject, *_ = args
        self.tasks += 1
        if isinstance(subject, Order):
            future.set_result(self._make(subject))
            kind = subject.format
        else:
            future.set_result(self._prepare(Path(subject)))
            kind = "prepare"
        heapq.heapreplace(self._free, self._free[0] + SECONDS[kind])
        self.length = max(self._free)
        self.own += time.thread_time() - begun
        return future

    def _prepare(self, path: Path) -> Prepared:
        data = path.read_bytes()
        inputs = {
            name.replace(self.stem, path.stem): digest
            for name, digest in self.prepared.inputs.items()
        }  # fmt: skip
        digest = hashlib.sha256(data).hexdigest()
        editions: dict[str, Edition] = {
            code: replace(
                edition, stem=path.stem, canonical=edition.canonical + path.stem
            )
            for code, edition in self.prepared.editions.items()
        }  # fmt: skip
        return replace(
            self.prepared, source=f"source/{path.name}", stem=path.stem, editions=editions,
            inputs=inputs, digest=digest, reading=digest,
            hashes={code: hashlib.sha256(f"{code} {digest}".encode()).hexdigest()
                    for code in editions},
        )  # fmt: skip

    def _make(self, order: Order) -> Made:
        like = self.made[order.format]
        edition = order.editions[0]
        data = f"{edition.filename}.{order.format}".encode()
        return replace(like, data=data, inputs=dict(like.inputs))


def write_many(root: Path, count: int) -> None:
    """Write so many papers, quickly."""
    write_papers(root, 0)
    source = root / "source"
    for number in range(1, count + 1):
        path = source / f"NPT_CONF.2026_PC.II_WP.{number}.yaml"
        path.write_text(PAPER.format(number=number, words="sea and land"))


class Meter:
    """Processor time and peak memory of this process from one moment on."""

    def __init__(self) -> None:
        self.begun = time.process_time()
        self.wall = time.perf_counter()

    def read(self) -> tuple[float, float, float]:
        """Seconds of processor time and of the clock, and the peak of memory so far in MB."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return time.process_time() - self.begun, time.perf_counter() - self.wall, peak


def say(rows: Iterable[tuple[str, str, bool]]) -> bool:
    """Print what was measured; whether all was kept."""
    kept = True
    for what, found, good in rows:
        kept &= good
        print(f"  {what:44} {found}{'' if good else '   MISSED'}", flush=True)
    return kept


def open_project(root: Path) -> Project:
    """Open a project."""
    return Project(root)
