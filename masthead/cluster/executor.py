"""The executor of a cluster: tasks go out in loads, and what came of each comes back.

The build knows no more of it than of any other executor. Papers travel as bytes: of the project a
worker needs nothing beforehand. When a worker dies, the scheduler gives its loads to others; when
the scheduler goes, or the last worker, all tasks that are out fail, and none is begun any more.
"""

from __future__ import annotations

import contextlib
import itertools
import queue
import random
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, InvalidStateError
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from masthead.cluster.crew import Crew
from masthead.cluster.loads import DEPTH, Backlog, Errand
from masthead.cluster.packed import Beneath, pack_task, unpack_answer
from masthead.cluster.plan import ROOMS, Plan
from masthead.diagnostic import Diagnostic
from masthead.project import ABSENT, Project
from masthead.read.papers import ENDINGS, find_source
from masthead.setup.systemfonts import PREFIX
from masthead.targets.executor import InProcess
from masthead.targets.make import Order
from masthead.targets.prepare import prepare_paper
from masthead.targets.tasks import EngineLostError, WorkerLostError

Result = TypeVar("Result")
PATIENCE = 60.0
"""Seconds without a worker after which a build goes on without the cluster."""
ANSWER = 60.0
"""Seconds that an answer may be on its way."""
ATTEMPTS = 3
"""How often a task is sent whose answer was lost on its way."""
LOOK = 5.0
"""Seconds from one look at the cluster to the next."""


class _Sent(Struct, frozen=True):
    """A load that was sent."""

    task: Any
    """What Dask calls a future."""
    load: list[Errand]


class ClusterExecutor(Executor):
    """Has tasks done by the workers of a cluster."""

    def __init__(self, client: Any, cluster: Any, project: Project, plan: Plan) -> None:
        self.client = client
        self.cluster = cluster
        self.project = project
        self.plan = plan
        self.crew = Crew(client, plan)
        self.address = self.crew.address
        self._run = random.getrandbits(40)
        self._numbers = itertools.count()
        self._backlog = Backlog()
        self._sending = 0
        """Loads that are just being sent."""
        self._sent: dict[str, _Sent] = {}
        self._stuck: set[str] = set()
        """Loads that no worker had when the cluster was looked at last."""
        self._done: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._turn = threading.Lock()
        self._broken: str | None = None
        self._closed = threading.Event()

    def open(self) -> None:
        """Find workers. Raises ToolError without any that is like this machine."""
        self.crew.recruit()
        for work in (self._watch, self._take_in_all):
            threading.Thread(target=work, daemon=True).start()

    @property
    def most_out(self) -> int:
        """How many tasks may be out: enough for all loads, and for one more that gathers."""
        return (DEPTH + 1) * max(self.crew.places, 1) * self._backlog.most_in_load

    def submit(
        self, function: Callable[..., Result], /, *args: Any, **kwargs: Any
    ) -> Future[Result]:
        """Have a task done by a worker: its first arguments are the project's root and generation.

        A paper from outside the project's folder has its task done here.
        """
        _, generation, *rest = (*args, *kwargs.values())
        kind = function.__name__
        names: list[str] = []
        if function is prepare_paper:
            path = Path(rest[0])
            name = self.project.name(path)
            outside = Path(name).is_absolute() or ".." in Path(name).parts
            if outside or self.project.leads_out(path) or not path.is_file():
                return InProcess().submit(function, *args, **kwargs)
            rest[0] = Beneath(name)
            names.append(name)
        for order in rest:
            if isinstance(order, Order):
                kind = order.format
                names += [name for edition in order.editions for name, _ in edition.files]
        packed = pack_task(function, (self._run << 20) + generation, tuple(rest))
        future: Future[Result] = Future()
        self._put(Errand(future, packed, kind, tuple(dict.fromkeys(names))))
        self._send_loads()
        return future

    def _put(self, errand: Errand) -> None:
        with self._turn:
            if self._broken is None:
                self._backlog.put(errand)
                return
        _settle(errand.future, EngineLostError(self.address, self._broken))

    # --- out

    def _send_loads(self) -> None:
        """Send loads as long as a worker would soon have nothing to do."""
        while True:
            places = self.crew.places
            with self._turn:
                if len(self._sent) + self._sending >= DEPTH * max(places, 1):
                    return
                load = self._backlog.take(places)
                if not load:
                    return
                self._sending += 1
            try:
                self._send(load)
            finally:
                with self._turn:
                    self._sending -= 1

    def _send(self, load: list[Errand]) -> None:
        """Send a load with the files of the project that it takes."""
        try:
            from masthead.cluster.station import work_at_station

            files = self._read(name for errand in load for name in errand.names)
            key = f"{self.plan.name}-{self._run:x}-{next(self._numbers)}"
            packed = [(errand.packed, errand.names) for errand in load]
            task = self.client.submit(
                work_at_station, self.plan.name, packed, files,
                key=key, pure=False, resources={self.plan.name: 1},
            )  # fmt: skip
        except Exception as error:  # noqa: BLE001  # told as what became of the tasks
            self._settle_load(load, self._explain(error))
            return
        with self._turn:
            self._sent[key] = _Sent(task, load)
            gone = self._broken is not None
        if gone:  # just now
            self._break("")
        task.add_done_callback(lambda _: self._done.put(key))

    def _read(self, names: Iterable[str]) -> dict[str, bytes]:
        """Read files of the project; those that are not there are missed at the worker, too."""
        files = {}
        for name in dict.fromkeys(names):
            path = self.project.root / name
            if not self.project.leads_out(path):
                with contextlib.suppress(OSError):
                    files[name] = path.read_bytes()
        return files

    # --- in

    def _take_in_all(self) -> None:
        """Take in loads as they come, those that came meanwhile together."""
        while (key := self._done.get()) is not None:
            keys = [key]
            with contextlib.suppress(queue.Empty):
                while True:
                    keys.append(self._done.get_nowait() or "")
            with self._turn:
                sent = {key: self._sent[key] for key in keys if key in self._sent}
            self._take_in(sent)
            if "" in keys:
                return

    def _take_in(self, sent: dict[str, _Sent]) -> None:
        answers: dict[str, Any] = {}
        whole = [key for key, one in sent.items() if one.task.status == "finished"]
        if len(whole) > 1:
            with contextlib.suppress(Exception):  # then each by itself
                gathered = self.client.gather([sent[key].task for key in whole])
                answers = dict(zip(whole, gathered, strict=True))
        taken = []
        for key, one in sent.items():
            if key not in answers:
                try:  # it may be lost again, and made again
                    answers[key] = one.task.result(timeout=ANSWER)
                except BaseException as error:  # noqa: BLE001  # also that it was cancelled
                    answers[key] = error
            with self._turn:
                if self._sent.get(key) is one:  # otherwise it was sent once more
                    del self._sent[key]
                    taken.append(key)
            one.task.release()
        self._send_loads()  # before all else: a worker may wait
        for key in taken:
            try:
                self._take_answer(sent[key].load, answers[key])
            except Exception as error:  # noqa: BLE001  # else the build would wait for ever
                self._settle_load(sent[key].load, error)
        self._send_loads()

    def _take_answer(self, load: list[Errand], answer: Any) -> None:
        """Take what came of a load: for each task how long it took, and its packed answer."""
        if isinstance(answer, BaseException):
            self._lose(load, answer)
            return
        for errand, (seconds, packed) in zip(load, answer, strict=True):
            with self._turn:
                self._backlog.learn(errand.kind, seconds)
            self._answer(errand, packed)

    def _answer(self, errand: Errand, packed: bytes) -> None:
        """Give a task's answer to who waits for it.

        One that lacked files which are here is sent again.
        """
        try:
            went_well, result = unpack_answer(packed)
        except Exception as error:  # noqa: BLE001  # told as what became of the task
            _settle(errand.future, error)
            return
        if not went_well:
            _settle(errand.future, result)
            return
        lacking = [
            beside for name, digest in getattr(result, "inputs", {}).items()
            if digest == ABSENT and (beside := self._find_beside(name))
        ]  # fmt: skip
        if lacking := [name for name in dict.fromkeys(lacking) if name not in errand.names]:
            self._put(errand.with_names(lacking))
            return
        with contextlib.suppress(InvalidStateError):
            errand.future.set_result(result)

    def _find_beside(self, name: str) -> str | None:
        """Find a file that is missed at a worker, if it is a paper or stands beside one here."""
        path = self.project.root / name
        room = name.partition("/")[0]
        if room in ROOMS or name.startswith(PREFIX) or ".." in path.parts:
            return None
        if path.is_file():
            return name
        if path.parent == self.project.source and path.suffix in ENDINGS:
            source = find_source(self.project, path.stem)
            return self.project.name(source) if source else None
        return None

    def _lose(self, load: list[Errand], error: BaseException) -> None:
        """Do what can be done for a load that did not come back.

        One whose answer was lost is sent again. Of one that killed every worker it came to, each
        task goes alone: only one of them is to blame.
        """
        from distributed import KilledWorker

        if isinstance(error, OSError) and load[0].attempt < ATTEMPTS:
            for errand in load:
                self._put(errand.again())
        elif isinstance(error, KilledWorker) and len(load) > 1:
            for errand in load:
                self._put(errand.apart())
        else:
            self._settle_load(load, self._explain(error))

    def _explain(self, error: BaseException) -> Exception:
        """Say what an exception of Dask's means."""
        from distributed import KilledWorker

        if isinstance(error, KilledWorker):
            return WorkerLostError("each worker that had it was killed")
        lost = ("FutureCancelledError", "CancelledError", "TimeoutError")
        if type(error).__name__ in lost or self.client.status != "running":
            self._break("the connection was lost")
            return EngineLostError(self.address, self._broken or "")
        return error if isinstance(error, Exception) else WorkerLostError(str(error))

    def _settle_load(self, load: list[Errand], error: Exception) -> None:
        for errand in load:
            _settle(errand.future, error)

    # --- the cluster

    def _send_stuck(self) -> None:
        """Send those loads once more that nobody has, though there are workers.

        The scheduler looks for a worker of a task that has none when one comes, and not when one
        that came offers places for it.
        """
        had = {key for keys in self.client.processing().values() for key in keys}
        with self._turn:
            stuck = {
                key: sent
                for key, sent in self._sent.items()
                if key not in had and sent.task.status not in ("finished", "error")
            }
        for key in self._stuck & stuck.keys():
            with self._turn:
                sent = self._sent.pop(key, None)
            if sent is not None:
                self._send(sent.load)
                sent.task.release()
        self._stuck = set(stuck)

    def _watch(self) -> None:
        """Look at the cluster again and again: nobody else says that nothing will come any more."""
        alone = 0.0
        while not self._closed.wait(LOOK):
            if self.client.status not in ("running", "connecting"):
                self._break("it is gone")
                return
            try:
                self.crew.look()
                if self.crew.places:
                    self._send_stuck()
                    self._send_loads()
            except Exception:  # noqa: BLE001, S112  # told when the connection is given up
                continue
            alone = 0.0 if self.crew.places else alone or time.monotonic()
            if alone and time.monotonic() - alone > PATIENCE:
                self._break(f"it has had no worker for {PATIENCE:g} seconds")
                return

    def _break(self, why: str) -> None:
        """Give up the cluster: what is out will not come, and nothing more is sent."""
        with self._turn:
            if self._closed.is_set():
                why = "the build was stopped"
            self._broken = self._broken or why
            load = [errand for sent in self._sent.values() for errand in sent.load]
            load += self._backlog.take_all()
            self._sent = {}
        self._settle_load(load, EngineLostError(self.address, self._broken))

    def find_troubles(self) -> list[Diagnostic]:
        """Say what was wrong with the cluster, once a build is over."""
        return [*self.crew.find_troubles()]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, and end the one of our own."""
        self._closed.set()
        self._done.put(None)
        if cancel_futures:
            self._break("the build was stopped")
        with contextlib.suppress(Exception):
            self.client.close(timeout=2)
        if self.cluster is not None:
            with contextlib.suppress(Exception):
                self.cluster.close(timeout=5)


def _settle(future: Future[Any], error: Exception) -> None:
    with contextlib.suppress(InvalidStateError):
        future.set_exception(error)
