"""The engine: an executor whose tasks are done by the workers of a Dask cluster.

The build knows no more of it than of any other executor. Papers travel as bytes: of the project a
worker needs nothing beforehand. When a worker dies, the scheduler gives its tasks to others; when
the scheduler goes, or the last worker, all tasks that are out fail, and none is begun any more.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import random
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, InvalidStateError
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from masthead.cluster import problems
from masthead.cluster.packed import Beneath, pack_task, unpack_answer
from masthead.cluster.plan import ROOMS, Plan, make_plan
from masthead.diagnostic import Diagnostic, Place, ToolError
from masthead.project import ABSENT, Project
from masthead.setup.systemfonts import PREFIX
from masthead.targets.executor import InProcess, count_jobs, read_time_limit
from masthead.targets.make import Order
from masthead.targets.options import Options
from masthead.targets.prepare import prepare_paper
from masthead.targets.tasks import EngineLostError, WorkerLostError

Result = TypeVar("Result")
CONNECT = 10.0
"""Seconds in which a scheduler has to answer."""
PATIENCE = 60.0
"""Seconds without a worker after which a build goes on without the cluster."""
ATTEMPTS = 3
"""How often a task is sent whose answer was lost on its way."""
LOOK = 5.0
"""Seconds from one look at the cluster to the next."""


def open_engine(project: Project, options: Options) -> ClusterExecutor:
    """Open the cluster that a build's options ask for, or one of its own on this machine.

    Raises ToolError where there is no Dask, no scheduler, or no worker that is like this machine.
    """
    try:
        from distributed.client import Client
        from distributed.deploy.local import LocalCluster
        from distributed.versions import VersionMismatchWarning
    except ImportError:
        raise ToolError("--engine dask takes Dask: pip install 'masthead[cluster]'") from None
    _silence(VersionMismatchWarning)
    plan = make_plan(project, options.formats, read_time_limit())
    jobs = count_jobs(options)
    cluster: Any = None
    make_cluster: Any = LocalCluster  # they carry no types
    make_client: Any = Client
    if options.scheduler is None:
        cluster = _open_local(make_cluster, jobs)
    address = cluster.scheduler_address if cluster else options.scheduler
    try:
        client = make_client(address, timeout=CONNECT, set_as_default=False, name="masthead")
    except Exception as error:  # noqa: BLE001  # every kind of address has errors of its own
        if cluster is not None:
            cluster.close()
        raise ToolError(
            f"no scheduler answers at {address}: {_write_reason(error)} "
            "(dask scheduler starts one; without --scheduler a build starts its own)"
        ) from None
    executor = ClusterExecutor(client, cluster, project, plan)
    try:
        executor.recruit()
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    return executor


def _open_local(make_cluster: Any, jobs: int) -> Any:
    """Open a cluster of the build's own: on loopback, without pages that tell how it is."""
    import dask

    no_pages: dict[str, list[str]] = {
        f"distributed.{each}.http.routes": [] for each in ("scheduler", "worker")
    }
    with dask.config.set(no_pages):
        return make_cluster(
            n_workers=1, threads_per_worker=jobs, processes=True, host="127.0.0.1",
            scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
            worker_dashboard_address=None, memory_limit=0, silence_logs=logging.CRITICAL,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sent:
    """A task that was sent."""

    task: Any
    """What Dask calls a future."""
    packed: bytes
    files: dict[str, bytes]
    attempt: int


class ClusterExecutor(Executor):
    """Has tasks done by the workers of a cluster."""

    def __init__(self, client: Any, cluster: Any, project: Project, plan: Plan) -> None:
        self.client = client
        self.cluster = cluster
        self.project = project
        self.plan = plan
        self.address: str = client.scheduler.address
        self.jobs = 1
        """How many tasks the workers do at once."""
        self.unlike: dict[str, str] = {}
        """Workers that are not like this machine, with what differs."""
        self.lost: list[str] = []
        """Workers that went away meanwhile."""
        self._run = random.getrandbits(40)
        self._numbers = itertools.count()
        self._pending: dict[Future[Any], _Sent] = {}
        self._stuck: set[str] = set()
        """Tasks that no worker had when the cluster was looked at last."""
        self._turn = threading.Lock()
        self._broken: str | None = None
        self._plugin_failed = ""
        self._closed = threading.Event()
        self._workers: set[str] = set()

    def recruit(self) -> None:
        """Tell all workers of the plan, those to come, too, and wait for the first that fits.

        Raises ToolError when none does.
        """
        from masthead.cluster.recruit import Recruit

        try:
            self.client.register_plugin(Recruit(self.plan))
        except Exception as error:  # noqa: BLE001  # a worker that cannot even read it
            self._plugin_failed = _write_reason(error)
        begun = time.monotonic()
        while True:
            workers = self._look()
            if self.jobs:
                break
            late = time.monotonic() - begun
            if (workers and workers <= self.unlike.keys()) or late > CONNECT:
                raise ToolError(self._explain_none(workers))
            time.sleep(0.05)
        threading.Thread(target=self._watch, daemon=True).start()

    def _explain_none(self, workers: set[str]) -> str:
        if not workers:
            return f"the scheduler {self.address} has no worker (dask worker {self.address} is one)"
        why = [
            f"{worker}: {self.unlike.get(worker) or self._plugin_failed or 'no answer'}"
            for worker in sorted(workers)
        ]
        return f"no worker of {self.address} is like this machine: {'; '.join(why[:4])}"

    def submit(
        self, function: Callable[..., Result], /, *args: Any, **kwargs: Any
    ) -> Future[Result]:
        """Have a task done by a worker: its first arguments are the project's root and generation.

        A paper from outside the project's folder has its task done here.
        """
        _, generation, *rest = (*args, *kwargs.values())
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
                names += [name for edition in order.editions for name, _ in edition.files]
        packed = pack_task(function, (self._run << 20) + generation, tuple(rest))
        future: Future[Result] = Future()
        self._send(future, packed, dict.fromkeys(names))
        return future

    def _send(
        self, future: Future[Any], packed: bytes, names: Iterable[str], attempt: int = 1
    ) -> None:
        """Send a task with files of the project."""
        with self._turn:
            if self._broken is not None:
                future.set_exception(EngineLostError(self.address, self._broken))
                return
        try:
            from masthead.cluster.station import work_at_station

            files = dict(self._read(names))
            key = f"{self.plan.name}-{self._run:x}-{next(self._numbers)}"
            sent = self.client.submit(
                work_at_station, self.plan.name, packed, files,
                key=key, pure=False, resources={self.plan.name: 1},
            )  # fmt: skip
        except Exception as error:  # noqa: BLE001  # told as what became of the task
            _settle(future, self._explain(error))
            return
        with self._turn:
            self._pending[future] = _Sent(sent, packed, files, attempt)
        sent.add_done_callback(lambda done: self._take_in(future, done, packed, files, attempt))

    def _read(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Read files of the project; those that are not there are missed at the worker, too."""
        for name in names:
            path = self.project.root / name
            if not self.project.leads_out(path):
                with contextlib.suppress(OSError):
                    yield name, path.read_bytes()

    def _take_in(
        self,
        future: Future[Any],
        sent: Any,
        packed: bytes,
        files: dict[str, bytes],
        attempt: int,
    ) -> None:
        """Take in what came of a task.

        One that lacked files which are here is sent again; so is one whose answer was lost.
        """
        answer, lost = b"", None
        try:
            answer = sent.result(timeout=PATIENCE)  # it may be lost again, and made again
        except BaseException as error:  # noqa: BLE001  # also that it was cancelled
            lost = error
        with self._turn:
            current = self._pending.get(future)
            if current is None or current.task is not sent:  # it was sent once more
                return
            del self._pending[future]
        try:
            if lost is not None:
                raise lost
            went_well, result = unpack_answer(answer)
        except OSError as error:
            if attempt < ATTEMPTS:
                self._send(future, packed, files, attempt + 1)
            else:
                _settle(future, self._explain(error))
            return
        except BaseException as error:  # noqa: BLE001  # also that it was cancelled
            _settle(future, self._explain(error))
            return
        finally:
            sent.release()
        if went_well:
            lacking = [
                name for name, digest in getattr(result, "inputs", {}).items()
                if digest == ABSENT and name not in files and self._is_beside(name)
            ]  # fmt: skip
            if lacking:
                self._send(future, packed, [*files, *lacking], attempt)
                return
            with contextlib.suppress(InvalidStateError):
                future.set_result(result)
        else:
            _settle(future, result)

    def _is_beside(self, name: str) -> bool:
        """Whether a name is that of a file beside a paper, which is here."""
        room = name.partition("/")[0]
        if room in ROOMS or name.startswith(PREFIX) or ".." in Path(name).parts:
            return False
        return (self.project.root / name).is_file()

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

    # --- the cluster

    def _look(self) -> set[str]:
        """Look at the workers: all of them, and how many tasks those that fit do at once."""
        workers = self.client.scheduler_info(n_workers=-1)["workers"]
        for _, event in self.client.get_events(self.plan.name):  # also of workers long gone
            if event["worker"] in workers:
                self.unlike[event["worker"]] = event["why"]
        places = {
            address: int(about.get("resources", {}).get(self.plan.name, 0))
            for address, about in workers.items()
        }
        fit = {address for address, count in places.items() if count}
        self.lost += sorted(self._workers - fit)
        self._workers = fit
        self.jobs = sum(places.values())
        return set(workers)

    def _send_stuck(self) -> None:
        """Send those tasks once more that nobody has, though there are workers.

        The scheduler looks for a worker of a task that has none when one comes, and not when one
        that came offers places for it.
        """
        had = {key for keys in self.client.processing().values() for key in keys}
        with self._turn:
            pending = [*self._pending.items()]
        stuck = {
            sent.task.key: (future, sent)
            for future, sent in pending
            if sent.task.key not in had and sent.task.status not in ("finished", "error")
        }
        for key in self._stuck & stuck.keys():
            future, sent = stuck[key]
            with self._turn:
                if self._pending.get(future) is not sent:
                    continue
                del self._pending[future]
            self._send(future, sent.packed, sent.files, sent.attempt)
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
                self._look()
                if self.jobs:
                    self._send_stuck()
            except Exception:  # noqa: BLE001, S112  # told when the connection is given up
                continue
            alone = 0.0 if self.jobs else alone or time.monotonic()
            if alone and time.monotonic() - alone > PATIENCE:
                self._break(f"it has had no worker for {PATIENCE:g} seconds")
                return

    def _break(self, why: str) -> None:
        """Give up the cluster: what is out will not come, and nothing more is sent."""
        with self._turn:
            if self._closed.is_set():
                why = "the build was stopped"
            self._broken = self._broken or why
            pending, self._pending = self._pending, {}
        for future in pending:
            _settle(future, EngineLostError(self.address, self._broken))

    def find_troubles(self) -> list[Diagnostic]:
        """Say what was wrong with the cluster, once a build is over."""
        found = [
            problems.WORKER_UNLIKE.at(Place(self.address), worker=worker, why=why)
            for worker, why in sorted(self.unlike.items())
        ]
        return found + [
            problems.WORKER_GONE.at(Place(self.address), worker=worker)
            for worker in dict.fromkeys(self.lost)
        ]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, and end the one of our own."""
        self._closed.set()
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


def _silence(mismatch: type[Warning]) -> None:
    """Keep Dask's own log from the terminal: what matters in it is told in our lines."""
    warnings.filterwarnings("ignore", category=mismatch)  # versions are compared in our way
    warnings.filterwarnings("ignore", message="Sending large graph")  # pictures
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _write_reason(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]
