"""Stations: what a worker of a cluster has at hand for the runs of one plan.

A station is a folder that stands for the project, with the project's own styles, templates and
data, and with the files of papers only while a task needs them; and a pool of processes, the same
that a local build works in: it bounds the time of a task and replaces what dies or grows. A pool
that nobody has needed for a while is put away: the build may be over, or killed.
"""

from __future__ import annotations

import contextlib
import io
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from masthead.cluster.packed import do_packed, pack_failure
from masthead.cluster.plan import Plan, compare_likeness, describe_here, find_own_fonts
from masthead.files import write_file
from masthead.scratch import Scratch
from masthead.setup.places import FONTS
from masthead.targets.executor import WorkerPool
from masthead.targets.tasks import WorkerLostError

IDLE = 60.0
"""Seconds after which a pool that has nothing to do is put away."""
ATTEMPTS = 2
"""How often a task is begun whose process was killed."""


class Station:
    """What a worker has at hand for one plan."""

    def __init__(self, plan: Plan, jobs: int) -> None:
        self.plan = plan
        self.jobs = jobs
        self._scratch = Scratch()
        self.root = Path(self._scratch.path, "project")
        (self.root / "source").mkdir(parents=True)
        with zipfile.ZipFile(io.BytesIO(plan.project)) as archive:
            archive.extractall(self.root)
        fonts = self.root / FONTS
        fonts.parent.mkdir(exist_ok=True)
        fonts.symlink_to(find_own_fonts())
        self._turn = threading.Condition()
        self._held: dict[str, tuple[bytes, int]] = {}
        self._pool: WorkerPool | None = None
        self._tasks = 0
        self._rest: threading.Timer | None = None

    def work(self, packed: bytes, files: Mapping[str, bytes]) -> bytes:
        """Do a packed task with these files of the project in place; its packed answer."""
        try:
            with self._working() as pool, self._holding(files):
                for attempt in range(1, ATTEMPTS + 1):
                    try:
                        return pool.submit(do_packed, str(self.root), packed).result()
                    except WorkerLostError:
                        if attempt == ATTEMPTS:
                            raise
        except Exception as error:  # noqa: BLE001  # told as what became of the task
            return pack_failure(error)
        raise AssertionError("a task is begun once at least")

    @contextlib.contextmanager
    def _working(self) -> Iterator[WorkerPool]:
        """Have the pool, and let it rest when nobody needs it any longer."""
        with self._turn:
            self._tasks += 1
            if self._rest is not None:
                self._rest.cancel()
                self._rest = None
            if self._pool is None:
                self._pool = WorkerPool(self.jobs, self.plan.formats, self.plan.limit)
            pool = self._pool
        try:
            yield pool
        finally:
            with self._turn:
                self._tasks -= 1
                if self._tasks == 0:
                    self._rest = threading.Timer(IDLE, self.close)
                    self._rest.daemon = True
                    self._rest.start()

    @contextlib.contextmanager
    def _holding(self, files: Mapping[str, bytes]) -> Iterator[None]:
        """Have files in the project meanwhile. Another run's of that name is waited for."""
        taken = []
        try:
            for name, data in files.items():
                self._take(name, data)
                taken.append(name)
            yield
        finally:
            for name in taken:
                self._leave(name)

    def _take(self, name: str, data: bytes) -> None:
        with self._turn:
            self._turn.wait_for(lambda: name not in self._held or self._held[name][0] == data)
            _, holders = self._held.get(name, (data, 0))
            if holders == 0:
                path = self.root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                write_file(path, data)
            self._held[name] = data, holders + 1

    def _leave(self, name: str) -> None:
        with self._turn:
            data, holders = self._held.pop(name)
            if holders > 1:
                self._held[name] = data, holders - 1
            else:
                with contextlib.suppress(OSError):
                    (self.root / name).unlink()
            self._turn.notify_all()

    def close(self) -> None:
        """Put the pool away, unless somebody needs it just now."""
        with self._turn:
            if self._tasks or self._pool is None:
                return
            pool, self._pool = self._pool, None
        pool.shutdown()


_stations: dict[str, Station] = {}
_turn = threading.Lock()


def open_station(plan: Plan, jobs: int) -> list[str]:
    """Have a station for a plan in this process; or say in what this machine is not alike."""
    with _turn:
        if plan.name in _stations:
            return []
        differences = compare_likeness(plan.likeness, describe_here(plan.formats, find_own_fonts()))
        if not differences:
            _stations[plan.name] = Station(plan, jobs)
        return differences


def work_at_station(
    name: str, load: list[tuple[bytes, tuple[str, ...]]], files: Mapping[str, bytes]
) -> list[tuple[float, bytes]]:
    """Do the packed tasks of a load at the station of a plan, each with the files that it names.

    Given back: how many seconds each took, and its packed answer.
    """
    station, answers = _stations[name], []
    for packed, names in load:
        begun = time.perf_counter()
        answer = station.work(packed, {name: files[name] for name in names if name in files})
        answers.append((time.perf_counter() - begun, answer))
    return answers
